import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { concatBytes } from "@noble/curves/utils.js";
import { SHARD_LEAVES } from "../../sdk/election/rollSnapshot.ts";
import type { ShardTree } from "../../sdk/election/shardTree.ts";
import { ENTRY_BYTES, hexOf, WORD, wordAt } from "../../sdk/election/snapshotEntry.ts";
import { type FileOfSnapshot, type SnapshotIndex, snapshotIndexText } from "../../sdk/election/snapshotIndex.ts";
import { depthOf, growTree, topOf, word } from "../../sdk/election/snapshotTree.ts";
import { firstTwins } from "../../sdk/election/snapshotTwins.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { shardTrees } from "./shardTrees.ts";
import { sortedEntries } from "./sortedEntries.ts";

export const INDEX_FILE = "index.json";

export class EntriesAlikeError extends HanpyoError {
  constructor(what: string, places: readonly [number, number]) {
    super(
      "ENTRIES_ALIKE",
      told`Entries ${{ first: places[0] }} and ${{ second: places[1] }} have the same ${{ fact: what }}`,
      "Look for the resident who was written twice",
    );
  }
}

export class EntriesUnprovedError extends HanpyoError {
  constructor(count: number) {
    super(
      "ENTRIES_UNPROVED",
      told`${{ count }} entries carry no proof`,
      "Leave them out; or give --without-proofs for a rehearsal, which `verify` refuses",
    );
  }
}

export type SnapshotOrder = Pick<SnapshotIndex, "chainId" | "rolls" | "rollId" | "sequence"> & {
  /** File of entries of 384 bytes each, in any order. */
  readonly entries: string;
  /** A new folder. */
  readonly out: string;
  readonly withoutProofs: boolean;
  readonly report: (shard: number, of: number) => void;
};

/** The columns that no two entries may share, by the number of their word. */
const COLUMNS = { "registrar's pseudonym": 0, "approver's pseudonym": 1, "identity commitment": 3 } as const;

/**
 * Writes a roll's snapshot (P13.1): shards of entries, shards of leaves with their inner nodes, the crown above them,
 * and last the index. It needs memory for four words per entry and for one shard per thread.
 * Throws `EntriesFileInvalidError`, `EntriesAlikeError`, `EntriesUnprovedError`, or EEXIST for a folder that is there.
 */
export async function buildSnapshot(order: SnapshotOrder): Promise<SnapshotIndex> {
  const { chainId, rolls, rollId, sequence, out, withoutProofs, report } = order;
  const source = sortedEntries(order.entries);
  try {
    mkdirSync(out);
    const shardCount = Math.ceil(source.count / SHARD_LEAVES);
    const columns = Object.values(COLUMNS).map((column) => ({ column, words: Buffer.alloc(source.count * WORD) }));
    const entries = new Array<FileOfSnapshot>(shardCount);
    const shards = new Array<FileOfSnapshot>(shardCount);
    const trees = new Array<ShardTree>(shardCount);
    let [written, unproved, finished] = [0, 0, 0];

    function* read(): Iterable<Uint8Array> {
      let shard = 0;
      for (const bytes of source.shards()) {
        entries[shard] = write(out, `entries-${number(shard++)}.bin`, bytes);
        for (let at = 0; at < bytes.length; at += ENTRY_BYTES) {
          for (const { column, words } of columns) {
            words.set(bytes.subarray(at + column * WORD, at + (column + 1) * WORD), written * WORD);
          }
          if (bytes.subarray(at + 4 * WORD, at + ENTRY_BYTES).every((byte) => byte === 0)) unproved++;
          written++;
        }
        yield bytes;
      }
    }
    await shardTrees(read(), (tree, shard) => {
      shards[shard] = write(out, `leaves-${number(shard)}.bin`, tree.levels);
      trees[shard] = { ...tree, levels: new Uint8Array() };
      report(++finished, shardCount);
    });
    if (unproved > 0 && !withoutProofs) throw new EntriesUnprovedError(unproved);
    for (const [m, what] of Object.keys(COLUMNS).entries()) {
      const twins = firstTwins(columns[m]?.words as Buffer);
      if (twins !== undefined) throw new EntriesAlikeError(what, twins);
    }

    const tops = concatBytes(...trees.map((tree) => tree.value));
    const crown = growTree(tops, concatBytes(...trees.map((tree) => tree.digest)));
    const { value, digest } = topOf(crown);
    const below = crown.digests.at(-2);
    const [left, right] = below === undefined ? (trees[0]?.children ?? []) : [word(below, 0), word(below, 1)];
    const index: SnapshotIndex = {
      chainId,
      rolls,
      rollId,
      sequence,
      ...{
        activeMembers: source.count,
        depth: depthOf(source.count),
        root: wordAt(value, 0),
        contentRoot: hexOf(digest),
      },
      children: [hexOf(left as Uint8Array), hexOf(right as Uint8Array)],
      crown: write(out, "crown.bin", concatBytes(...crown.values)),
      shards,
      entries,
    };
    writeFileSync(join(out, INDEX_FILE), snapshotIndexText(index), { flag: "wx" });
    return index;
  } finally {
    source.close();
  }
}

function write(folder: string, file: string, bytes: Uint8Array): FileOfSnapshot {
  writeFileSync(join(folder, file), bytes, { flag: "wx" });
  return { file, sha256: createHash("sha256").update(bytes).digest("hex") };
}

const number = (shard: number) => String(shard).padStart(5, "0");
