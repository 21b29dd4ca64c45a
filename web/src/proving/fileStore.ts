/** Where downloaded files are kept: the browser's Cache storage, as far as it is used here. */
export type FileStore = {
  readonly get: (name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  readonly put: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
};

/** A cache of the browser; where there is none (private mode) nothing is kept. */
export function cacheStore(cache: string): FileStore {
  const open = () => caches.open(cache);
  const at = (name: string) => `./kept/${name}`;
  return {
    async get(name) {
      try {
        const found = await (await open()).match(at(name));
        return found === undefined ? undefined : new Uint8Array(await found.arrayBuffer());
      } catch {
        return undefined;
      }
    },
    async put(name, bytes) {
      try {
        await (await open()).put(at(name), new Response(bytes));
      } catch {
        // Without room, or in private mode, the file is downloaded again next time.
      }
    },
  };
}

/** Keeps nothing: a file is fetched anew, or what the worker holds of it in memory is used. */
export const noStore: FileStore = { get: async () => undefined, put: async () => undefined };

/** Drops all but the last made of the caches whose names begin so: a browser short of room may drop identities too. */
export async function keepNewest(beginning: string, count: number): Promise<void> {
  try {
    const names = (await caches.keys()).filter((name) => name.startsWith(beginning));
    for (const name of names.slice(0, -count)) await caches.delete(name);
  } catch {
    // Where nothing is kept, nothing is dropped.
  }
}
