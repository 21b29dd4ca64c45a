import { createStore, get, set, type UseStore, update } from "idb-keyval";
import { HanpyoError } from "../../../../sdk/errors.ts";

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

/** The browser's store gives no answer, as some do after another tab or an update blocked it. */
export class VaultSilentError extends HanpyoError {
  constructor() {
    super(
      "VAULT_SILENT",
      `This browser's store gave no answer within ${PATIENCE / 1_000} seconds`,
      "Close the other tabs of this page and open it again",
    );
  }
}

/** Milliseconds that the store may take for one thing. */
const PATIENCE = 5_000;

/** The page's own part of IndexedDB. All in it is sealed but the device key, and names that hold no secret. */
let vault: UseStore | undefined;
export function vaultStore(): UseStore {
  vault ??= createStore("hanpyo-vault", "sealed");
  return vault;
}

/** Reads and writes the vault. Throws `VaultUnavailableError` where the browser refuses, or `VaultSilentError`. */
export async function inVault<T>(work: (store: UseStore) => Promise<T>): Promise<T> {
  try {
    return await withinPatience(work(vaultStore()));
  } catch (error) {
    if (error instanceof HanpyoError) throw error;
    throw new VaultUnavailableError(error instanceof Error ? error.name : String(error));
  }
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      // The next one asks the browser anew.
      vault = undefined;
      fail(new VaultSilentError());
    }, PATIENCE);
  });
  return Promise.race([work, silence]).finally(() => clearTimeout(timer));
}

/** The device's key: made once, and WebCrypto never gives its bytes to any script. */
export async function deviceKey(): Promise<CryptoKey> {
  return inVault(async (store) => {
    const kept = await get<CryptoKey>("device-key", store);
    if (kept !== undefined) return kept;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Another tab may have been quicker.
    await update<CryptoKey>("device-key", (earlier) => earlier ?? made, store);
    return (await get<CryptoKey>("device-key", store)) as CryptoKey;
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
  await inVault((store) => set(name, sealed, store));
}

/** The text under a name; nothing if there is none. Throws `SealBrokenError`. */
export async function readSealed(name: string): Promise<string | undefined> {
  const sealed = await inVault((store) => get<Sealed>(name, store));
  return sealed === undefined ? undefined : new TextDecoder().decode(await unseal(sealed, await deviceKey()));
}
