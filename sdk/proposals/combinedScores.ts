import type { OutcomeRule } from "../election/constitution.ts";
import type { Fraction } from "../election/fraction.ts";
import { type Outcome, outcomeOf, type Turnout } from "../election/outcome.ts";
import { HanpyoError, told } from "../errors.ts";

/** What a committee gave, and how it is weighed against the vote. */
export type CommitteeScores = {
  /** Of the whole, from 0 to 1. */
  readonly weight: Pick<Fraction, "numerator" | "denominator">;
  /** One for each option in the ballot's order: whole numbers, in whatever unit the committee has. */
  readonly scores: readonly number[];
};

/** A vote as it was decided. */
export type DecidedVote = {
  readonly counts: readonly number[];
  readonly outcome: OutcomeRule;
  readonly turnout: Turnout;
};

/** What vote and scores come to together. */
export type Combination = {
  /** Exact, of 100: `numerator / denominator` for each option, all over one denominator. */
  readonly points: readonly bigint[];
  readonly denominator: bigint;
  /** By the vote's own rule with points in place of votes. */
  readonly result: Outcome;
};

export class ScoresInvalidError extends HanpyoError {
  constructor(reason: string) {
    super(
      "SCORES_INVALID",
      told`The committee's scores do not fit the vote: ${{ reason }}`,
      "Give one whole number from 0 on for each option in the ballot's order, and a weight from 0 to 1",
    );
  }
}

/**
 * Weighs a committee's scores with the votes (P25.10): `100 (w s / max s + (1 - w) v / max v)`, exactly, a term whose
 * maximum is 0 being 0; then the vote's own rule funds by points in place of votes. The organizer's computation: no chain
 * holds the scores. Throws `ScoresInvalidError`.
 */
export function combineScores({ counts, outcome, turnout }: DecidedVote, committee: CommitteeScores): Combination {
  const { weight, scores } = committee;
  requireFit(committee, counts.length);
  const [most, mostVotes] = [BigInt(Math.max(1, ...scores)), BigInt(Math.max(1, ...counts))];
  const [share, whole] = [BigInt(weight.numerator), BigInt(weight.denominator)];
  const points = scores.map(
    (score, at) => 100n * (share * BigInt(score) * mostVotes + (whole - share) * BigInt(counts[at] as number) * most),
  );
  // The rule asks which is more and which are equal, and what has none: places of the points say as much.
  const places = [...new Set(points)].filter((one) => one > 0n).sort((a, b) => (a < b ? -1 : 1));
  const isTaken = (at: number) => (counts[at] as number) >= outcome.minimumVotes;
  const ranked = points.map((one, at) => (isTaken(at) ? places.indexOf(one) + 1 : 0));
  const result = outcomeOf({ ...outcome, minimumVotes: 0 }, ranked, counts.length, turnout);
  return { points, denominator: whole * most * mostVotes, result };
}

function requireFit({ weight, scores }: CommitteeScores, options: number): void {
  if (scores.length !== options) throw new ScoresInvalidError(`${scores.length} scores for ${options} options`);
  const wrong = scores.find((score) => !Number.isSafeInteger(score) || score < 0);
  if (wrong !== undefined) throw new ScoresInvalidError(`${wrong} is no whole number from 0 on`);
  const { numerator, denominator } = weight;
  if (denominator <= 0 || numerator < 0 || numerator > denominator) {
    throw new ScoresInvalidError(`the weight ${numerator}/${denominator} is not from 0 to 1`);
  }
}
