import { concatBytes } from "@noble/curves/utils.js";
import { pairHashFor } from "../../../sdk/crypto/pairHash.ts";
import { type MembershipProof, NotOnRollError } from "../../../sdk/election/roll.ts";
import type { TreeFiles } from "../../../sdk/election/rollFiles.ts";
import {
  leavesInShard,
  placeInShard,
  SnapshotPathWrongError,
  snapshotPath,
} from "../../../sdk/election/rollSnapshot.ts";
import { WORD, wordAt } from "../../../sdk/election/snapshotEntry.ts";
import { growValues } from "../../../sdk/election/valueTree.ts";
import { CENSUS_DEPTH } from "../../../sdk/proofs/ballotProof.ts";

/** All files of a roll's tree. */
export type LoadedTree = Pick<TreeFiles, "leaves" | "root"> & {
  readonly shards: readonly Uint8Array[];
  readonly crown: Uint8Array;
};

/**
 * Paths from loaded files, each hashed up to the root (P13.6). That a commitment is missing is said of a tree alone
 * that its leaves come to, which takes a hash for every leaf, once.
 * @returns A function that fails with `NotOnRollError` or `SnapshotPathWrongError`.
 */
export function pathsOf({ leaves, root, shards, crown }: LoadedTree): (commitment: bigint) => Promise<MembershipProof> {
  let rebuilding: Promise<bigint> | undefined;
  return async (commitment) => {
    const number = shards.findIndex(
      (shard, place) => commitment !== 0n && placeInShard(shard, leavesInShard(leaves, place), commitment) >= 0,
    );
    if (number >= 0) {
      const shard = shards[number] as Uint8Array;
      return snapshotPath({ activeMembers: leaves }, { number, shard, crown }, commitment, root, CENSUS_DEPTH);
    }
    rebuilding ??= rootOfLeaves(leaves, shards);
    const rebuilt = await rebuilding;
    if (rebuilt !== root) throw new SnapshotPathWrongError(root, rebuilt);
    throw new NotOnRollError(commitment);
  };
}

async function rootOfLeaves(leaves: number, shards: readonly Uint8Array[]): Promise<bigint> {
  const hash = await pairHashFor(leaves);
  const topOver = (words: Uint8Array) => growValues(words, hash).at(-1) as Uint8Array;
  const tops = shards.map((shard, number) => topOver(shard.subarray(0, leavesInShard(leaves, number) * WORD)));
  return wordAt(topOver(concatBytes(...tops)), 0);
}
