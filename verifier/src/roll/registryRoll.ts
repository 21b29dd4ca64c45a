import { depthOf, emptyTree, type LeanTree, rootOf, writeLeaves } from "./leanTree.ts";

/** One roll of a registry: its tree, where each commitment stands, and leaves that wait for hashing. */
export interface RegistryRoll {
  readonly tree: LeanTree;
  readonly places: Map<bigint, number>;
  readonly waiting: Map<number, bigint>;
  /** How many leaves there will be when all are hashed. */
  readonly size: { leaves: number };
}

/** A roll's state, as a checkpoint says it. */
export interface RollState {
  readonly root: bigint;
  readonly depth: number;
  readonly activeMembers: number;
}

export const emptyRoll = (): RegistryRoll => ({
  tree: emptyTree(),
  places: new Map(),
  waiting: new Map(),
  size: { leaves: 0 },
});

/** Removes a commitment: its leaf becomes 0 and stays. False if the roll does not have it. */
export const remove = (roll: RegistryRoll, commitment: bigint): boolean => {
  const place = roll.places.get(commitment);
  if (place === undefined) return false;
  roll.places.delete(commitment);
  roll.waiting.set(place, 0n);
  return true;
};

/** Appends a commitment. False if the roll has it already. */
export const append = (roll: RegistryRoll, commitment: bigint): boolean => {
  if (roll.places.has(commitment)) return false;
  const place = roll.size.leaves++;
  roll.places.set(commitment, place);
  roll.waiting.set(place, commitment);
  return true;
};

/** Hashes what waits, and says where the roll stands. */
export const stateOf = (roll: RegistryRoll): RollState => {
  if (roll.waiting.size > 0) writeLeaves(roll.tree, [...roll.waiting]);
  roll.waiting.clear();
  return { root: rootOf(roll.tree), depth: depthOf(roll.tree), activeMembers: roll.places.size };
};
