import type { Constitution } from "../../record/constitutionShape.ts";
import type { Template } from "../../record/proposal/templateShape.ts";
import { type Conversion, derivedConstitution } from "./derivedConstitution.ts";

/** Of ballots that there are elections of (P3.1). */
const BALLOT_SIZES = [4, 8, 32];

/**
 * The constitution of a cell's election by the costs of its projects in order (P25.6); `undefined` where its template has
 * no schedule, or no ballot holds as many.
 */
export const derivedCell = (
  template: Template,
  conversion: Conversion,
  costs: readonly number[],
): Constitution | undefined => {
  const derived = derivedConstitution(template, conversion);
  const ballotSize = BALLOT_SIZES.find((size) => size >= costs.length);
  if (!derived || ballotSize === undefined) return undefined;
  const { rules, outcome } = derived;
  const isKnapsack = rules.budget === outcome.budget;
  return {
    ...derived,
    ballotSize,
    rules: {
      ...rules,
      optionCount: costs.length,
      maxTotal: Math.min(rules.maxTotal, costs.length),
      costs: isKnapsack ? costs : costs.map(() => 0),
    },
    outcome: { ...outcome, costs },
  };
};
