import type { Constitution, OutcomeRule } from "../record/constitutionShape.ts";

const fits = (values: readonly number[], bits: number): boolean => values.every((value) => value < 2 ** bits);

/** Whether a ballot's rules fit their ABI types (P3.2). */
export const rulesFit = ({ budget, credits, costs, minTotal, maxTotal, ...rules }: Constitution["rules"]): boolean =>
  fits([rules.optionCount, rules.maxPerOption], 8) &&
  fits([minTotal, maxTotal], 16) &&
  fits([budget], 48) &&
  fits([credits], 24) &&
  fits(costs, 40);

/** Whether an outcome's rule fits its ABI types (P3.2). */
export const outcomeFits = ({ quorum, passingShare, electors, winners, ...outcome }: OutcomeRule): boolean =>
  fits(
    [quorum, passingShare].flatMap(({ numerator, denominator }) => [numerator, denominator]),
    32,
  ) &&
  fits([electors], 32) &&
  fits([winners], 8) &&
  fits([outcome.minimumVotes], 24) &&
  fits([outcome.budget], 48) &&
  fits(outcome.costs, 40);
