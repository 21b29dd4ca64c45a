import type { BallotRules } from "../election/constitution.ts";
import type { BallotTerms } from "./ballotTerms.ts";

/** Everybody that a roll can hold over which proposals are supported. */
const EVERYBODY = 2 ** 20;

/**
 * The field by which something that stands on the ballot cannot win, whatever people want, or undefined (P20.6). Of a
 * ballot that the election factory takes; as contracts/libraries/WinnableVotes.sol.
 */
export function unwinnableField({ rules, outcome }: BallotTerms): string | undefined {
  const { quorum, electors } = outcome;
  if (rules.costs.some((cost) => cost > rules.budget)) return "ballot.rules.costs";
  const fault = outcome.kind === "Referendum" ? referendumFault(rules) : undefined;
  if (fault !== undefined) return fault;
  if (outcome.costs.some((cost) => cost > outcome.budget)) return "ballot.outcome.costs";
  if (outcome.minimumVotes > EVERYBODY * rules.maxPerOption) return "ballot.outcome.minimumVotes";
  const has = BigInt(EVERYBODY) * BigInt(quorum.denominator);
  const needs = BigInt(electors) * BigInt(quorum.numerator);
  return (quorum.moreThan ? has > needs : has >= needs) ? undefined : "ballot.outcome.electors";
}

/** Who says yes alone, or no alone, fills a legal ballot, with as many points for the one as for the other. */
function referendumFault({ minTotal, maxPerOption, credits, costs, budget }: BallotRules): string | undefined {
  const points = Math.max(1, minTotal);
  const [yes, no] = costs as [number, number];
  if (points > maxPerOption) return "ballot.rules.minTotal";
  if (points * points > credits) return "ballot.rules.credits";
  if (yes !== no) return "ballot.rules.costs";
  return points * yes > budget ? "ballot.rules.budget" : undefined;
}
