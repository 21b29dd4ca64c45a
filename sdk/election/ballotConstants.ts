import type { Point } from "../crypto/babyjubjub.ts";
import type { Constitution } from "./constitution.ts";

/** What an election fixes for its ballots' proofs, besides the constitution. */
export type ElectionConstants = {
  readonly scope: bigint;
  readonly censusRoot: bigint;
  /** K. */
  readonly electionKey: Point;
};

/** The constant public signals of a ballot's proof, in the order that the contract folds them (P4.2). */
export function ballotConstants(
  { ballotSize, rules, masked }: Pick<Constitution, "ballotSize" | "rules" | "masked">,
  { scope, censusRoot, electionKey }: ElectionConstants,
): bigint[] {
  return [
    scope,
    censusRoot,
    electionKey.x,
    electionKey.y,
    BigInt(rules.optionCount),
    BigInt(rules.maxPerOption),
    BigInt(rules.minTotal),
    BigInt(rules.maxTotal),
    ...Array.from({ length: ballotSize }, (_, option) => BigInt(rules.costs[option] ?? 0)),
    BigInt(rules.budget),
    BigInt(rules.credits),
    BigInt(rules.distinct),
    BigInt(masked),
  ];
}
