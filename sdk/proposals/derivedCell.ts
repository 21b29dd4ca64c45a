import { BALLOT_SIZES } from "../election/ballotSize.ts";
import type { Constitution } from "../election/constitution.ts";
import { type Conversion, deriveConstitution } from "./derivedConstitution.ts";
import type { Template } from "./template.ts";

/**
 * The constitution of a cell's election (P25.6): whoever opens it chooses none of it.
 * @param costs Of the projects on its list, in order, 1 to 32; in won.
 * @param sizes Of ballots that the factory has elections of, growing.
 */
export function deriveCell(
  template: Template,
  conversion: Conversion,
  costs: readonly number[],
  sizes: readonly number[] = BALLOT_SIZES,
): Constitution {
  const derived = deriveConstitution(template, conversion);
  const { rules, outcome } = derived;
  const isKnapsack = rules.budget === outcome.budget;
  return {
    ...derived,
    ballotSize: sizes.find((size) => size >= costs.length) ?? 0,
    rules: {
      ...rules,
      optionCount: costs.length,
      maxTotal: Math.min(rules.maxTotal, costs.length),
      costs: isKnapsack ? costs : costs.map(() => 0),
    },
    outcome: { ...outcome, costs },
  };
}
