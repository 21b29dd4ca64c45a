import { generateKeyPairSync } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { deflateSync } from "node:zlib";
import { expect } from "chai";
import { SignJWT } from "jose";
import type { Es256Key } from "../../../services/eid/es256.ts";
import { CredentialRevokedError, RevocationUnknownError } from "../../../services/eid/refusals.ts";
import { statusCheck } from "../../../services/eid/statusList.ts";
import { errorOf } from "../../errorOf.ts";

const [URI, NOW] = ["https://issuer.example/status", 1_800_000_000];
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const key = { ...publicKey.export({ format: "jwk" }), kid: "one" } as Es256Key;
const issuer = { issuer: "https://issuer.example", keys: [key], statusLists: [URI] };

/** A list as an issuer publishes it, of entries that are packed already. */
async function listOf(packed: Uint8Array, bits: number, claims: Readonly<Record<string, unknown>> = {}) {
  const lst = deflateSync(packed, { level: 9 }).toString("base64url");
  const payload = { sub: URI, iat: NOW, exp: NOW + 600, status_list: { bits, lst }, ...claims };
  const header = { alg: "ES256", typ: "statuslist+jwt", kid: "one" };
  return new TextEncoder().encode(await new SignJWT(payload).setProtectedHeader(header).sign(privateKey));
}

describe("A status list", function () {
  this.timeout(60_000);

  it("says of every entry what was packed, with 1, 2, 4 and 8 bits, and nothing of one beyond its end", async () => {
    const packed = Uint8Array.from([0b1110_0100, 0b0000_0001]);
    const revokedAt = async (bits: number, index: number) => {
      const list = await listOf(packed, bits);
      try {
        await statusCheck(issuer, async () => list)(URI, index, NOW);
        return false;
      } catch (error) {
        if (error instanceof CredentialRevokedError) return true;
        throw error;
      }
    };
    const expected: readonly (readonly [number, readonly boolean[]])[] = [
      [1, [false, false, true, false, false, true, true, true, true, false]],
      [2, [false, true, true, true, true, false, false, false]],
      [4, [true, true, true, false]],
      [8, [true, true]],
    ];
    for (const [bits, entries] of expected) {
      for (const [i, isRevoked] of entries.entries()) {
        expect(await revokedAt(bits, i), `${bits} bits, ${i}`).to.equal(isRevoked);
      }
      await errorOf(revokedAt(bits, 16 / bits), RevocationUnknownError);
    }
    await errorOf(revokedAt(3, 0), RevocationUnknownError);
  });

  it("of 8 million entries is read while the service goes on answering, and once for all who ask", async () => {
    const list = await listOf(new Uint8Array(1_000_000).fill(0), 1);
    let asked = 0;
    const check = statusCheck(issuer, async () => {
      asked++;
      return list;
    });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await Promise.all(Array.from({ length: 200 }, (_, i) => check(URI, 7_999_000 + i, NOW)));
    delay.disable();
    expect(asked).to.equal(1);
    expect(delay.max / 1e6).to.be.below(500);
  });

  it("that would be inflated beyond what an office can hold is none, and the office goes on", async () => {
    const list = await listOf(new Uint8Array(100_000_000), 1);
    expect(list.length).to.be.below(200_000);
    await errorOf(statusCheck(issuer, async () => list)(URI, 5, NOW), RevocationUnknownError);
    const small = await listOf(new Uint8Array(10), 1);
    await statusCheck(issuer, async () => small)(URI, 5, NOW);
  });

  it("is fetched anew when its time is over, and an earlier one does not stand in for it", async () => {
    const list = await listOf(new Uint8Array(10), 1, { ttl: 60 });
    let isThere = true;
    const check = statusCheck(issuer, async () => {
      if (!isThere) throw new Error("unreachable");
      return list;
    });
    await check(URI, 5, NOW);
    isThere = false;
    await check(URI, 5, NOW + 59);
    await errorOf(check(URI, 5, NOW + 60), RevocationUnknownError);
    isThere = true;
    await check(URI, 5, NOW + 60);
  });
});
