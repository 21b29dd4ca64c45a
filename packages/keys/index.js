import { readFile } from "node:fs/promises";

/** The folder of the files; a browser's page serves a copy of it, and reads it by `keysAt` of @hanpyo/sdk/voter. */
export const folder = new URL("./files/", import.meta.url);

/** A file by its name, as `ballot-8.zkey`. The sdk holds what it gives against its own checksums. */
export async function keys(name) {
  return new Uint8Array(await readFile(new URL(name, folder)));
}
