import { HanpyoError, told } from "../errors.ts";
import type { JointTerms } from "./jointTerms.ts";
import { type Outcome, outcomeOf, quorumMissed } from "./outcome.ts";
import type { Phase } from "./phase.ts";

/** What one member of a joint came to. */
export type BoxResult = {
  readonly phase: Phase;
  /** Frozen at its opening; of a void box those of its roll at the census time, 0 for no checkpoint. */
  readonly members: number;
  readonly ballots: number;
  /** Of a decided box, one for each option of its circuit; of others none. */
  readonly counts: readonly number[];
};

/** What a joint came to (P27.8); mirrors contracts/types/IJoints.sol. */
export type Settlement = {
  /** Whether any box was added; otherwise totals and ballots are 0 and the quorum is missed. */
  readonly isCounted: boolean;
  readonly ballots: number;
  /** Of whom turnout is counted, over all boxes. */
  readonly base: number;
  /** Places of boxes that were never opened, from 0 on, growing. */
  readonly voidBoxes: readonly number[];
  /** Places of boxes that had too few ballots to be counted. */
  readonly tooFewBoxes: readonly number[];
  readonly outcome: Outcome;
  /** One for each option that is offered. */
  readonly totals: readonly number[];
};

/** A member of a joint that is not final. */
export class JointWaitsError extends HanpyoError {
  constructor(box: number, phase: Phase) {
    super(
      "JOINT_WAITS",
      told`Box ${{ box }} of the joint election is not final: ${{ phase }}`,
      "Wait for it: a box whose counts are due is never left out",
    );
  }
}

/** What contributes to a joint's outcome: its rule, and what its boxes have for themselves. */
export type JointRule = Pick<JointTerms, "tooFewEndsAll"> & {
  readonly common: {
    readonly rules: Pick<JointTerms["common"]["rules"], "optionCount">;
    readonly outcome: JointTerms["common"]["outcome"];
  };
  readonly boxes: readonly Pick<JointTerms["boxes"][number], "electors">[];
};

/**
 * What a joint comes to, by its members' results in the order of its boxes (P27.5 to P27.7); whole numbers below 2^53.
 * Throws `JointWaitsError` for a box that is not final.
 */
export function jointSettlement(terms: JointRule, results: readonly BoxResult[]): Settlement {
  const waiting = results.findIndex(({ phase }) => !FINAL.has(phase));
  if (waiting >= 0) throw new JointWaitsError(waiting, (results[waiting] as BoxResult).phase);
  const placesOf = (phase: Phase) => results.flatMap((result, i) => (result.phase === phase ? [i] : []));
  const base = sum(results.map(({ members }, i) => Math.max(members, terms.boxes[i]?.electors ?? 0)));
  const [voidBoxes, tooFewBoxes] = [placesOf("void"), placesOf("too few")];
  const decided = results.filter(({ phase }) => phase === "decided");
  const isCounted = decided.length > 0 && !(terms.tooFewEndsAll && tooFewBoxes.length > 0);
  const added = isCounted ? decided : [];
  const { optionCount } = terms.common.rules;
  const totals = Array.from({ length: optionCount }, (_, option) =>
    sum(added.map(({ counts }) => counts[option] ?? 0)),
  );
  const ballots = sum(added.map((result) => result.ballots));
  const rule = terms.common.outcome;
  const outcome = isCounted
    ? outcomeOf(rule, totals, optionCount, { ballots, activeMembers: base })
    : quorumMissed(rule);
  return { isCounted, ballots, base, voidBoxes, tooFewBoxes, outcome, totals };
}

/** No box of a joint stays closed below a quorum (P3.1). */
const FINAL: ReadonlySet<Phase> = new Set(["void", "too few", "decided"]);

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
