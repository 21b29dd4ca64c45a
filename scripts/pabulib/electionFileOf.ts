import { parseDocument } from "yaml";
import { NO_BUDGET } from "../../sdk/election/constitution.ts";
import { NotExpressibleError } from "./refusals.ts";
import type { PabulibElection } from "./toElection.ts";

const OUTCOME_RULES = { Greedy: "greedy", GreedyNoSkip: "greedy-no-skip" } as const;

/**
 * An election's file for the projects of a Pabulib file (P25.9): its ballot, options, costs and rule in the place of
 * those of an example, whose accounts and dates are to be filled in. Throws `NotExpressibleError` for a kind of ballot
 * that an election's file has no name for.
 * @param example The text of a file of our own.
 */
export function electionFileOf(
  { kind, content, rules, outcome }: Pick<PabulibElection, "kind" | "content" | "rules" | "outcome">,
  { id, example }: { readonly id: string; readonly example: string },
): string {
  if (outcome.kind !== "Greedy" && outcome.kind !== "GreedyNoSkip")
    throw new NotExpressibleError(`its rule is ${kind}`);
  if (rules.maxPerOption !== 1 || rules.distinct) throw new NotExpressibleError(`its vote type is ${kind}`);
  const document = parseDocument(example);
  const isKnapsack = rules.budget !== NO_BUDGET;
  document.set("id", id);
  document.set("title", content.title);
  document.set("question", content.question);
  document.set(
    "ballot",
    isKnapsack
      ? { kind: "knapsack", budget: rules.budget }
      : { kind: "approval", atLeast: rules.minTotal, atMost: rules.maxTotal },
  );
  document.set(
    "options",
    content.options.map(({ title }, at) => ({ title, cost: outcome.costs[at] })),
  );
  document.set("outcome", {
    rule: OUTCOME_RULES[outcome.kind],
    quorum: "none",
    minimumVotes: outcome.minimumVotes,
    budget: outcome.budget,
    tieBreak: "listed-order",
  });
  return document.toString({ lineWidth: 120 });
}
