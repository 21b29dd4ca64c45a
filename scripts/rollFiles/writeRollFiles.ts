import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { numberToBytesBE } from "@noble/curves/utils.js";
import type { PairHash } from "../../sdk/crypto/pairHash.ts";
import { type RollFilesIndex, rollFilesText, rollFolder } from "../../sdk/election/rollFiles.ts";
import { WORD, wordAt } from "../../sdk/election/snapshotEntry.ts";
import type { FileOfSnapshot } from "../../sdk/election/snapshotIndex.ts";
import { cutTree } from "../../sdk/election/valueTree.ts";
import { INDEX_FILE } from "./buildSnapshot.ts";

/** A roll at a checkpoint: whose it is, and its leaves in order, 0 for a removed one; at least one. */
export type RollToWrite = Pick<RollFilesIndex, "chainId" | "registry" | "rollId" | "time"> & {
  readonly leaves: readonly bigint[];
};

/**
 * Writes a roll's files (P1.7) into the folder below `place` that its root names, whole or not at all; files that are
 * there stay.
 */
export function writeRollFiles({ leaves, ...roll }: RollToWrite, place: string, hash?: PairHash): RollFilesIndex {
  const { shards, crown } = cutTree(wordsFrom(leaves), hash);
  const root = wordAt(crown.subarray(-WORD), 0);
  const named = [
    ["crown.bin", crown],
    ...shards.map((shard, number) => [`leaves-${String(number).padStart(5, "0")}.bin`, shard] as const),
  ] as const;
  const [top, ...others] = named.map(([file, bytes]) => ({ file, sha256: sumOf(bytes) }));
  const index = { ...roll, leaves: leaves.length, root, crown: top as FileOfSnapshot, shards: others };

  const folder = join(place, rollFolder(root));
  if (existsSync(folder)) return index;
  mkdirSync(place, { recursive: true });
  const unfinished = mkdtempSync(join(place, "unfinished-"));
  try {
    for (const [file, bytes] of named) writeFileSync(join(unfinished, file), bytes);
    writeFileSync(join(unfinished, INDEX_FILE), rollFilesText(index));
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return index;
}

function wordsFrom(values: readonly bigint[]): Uint8Array {
  const words = new Uint8Array(values.length * WORD);
  for (const [place, value] of values.entries()) words.set(numberToBytesBE(value, WORD), place * WORD);
  return words;
}

function sumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
