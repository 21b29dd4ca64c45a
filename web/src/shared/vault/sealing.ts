import { HanpyoError } from "../../../../sdk/errors.ts";
import { isKiosk } from "../kiosk/kiosk.ts";
import { VaultSilentError, withPatience } from "./patience.ts";
import { browserStore, memoryStore, type VaultStore } from "./vaultStore.ts";

/** Bytes under AES-GCM, with their nonce. */
export type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: Uint8Array<ArrayBuffer> };

export class VaultUnavailableError extends HanpyoError {
  constructor(reason: string) {
    super(
      "VAULT_UNAVAILABLE",
      `This browser keeps nothing for the page (${reason})`,
      "Leave private browsing, or allow the page to store data, and open it again",
    );
  }
}

export class SealBrokenError extends HanpyoError {
  constructor() {
    super(
      "SEAL_BROKEN",
      "What this browser keeps cannot be opened: the passphrase is wrong, or the data was changed",
      "Try the passphrase again, or restore from the recovery file or words",
    );
  }
}

/** All in it is sealed but the device key, and names that hold no secret. */
let vault: VaultStore | undefined;

/** Reads and writes the vault. Throws `VaultUnavailableError` where the browser refuses, or `VaultSilentError`. */
export async function inVault<T>(work: (store: VaultStore) => Promise<T>): Promise<T> {
  try {
    vault ??= isKiosk ? memoryStore() : browserStore();
    return await withPatience(work(vault));
  } catch (error) {
    // The next one asks the browser anew.
    if (error instanceof VaultSilentError) vault = undefined;
    if (error instanceof HanpyoError) throw error;
    throw new VaultUnavailableError(error instanceof Error ? error.name : String(error));
  }
}

/** The device's key: made once, and WebCrypto never gives its bytes to any script. */
export async function deviceKey(): Promise<CryptoKey> {
  return inVault(async (store) => {
    const kept = await store.get<CryptoKey>("device-key");
    if (kept !== undefined) return kept;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Another tab may have been quicker.
    await store.update<CryptoKey>("device-key", (earlier) => earlier ?? made);
    return (await store.get<CryptoKey>("device-key")) as CryptoKey;
  });
}

/** Encrypts bytes under a key (AES-GCM, 96-bit random nonce). */
export async function seal(plain: Uint8Array<ArrayBuffer>, key: CryptoKey): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain)) };
}

/** Decrypts bytes. Throws `SealBrokenError`. */
export async function unseal({ iv, data }: Sealed, key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data));
  } catch {
    throw new SealBrokenError();
  }
}

/** Keeps a text under a name, sealed with the device's key. */
export async function keepSealed(name: string, text: string): Promise<void> {
  const sealed = await seal(new TextEncoder().encode(text), await deviceKey());
  await inVault((store) => store.set(name, sealed));
}

/** The text under a name; nothing if there is none. Throws `SealBrokenError`. */
export async function readSealed(name: string): Promise<string | undefined> {
  const sealed = await inVault((store) => store.get<Sealed>(name));
  return sealed === undefined ? undefined : new TextDecoder().decode(await unseal(sealed, await deviceKey()));
}
