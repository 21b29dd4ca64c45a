import { LeanIMT } from "@zk-kit/lean-imt";
import { type PairHash, pairHash } from "../crypto/pairHash.ts";
import { HanpyoError, told } from "../errors.ts";

/** The identity commitments of a roll in order of enrolment, 0 for a removed one. */
export type Leaves = readonly bigint[];

/** A path in the roll's tree as circuits take it: siblings filled up with zeros to the circuit's depth. */
export type MembershipProof = {
  readonly root: bigint;
  readonly index: number;
  readonly length: number;
  readonly siblings: readonly bigint[];
};

/** A change of a roll: a commitment added at the end, or its leaf set to 0. */
export type RollChange = { readonly kind: "added" | "removed"; readonly commitment: bigint };

/** State of a roll: what a checkpoint says of it. */
export type RollState = { readonly root: bigint; readonly depth: number; readonly activeMembers: number };

export class NotOnRollError extends HanpyoError {
  constructor(commitment: bigint) {
    super(
      "NOT_ON_ROLL",
      told`The identity commitment ${{ commitment }} is not on the roll`,
      "Use an identity enrolled before the census",
    );
  }
}

export class RollTooDeepError extends HanpyoError {
  constructor(depth: number, most: number) {
    super(
      "ROLL_TOO_DEEP",
      told`The roll has depth ${{ depth }}, the circuit takes ${{ most }}`,
      "Use a circuit of a greater depth",
    );
  }
}

/** The roll's tree (LeanIMT with Poseidon of 2, as Semaphore's groups); root 0 when empty. */
export function rollTree(leaves: Leaves, hash: PairHash = pairHash): LeanIMT {
  return new LeanIMT(hash, [...leaves]);
}

/** Root, depth and active members of a roll. */
export function rollState(leaves: Leaves): RollState {
  const tree = rollTree(leaves);
  const activeMembers = leaves.filter((leaf) => leaf !== 0n).length;
  return { root: tree.size === 0 ? 0n : tree.root, depth: tree.depth, activeMembers };
}

/**
 * The path of a commitment, for a circuit of `depth` levels.
 * Throws `NotOnRollError` (also for 0) or `RollTooDeepError`.
 */
export function membershipProof(tree: LeanIMT, commitment: bigint, depth: number): MembershipProof {
  const position = commitment === 0n ? -1 : tree.indexOf(commitment);
  if (position < 0) throw new NotOnRollError(commitment);
  if (tree.depth > depth) throw new RollTooDeepError(tree.depth, depth);
  const { root, index, siblings } = tree.generateProof(position);
  const padding = Array.from({ length: depth - siblings.length }, () => 0n);
  return { root, index, length: siblings.length, siblings: [...siblings, ...padding] };
}

/**
 * Leaves after the changes, and the state after each. Throws `NotOnRollError` when a removed commitment is not there.
 */
export function replayRoll(changes: readonly RollChange[]): {
  readonly leaves: Leaves;
  readonly states: readonly RollState[];
} {
  const tree = rollTree([]);
  let activeMembers = 0;
  const states = changes.map(({ kind, commitment }) => {
    if (kind === "added") {
      tree.insert(commitment);
      activeMembers++;
    } else {
      const position = commitment === 0n ? -1 : tree.indexOf(commitment);
      if (position < 0) throw new NotOnRollError(commitment);
      tree.update(position, 0n);
      activeMembers--;
    }
    return { root: tree.root, depth: tree.depth, activeMembers };
  });
  return { leaves: tree.leaves, states };
}
