import type { Page } from "@playwright/test";

type Sealed = { readonly iv: BufferSource; readonly data: BufferSource };

/** Names of what the visitor's vault holds. */
export function sealedNames(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((fulfil, fail) => {
        const opening = indexedDB.open("hanpyo-vault");
        opening.onerror = fail;
        opening.onsuccess = () => {
          const asked = opening.result.transaction("sealed").objectStore("sealed").getAllKeys();
          asked.onsuccess = () => fulfil(asked.result.map(String));
        };
      }),
  );
}

/** Opens an entry of the vault with the device's key, as only a script of the page can. */
export function readSealedIn(page: Page, name: string): Promise<string> {
  return page.evaluate(async (wanted) => {
    const database = await new Promise<IDBDatabase>((fulfil, fail) => {
      const opening = indexedDB.open("hanpyo-vault");
      opening.onerror = fail;
      opening.onsuccess = () => fulfil(opening.result);
    });
    const get = <T>(key: string) =>
      new Promise<T>((fulfil) => {
        const asked = database.transaction("sealed").objectStore("sealed").get(key);
        asked.onsuccess = () => fulfil(asked.result as T);
      });
    const { iv, data } = await get<Sealed>(wanted);
    const key = await get<CryptoKey>("device-key");
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data));
  }, name);
}

/** Puts an entry into the vault under the device's key. */
export function keepSealedIn(page: Page, name: string, text: string): Promise<void> {
  return page.evaluate(
    async ({ name, text }) => {
      const database = await new Promise<IDBDatabase>((fulfil, fail) => {
        const opening = indexedDB.open("hanpyo-vault");
        opening.onerror = fail;
        opening.onsuccess = () => fulfil(opening.result);
      });
      const key = await new Promise<CryptoKey>((fulfil) => {
        const asked = database.transaction("sealed").objectStore("sealed").get("device-key");
        asked.onsuccess = () => fulfil(asked.result as CryptoKey);
      });
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(text);
      const data = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
      await new Promise<void>((fulfil) => {
        const kept = database.transaction("sealed", "readwrite").objectStore("sealed").put({ iv, data }, name);
        kept.onsuccess = () => fulfil();
      });
    },
    { name, text },
  );
}
