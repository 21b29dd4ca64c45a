import { readFileSync } from "node:fs";
import { join } from "node:path";
import { concatBytes } from "@noble/curves/utils.js";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { checkedFile, leavesInShard, SHARD_LEAVES } from "../../../sdk/election/rollSnapshot.ts";
import { ENTRY_BYTES, hexOf, WORD, wordAt } from "../../../sdk/election/snapshotEntry.ts";
import { parseSnapshotIndex, type SnapshotIndex } from "../../../sdk/election/snapshotIndex.ts";
import { depthOf, growTree, topOf, word } from "../../../sdk/election/snapshotTree.ts";
import type { VerificationKey } from "../../../sdk/proofs/groth16.ts";
import { INDEX_FILE } from "./build.ts";
import { firstTwins } from "./duplicates.ts";
import { inThreads, type ShardTree, shardTrees } from "./shardTrees.ts";

/** Whether one thing that must hold of a snapshot does, and where it does not. */
export type SnapshotCheck = { readonly name: string; readonly holds: boolean; readonly found: string };

export type VerifyOrder = {
  readonly folder: string;
  /** Of enrolment.circom; without it no proof is checked. */
  readonly key?: VerificationKey;
  readonly report: (what: string, done: number, of: number) => void;
};

/** Proofs checked with one equation. */
const BATCH = 512;

/**
 * Rebuilds a snapshot from its entries alone, and compares everything that its index and files say (P13.5).
 * Throws `SnapshotIndexInvalidError`, `SnapshotFileAlteredError`, or what the file system says of a missing file.
 */
export async function verifySnapshot({ folder, key, report }: VerifyOrder): Promise<{
  readonly index: SnapshotIndex;
  readonly checks: readonly SnapshotCheck[];
}> {
  const index = parseSnapshotIndex(readFileSync(join(folder, INDEX_FILE), "utf8"));
  const shardCount = Math.ceil(index.activeMembers / SHARD_LEAVES);
  const checks: SnapshotCheck[] = [];
  const check = (name: string, wrong: string | undefined) =>
    checks.push({ name, holds: wrong === undefined, found: wrong ?? "as it must be" });

  const isComplete = index.shards.length === shardCount && index.entries.length === shardCount;
  check("P13.1 a file of entries and a file of leaves for every shard", isComplete ? undefined : "files are missing");
  if (!isComplete) return { index, checks };

  const bytesOf = (file: SnapshotIndex["crown"]) => checkedFile(readFileSync(join(folder, file.file)), file);
  const trees = new Array<ShardTree>(shardCount);
  const columns = [0, 1, 3].map((column) => ({ column, words: Buffer.alloc(index.activeMembers * WORD) }));
  const impossible: number[] = [];
  const wrongShards: number[] = [];

  function* entries(): Iterable<Uint8Array> {
    for (const [shard, file] of index.entries.entries()) {
      const bytes = bytesOf(file);
      if (bytes.length !== leavesInShard(index.activeMembers, shard) * ENTRY_BYTES) wrongShards.push(shard);
      for (let m = 0; m * ENTRY_BYTES < bytes.length; m++) {
        const entry = bytes.subarray(m * ENTRY_BYTES, (m + 1) * ENTRY_BYTES);
        const place = shard * SHARD_LEAVES + m;
        if (!isPossible(entry)) impossible.push(place);
        for (const { column, words } of columns) words.set(word(entry, column), place * WORD);
      }
      yield bytes;
    }
  }
  await shardTrees(entries(), (tree, shard) => {
    if (Buffer.compare(tree.levels, bytesOf(index.shards[shard] as SnapshotIndex["crown"])) !== 0)
      wrongShards.push(shard);
    trees[shard] = { ...tree, levels: new Uint8Array() };
    report("shards", shard + 1, shardCount);
  });
  check("P13.1 leaves and inner nodes are those of the entries", first("shard", wrongShards));
  check("P13.3 every entry is one that can be", first("entry", impossible));
  const names = ["registrar's pseudonym", "approver's pseudonym", "identity commitment"];
  for (const [m, { words }] of columns.entries()) {
    const twins = firstTwins(words);
    check(`P13.3 no ${names[m]} twice`, twins && `entries ${twins[0]} and ${twins[1]}`);
  }

  const values = concatBytes(...trees.map(({ value }) => value));
  const crown = growTree(values, concatBytes(...trees.map(({ digest }) => digest)));
  const { value, digest } = topOf(crown);
  const below = crown.digests.at(-2);
  const children = below === undefined ? (trees[0]?.children ?? []) : [word(below, 0), word(below, 1)];
  const isCrown = Buffer.compare(concatBytes(...crown.values), bytesOf(index.crown)) === 0;
  check("P13.1 the nodes above the shards", isCrown ? undefined : "others");
  check("P13.1 root", wordAt(value, 0) === index.root ? undefined : String(wordAt(value, 0)));
  check("P13.1 content root", hexOf(digest) === index.contentRoot ? undefined : hexOf(digest));
  check(
    "P13.1 children of the content root",
    String(children.map(hexOf)) === String(index.children) ? undefined : "others",
  );
  check("P13.1 depth", depthOf(index.activeMembers) === index.depth ? undefined : String(depthOf(index.activeMembers)));
  if (key !== undefined)
    check("P13.3 every proof holds", first("entry", await wrongProofs(index, bytesOf, key, report)));
  return { index, checks };
}

/** Places of the entries whose proofs do not hold; all are checked, in batches with random coefficients (P0). */
export async function wrongProofs(
  index: SnapshotIndex,
  bytesOf: (file: SnapshotIndex["crown"]) => Uint8Array,
  key: VerificationKey,
  report: VerifyOrder["report"],
): Promise<number[]> {
  const batches = Math.ceil(index.activeMembers / BATCH);
  const wrong: number[] = [];
  let done = 0;
  function* jobs(): Iterable<Uint8Array> {
    for (const file of index.entries) {
      const bytes = bytesOf(file);
      for (let at = 0; at < bytes.length; at += BATCH * ENTRY_BYTES) {
        yield Uint8Array.from(bytes.subarray(at, at + BATCH * ENTRY_BYTES));
      }
    }
  }
  const registry = { chainId: index.chainId, registry: index.rolls };
  const script = new URL("./proofWorker.ts", import.meta.url);
  await inThreads<Uint8Array, number[]>(script, { key, registry }, jobs(), (places, batch) => {
    wrong.push(...places.map((place) => batch * BATCH + place));
    report("proofs", ++done, batches);
  });
  return wrong.sort((a, b) => a - b);
}

/** What the contract refuses of an entry without looking at its proof. */
export function isPossible(entry: Uint8Array): boolean {
  const [registrar, approver, sequence, commitment] = [0, 1, 2, 3].map((m) => wordAt(entry, m)) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const isNumbered = sequence > 0n && sequence < 2n ** 32n;
  return registrar > 0n && approver > 0n && isNumbered && commitment > 0n && commitment < FIELD_ORDER;
}

function first(what: string, places: readonly number[]): string | undefined {
  return places.length === 0 ? undefined : `${places.length} wrong, the first is ${what} ${Math.min(...places)}`;
}
