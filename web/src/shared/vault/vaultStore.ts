import { createStore, del, get, keys, set, update } from "idb-keyval";

/** Where the vault keeps its entries, each under a name. */
export type VaultStore = {
  readonly get: <T>(name: string) => Promise<T | undefined>;
  readonly set: (name: string, value: unknown) => Promise<void>;
  /** Reads and writes one entry, with nothing of another tab between. */
  readonly update: <T>(name: string, change: (earlier: T | undefined) => T) => Promise<void>;
  readonly del: (name: string) => Promise<void>;
  readonly keys: () => Promise<readonly string[]>;
};

/** The page's own part of IndexedDB. */
export function browserStore(): VaultStore {
  const store = createStore("hanpyo-vault", "sealed");
  return {
    get: (name) => get(name, store),
    set: (name, value) => set(name, value, store),
    update: (name, change) => update(name, change, store),
    del: (name) => del(name, store),
    keys: () => keys<string>(store),
  };
}

/** Memory alone, for a device that many people use: what is in it ends with the document. */
export function memoryStore(): VaultStore {
  const entries = new Map<string, unknown>();
  return {
    get: async <T>(name: string) => entries.get(name) as T | undefined,
    set: async (name, value) => void entries.set(name, value),
    update: async <T>(name: string, change: (earlier: T | undefined) => T) =>
      void entries.set(name, change(entries.get(name) as T | undefined)),
    del: async (name) => void entries.delete(name),
    keys: async () => [...entries.keys()],
  };
}
