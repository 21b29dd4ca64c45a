import { concatBytes, equalBytes } from "@noble/curves/utils.js";
import { FIELD_ORDER } from "../crypto/field.ts";
import { leavesInShard, SHARD_LEAVES } from "../election/rollSnapshot.ts";
import type { ShardTree } from "../election/shardTree.ts";
import { ENTRY_BYTES, hexOf, WORD, wordAt } from "../election/snapshotEntry.ts";
import type { FileOfSnapshot, SnapshotIndex } from "../election/snapshotIndex.ts";
import { depthOf, growTree, topOf, word } from "../election/snapshotTree.ts";
import { firstTwins } from "../election/snapshotTwins.ts";

/** Whether one thing that must hold of a snapshot does, and where it does not. */
export type SnapshotCheck = { readonly name: string; readonly holds: boolean; readonly found: string };

/** A snapshot with the means to look at it: a machine has threads and a disk, a browser one worker and a network. */
export type SnapshotWork = {
  readonly index: SnapshotIndex;
  /** The bytes of a file, which have the hash that the index names. */
  readonly read: (file: FileOfSnapshot) => Uint8Array | Promise<Uint8Array>;
  /** Makes the trees of shards from their entries; `take` is called with each, in any order, and awaited. */
  readonly trees: (
    entries: AsyncIterable<Uint8Array>,
    take: (tree: ShardTree, shard: number) => Promise<void>,
  ) => Promise<void>;
  /** Places of the entries whose proofs do not hold; without it no proof is looked at. */
  readonly wrongProofs?: () => Promise<readonly number[]>;
  /** Called after each shard. */
  readonly report: (done: number, of: number) => void;
};

/** Rebuilds a snapshot from its entries alone, and compares everything that its index and files say (P13.6). */
export async function snapshotChecks(work: SnapshotWork): Promise<readonly SnapshotCheck[]> {
  const { index, read, report } = work;
  const shardCount = Math.ceil(index.activeMembers / SHARD_LEAVES);
  const checks: SnapshotCheck[] = [];
  const check = (name: string, wrong: string | undefined) =>
    checks.push({ name, holds: wrong === undefined, found: wrong ?? "as it must be" });

  const isComplete = index.shards.length === shardCount && index.entries.length === shardCount;
  check("P13.1 a file of entries and a file of leaves for every shard", isComplete ? undefined : "files are missing");
  if (!isComplete) return checks;

  const trees = new Array<ShardTree>(shardCount);
  const columns = [0, 1, 3].map((column) => ({ column, words: new Uint8Array(index.activeMembers * WORD) }));
  const impossible: number[] = [];
  const wrongShards: number[] = [];

  async function* entries(): AsyncIterable<Uint8Array> {
    for (const [shard, file] of index.entries.entries()) {
      const bytes = await read(file);
      const isWhole = bytes.length === leavesInShard(index.activeMembers, shard) * ENTRY_BYTES;
      if (!isWhole) wrongShards.push(shard);
      for (let m = 0; (m + 1) * ENTRY_BYTES <= bytes.length; m++) {
        const entry = bytes.subarray(m * ENTRY_BYTES, (m + 1) * ENTRY_BYTES);
        const place = shard * SHARD_LEAVES + m;
        if (place >= index.activeMembers) break;
        if (!isPossible(entry)) impossible.push(place);
        for (const { column, words } of columns) words.set(word(entry, column), place * WORD);
      }
      yield bytes;
    }
  }
  let done = 0;
  await work.trees(entries(), async (tree, shard) => {
    if (!equalBytes(tree.levels, await read(index.shards[shard] as FileOfSnapshot))) wrongShards.push(shard);
    trees[shard] = { ...tree, levels: new Uint8Array() };
    report(++done, shardCount);
  });
  check("P13.1 leaves and inner nodes are those of the entries", firstOf("shard", wrongShards));
  check("P13.3 every entry is one that can be", firstOf("entry", impossible));
  const names = ["registrar's pseudonym", "approver's pseudonym", "identity commitment"];
  for (const [m, { words }] of columns.entries()) {
    const twins = firstTwins(words);
    check(`P13.3 no ${names[m]} twice`, twins && `entries ${twins[0]} and ${twins[1]}`);
  }
  for (const [name, wrong] of await crownChecks(index, trees, read)) check(name, wrong);
  if (work.wrongProofs !== undefined) check("P13.3 every proof holds", firstOf("entry", await work.wrongProofs()));
  return checks;
}

/** What stands above the shards, and what the index says of the whole. */
async function crownChecks(
  index: SnapshotIndex,
  trees: readonly ShardTree[],
  read: SnapshotWork["read"],
): Promise<readonly (readonly [name: string, wrong: string | undefined])[]> {
  const values = concatBytes(...trees.map(({ value }) => value));
  const crown = growTree(values, concatBytes(...trees.map(({ digest }) => digest)));
  const { value, digest } = topOf(crown);
  const below = crown.digests.at(-2);
  const children = below === undefined ? (trees[0]?.children ?? []) : [word(below, 0), word(below, 1)];
  const unless = (holds: boolean, found: string) => (holds ? undefined : found);
  const isCrown = equalBytes(concatBytes(...crown.values), await read(index.crown));
  const root = wordAt(value, 0);
  const depth = depthOf(index.activeMembers);
  return [
    ["P13.1 the nodes above the shards", unless(isCrown, "others")],
    ["P13.1 root", unless(root === index.root, String(root))],
    ["P13.1 content root", unless(hexOf(digest) === index.contentRoot, hexOf(digest))],
    ["P13.1 children of the content root", unless(String(children.map(hexOf)) === String(index.children), "others")],
    ["P13.1 depth", unless(depth === index.depth, String(depth))],
  ];
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

function firstOf(what: string, places: readonly number[]): string | undefined {
  return places.length === 0 ? undefined : `${places.length} wrong, the first is ${what} ${Math.min(...places)}`;
}
