import type { Page } from "@playwright/test";
import { hexlify, Mnemonic } from "ethers";
import type { VotingIdentity } from "../../web/src/shared/vault/identities.ts";

/** Everything that the page's origin keeps in this browser, each entry as text; bytes as hex. */
export function storedIn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const shown = (value: unknown): string =>
      JSON.stringify(value, (_, inner) => {
        if (typeof inner === "bigint") return String(inner);
        if (inner instanceof CryptoKey) return `CryptoKey, extractable: ${inner.extractable}`;
        if (ArrayBuffer.isView(inner) || inner instanceof ArrayBuffer) {
          const bytes = new Uint8Array(inner instanceof ArrayBuffer ? inner : inner.buffer);
          return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        }
        return inner;
      });
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((fulfil, fail) => {
        request.onsuccess = () => fulfil(request.result);
        request.onerror = () => fail(request.error);
      });
    const found: string[] = [
      ...Object.entries(localStorage).map((entry) => `localStorage ${shown(entry)}`),
      ...Object.entries(sessionStorage).map((entry) => `sessionStorage ${shown(entry)}`),
      `cookies ${document.cookie}`,
    ];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const storeName of database.objectStoreNames) {
        const store = database.transaction(storeName).objectStore(storeName);
        const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
        keys.forEach((key, index) => {
          found.push(`indexedDB ${name} ${storeName} ${shown(key)} ${shown(values[index])}`);
        });
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) found.push(`cache ${name} ${request.url}`);
    }
    return found;
  });
}

/** The secrets of a resident that occur in the texts, in any of the spellings in which they could. */
export function secretsIn(
  texts: readonly string[],
  { privateKey, secret, commitment }: VotingIdentity,
): readonly string[] {
  const hex = hexlify(privateKey).slice(2);
  const [first = "", second = "", third = ""] = Mnemonic.fromEntropy(`0x${hex}`).phrase.split(" ");
  const spellings: Readonly<Record<string, string>> = {
    "private key in hex": hex,
    "private key in base64": Buffer.from(privateKey).toString("base64").slice(0, 40),
    "private key as bytes": [...privateKey].slice(0, 8).join(","),
    secret: String(secret),
    "secret in hex": secret.toString(16),
    "identity commitment": String(commitment),
    words: [first, second, third].join(" "),
  };
  const all = texts.join("\n").toLowerCase();
  return Object.keys(spellings).filter((name) => all.includes((spellings[name] as string).toLowerCase()));
}
