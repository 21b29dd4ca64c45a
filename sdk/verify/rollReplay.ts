import type { LeanIMT } from "@zk-kit/lean-imt";
import type { PairHash } from "../crypto/pairHash.ts";
import { type RollState, rollTree } from "../election/roll.ts";
import type { EnrolmentEvent } from "../election/rollHistory.ts";

type Roll = { readonly tree: LeanIMT; readonly places: Map<bigint, number>; joining: bigint[]; activeMembers: number };
type Resident = Pick<EnrolmentEvent, "identityCommitment" | "rollIds" | "sequence">;

/** Rolls rebuilt enrolment by enrolment (P1.4, P1.5). */
export type RollReplay = {
  /**
   * Applies the enrolments of one transaction in order.
   * @returns The state of each roll that changed, by roll id.
   * Throws at an entry out of sequence: replaying a hundred thousand copies of one entry is not worth its hashes.
   */
  apply(enrolments: readonly EnrolmentEvent[]): ReadonlyMap<bigint, RollState>;
};

/** Begins with no roll. New leaves of one transaction are inserted together, which saves most of the hashing. */
export function rollReplay(hash?: PairHash): RollReplay {
  const rolls = new Map<bigint, Roll>();
  const residents = new Map<string, Resident>();

  function rollOf(rollId: bigint): Roll {
    const known = rolls.get(rollId);
    if (known !== undefined) return known;
    const made: Roll = { tree: rollTree([], hash), places: new Map(), joining: [], activeMembers: 0 };
    rolls.set(rollId, made);
    return made;
  }

  function join(roll: Roll, identityCommitment: bigint): void {
    roll.places.set(identityCommitment, roll.tree.size + roll.joining.length);
    roll.joining.push(identityCommitment);
    roll.activeMembers++;
  }

  function leave(roll: Roll, identityCommitment: bigint): void {
    admit(roll);
    roll.tree.update(roll.places.get(identityCommitment) ?? -1, 0n);
    roll.places.delete(identityCommitment);
    roll.activeMembers--;
  }

  return {
    apply(enrolments) {
      const changed = new Map<bigint, Roll>();
      for (const { registrarPseudonym, identityCommitment, rollIds, sequence } of enrolments) {
        const earlier = residents.get(registrarPseudonym);
        if (sequence !== (earlier?.sequence ?? 0) + 1)
          throw new RangeError(`Sequence ${sequence} of ${registrarPseudonym}`);
        for (const rollId of [...(earlier?.rollIds ?? []), ...rollIds]) changed.set(rollId, rollOf(rollId));
        for (const rollId of earlier?.rollIds ?? []) leave(rollOf(rollId), earlier?.identityCommitment ?? 0n);
        for (const rollId of rollIds) join(rollOf(rollId), identityCommitment);
        residents.set(registrarPseudonym, { identityCommitment, rollIds, sequence });
      }
      return new Map([...changed].map(([rollId, roll]) => [rollId, stateOf(roll)]));
    },
  };
}

function stateOf(roll: Roll): RollState {
  admit(roll);
  return { root: roll.tree.root, depth: roll.tree.depth, activeMembers: roll.activeMembers };
}

function admit(roll: Roll): void {
  if (roll.joining.length > 0) roll.tree.insertMany(roll.joining);
  roll.joining = [];
}
