import { numberToBytesBE } from "@noble/curves/utils.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { poseidon2 } from "poseidon-lite/poseidon2";
import { HanpyoError, told } from "../errors.ts";
import { type MembershipProof, NotOnRollError, RollTooDeepError } from "./roll.ts";
import { hexOf, WORD, wordAt } from "./snapshotEntry.ts";
import type { FileOfSnapshot, SnapshotIndex } from "./snapshotIndex.ts";

/** Leaves of a shard, all but the last of which are full (P13.1). */
export const SHARD_LEAVES = 2 ** 14;

export class SnapshotFileAlteredError extends HanpyoError {
  constructor(file: string) {
    super(
      "SNAPSHOT_FILE_ALTERED",
      told`${{ file }} is not the file that the snapshot's index names`,
      "Load it again, or elsewhere",
    );
  }
}

export class SnapshotPathWrongError extends HanpyoError {
  constructor(root: bigint, found: bigint) {
    super(
      "SNAPSHOT_PATH_WRONG",
      told`The snapshot's files lead to the root ${{ found }}, the roll has ${{ root }}`,
      "Load the snapshot elsewhere, and report where this one came from",
    );
  }
}

/** Throws `SnapshotFileAlteredError` unless the bytes have the hash that the index names. */
export function checkedFile(bytes: Uint8Array, { file, sha256: wanted }: FileOfSnapshot): Uint8Array {
  if (hexOf(sha256(bytes)).slice(2) !== wanted) throw new SnapshotFileAlteredError(file);
  return bytes;
}

/** Leaves in a shard of a roll of that many. */
export function leavesInShard(activeMembers: number, shard: number): number {
  return Math.min(SHARD_LEAVES, activeMembers - shard * SHARD_LEAVES);
}

/** The levels that one file holds, from `leaves` words upwards. Throws `RangeError` if the file has another length. */
export function levelsIn(bytes: Uint8Array, leaves: number): Uint8Array[] {
  const levels: Uint8Array[] = [];
  let offset = 0;
  for (let count = leaves; ; count = Math.ceil(count / 2)) {
    levels.push(bytes.subarray(offset, offset + count * WORD));
    offset += count * WORD;
    if (count <= 1) break;
  }
  if (offset !== bytes.length) throw new RangeError(`${bytes.length} bytes instead of ${offset}`);
  return levels;
}

/** Place of a commitment among a shard's leaves; -1 if it is not there. */
export function placeInShard(shard: Uint8Array, leaves: number, commitment: bigint): number {
  const wanted = numberToBytesBE(commitment, WORD);
  for (let place = 0; place < leaves; place++) {
    const at = place * WORD;
    let m = 0;
    while (m < WORD && shard[at + m] === wanted[m]) m++;
    if (m === WORD) return place;
  }
  return -1;
}

/** One shard with the nodes above all shards: what a device loads to find its own path. */
export type LoadedShard = { readonly number: number; readonly shard: Uint8Array; readonly crown: Uint8Array };

/**
 * The path of a commitment in a published roll, for a circuit of `depth` levels (P13.5). It is hashed up to `root`, so
 * files and index need not be trusted; nobody who serves them learns more than the shard.
 * @param root Of the checkpoint, from the chain.
 * Throws `NotOnRollError`, `RollTooDeepError` or `SnapshotPathWrongError`.
 */
export function snapshotPath(
  { activeMembers }: Pick<SnapshotIndex, "activeMembers">,
  { number, shard, crown }: LoadedShard,
  commitment: bigint,
  root: bigint,
  depth: number,
): MembershipProof {
  const leaves = leavesInShard(activeMembers, number);
  const place = commitment === 0n ? -1 : placeInShard(shard, leaves, commitment);
  if (place < 0) throw new NotOnRollError(commitment);
  const inside = stepsThrough(levelsIn(shard, leaves), place);
  const above = stepsThrough(levelsIn(crown, Math.ceil(activeMembers / SHARD_LEAVES)), number);
  const steps = [...inside, ...above];
  if (steps.length > depth) throw new RollTooDeepError(steps.length, depth);

  const found = steps.reduce(
    (node, { sibling, isRight }) => (isRight ? poseidon2([sibling, node]) : poseidon2([node, sibling])),
    commitment,
  );
  if (found !== root) throw new SnapshotPathWrongError(root, found);
  const siblings = steps.map(({ sibling }) => sibling);
  return {
    root,
    index: steps.reduce((index, { isRight }, m) => index + (isRight ? 2 ** m : 0), 0),
    length: steps.length,
    siblings: [...siblings, ...Array.from({ length: depth - steps.length }, () => 0n)],
  };
}

/** The siblings on the way up; a level without one is left out, as in a LeanIMT. */
function stepsThrough(levels: readonly Uint8Array[], place: number) {
  const steps: { readonly sibling: bigint; readonly isRight: boolean }[] = [];
  for (const [level, words] of levels.slice(0, -1).entries()) {
    const at = place >> level;
    if ((at ^ 1) * WORD < words.length) steps.push({ sibling: wordAt(words, at ^ 1), isRight: (at & 1) === 1 });
  }
  return steps;
}
