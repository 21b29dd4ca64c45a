import type { OutcomeRule } from "../election/constitution.ts";
import { electorateOf, type Turnout } from "../election/outcome.ts";
import { quorumWords } from "../election/outcomeWords.ts";
import { staysClosed } from "../election/phase.ts";
import { type Check, holds } from "./check.ts";

/** P8.4: the box is not one that stays closed for want of turnout. */
export function quorumCheck(name: string, rule: OutcomeRule, turnout: Turnout): Check {
  const needed = rule.closedBelowQuorum ? quorumWords(rule)?.en : undefined;
  const found = `${turnout.ballots} of ${electorateOf(rule, turnout.activeMembers)}`;
  return holds(name, !staysClosed(rule, turnout), needed ?? "any turnout", found);
}
