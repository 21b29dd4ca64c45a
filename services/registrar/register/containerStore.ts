import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { type RandomBytes, randomBytes } from "../../../sdk/crypto/random.ts";
import type { SignedContainers } from "./signedContainers.ts";

/** Whose container it is. */
const KINDS = ["request", "response"] as const;
const [NONCE_BYTES, TAG_BYTES] = [12, 16];
const CIPHER = "aes-256-gcm";

/** Signed containers of look-ups, encrypted under the office's key (P28.15); they are deleted with their try. */
export type ContainerStore = {
  /** Keeps both; what is kept of a message stays as it is. */
  put(messageId: string, containers: SignedContainers): void;
  get(messageId: string): SignedContainers | undefined;
};

/** SHA-256 of a container, by which a copy of it is compared. */
export function containerDigest(container: Buffer): string {
  return createHash("sha256").update(container).digest("hex");
}

/**
 * In the table that `evidenceStore` made.
 * @param key 32 bytes: the key of the office's codes.
 */
export function containerStore(database: DatabaseSync, key: Uint8Array, random: RandomBytes): ContainerStore {
  const add = database.prepare("INSERT OR IGNORE INTO registerContainers VALUES (?, ?, ?)");
  const find = database.prepare("SELECT sealed FROM registerContainers WHERE messageId = ? AND kind = ?");
  const own = Buffer.from(hkdfSync("sha256", key, "", "hanpyo.register.containers.v1", 32));
  const placeOf = (messageId: string, kind: string) => Buffer.from(`${messageId}|${kind}`);

  function seal(place: Buffer, container: Buffer): Buffer {
    const nonce = randomBytes(random, NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, own, nonce).setAAD(place);
    return Buffer.concat([nonce, cipher.update(container), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws if the row was changed, or moved from another message. */
  function open(place: Buffer, sealed: Buffer): Buffer {
    const decipher = createDecipheriv(CIPHER, own, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(place).setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  }

  return {
    put(messageId, containers) {
      for (const kind of KINDS) add.run(messageId, kind, seal(placeOf(messageId, kind), containers[kind]));
    },
    get(messageId) {
      const [request, response] = KINDS.map((kind) => {
        const row = find.get(messageId, kind);
        return row && open(placeOf(messageId, kind), Buffer.from(row.sealed as Uint8Array));
      });
      return request === undefined || response === undefined ? undefined : { request, response };
    },
  };
}
