import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkedFile } from "../../sdk/election/rollSnapshot.ts";
import { FileExistsError } from "../terminal/checkedFile.ts";
import { INDEX_FILE } from "./buildSnapshot.ts";
import { readIndex } from "./rollsPlace.ts";

/**
 * Copies a snapshot: the files that its index names, each with the hash that the index says, and the index last. Copied
 * again, what is there already stays.
 * Throws `SnapshotFileAlteredError`, or `FileExistsError` where another index stands.
 */
export function copySnapshot(folder: string, out: string): void {
  const { crown, shards, entries } = readIndex(folder);
  const [index, copied] = [join(folder, INDEX_FILE), join(out, INDEX_FILE)];
  if (existsSync(copied) && readFileSync(copied, "utf8") !== readFileSync(index, "utf8")) {
    throw new FileExistsError(copied);
  }
  mkdirSync(out, { recursive: true });
  for (const named of [crown, ...shards, ...entries]) {
    const to = join(out, named.file);
    // What a run left half-written is written anew.
    if (!existsSync(copied)) copyFileSync(join(folder, named.file), to);
    checkedFile(readFileSync(to), named);
  }
  copyFileSync(index, copied);
}
