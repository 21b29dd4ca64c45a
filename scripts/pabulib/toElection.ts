import { brokenRule } from "../../sdk/election/ballotRules.ts";
import {
  type BallotRules,
  NO_BUDGET,
  NO_CREDITS,
  type OutcomeKind,
  type OutcomeRule,
} from "../../sdk/election/constitution.ts";
import type { Content } from "../../sdk/election/content.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { type Pabulib, PabulibMalformedError } from "./parsePabulib.ts";

/** Options of the ballot circuit. */
const BALLOT_SIZE = 8;

/** A Pabulib election in the terms of a constitution, with every voter's choices. */
export type PabulibElection = {
  readonly content: Content;
  readonly ballotSize: number;
  readonly rules: BallotRules;
  readonly outcome: OutcomeRule;
  readonly ballots: readonly (readonly number[])[];
};

export class NotExpressibleError extends HanpyoError {
  constructor(reason: string) {
    super(
      "NOT_EXPRESSIBLE",
      `This election cannot be run here: ${reason}`,
      "Take approval ballots with up to 8 projects",
    );
  }
}

/** Makes the matching constitution. Throws `NotExpressibleError`, or `PabulibMalformedError` for a vote that breaks the file's rules. */
export function toElection({ meta, projects, votes }: Pabulib): PabulibElection {
  if (meta.get("vote_type") !== "approval") throw new NotExpressibleError(`its vote type is ${meta.get("vote_type")}`);
  if (projects.length > BALLOT_SIZE) throw new NotExpressibleError(`it has ${projects.length} projects`);
  if (meta.has("leftover_budget")) throw new NotExpressibleError("it spends the leftover budget by a rule of its own");
  const scale = scaleOf([
    ...projects.map(({ cost }) => cost),
    numberOf(meta, "budget", 0),
    numberOf(meta, "max_sum_cost", 0),
  ]);
  const costs = projects.map(({ cost }) => Math.round(cost * scale));
  const voterBudget = meta.has("max_sum_cost");
  if (costs.some((cost) => cost >= 2 ** 40)) throw new NotExpressibleError("a cost is 2^40 or more");
  const rules: BallotRules = {
    optionCount: projects.length,
    maxPerOption: 1,
    minTotal: numberOf(meta, "min_length", 0),
    maxTotal: Math.min(numberOf(meta, "max_length", projects.length), projects.length),
    budget: voterBudget ? Math.round(numberOf(meta, "max_sum_cost", 0) * scale) : NO_BUDGET,
    credits: NO_CREDITS,
    distinct: false,
    costs: voterBudget ? costs : costs.map(() => 0),
  };
  const ballots = votes.map(({ projects: chosen, line }) => {
    const choices = Array.from({ length: BALLOT_SIZE }, (_, i) => Number(chosen.includes(projects[i]?.id ?? "")));
    const broken = brokenRule(rules, BALLOT_SIZE, choices);
    if (broken !== undefined) {
      throw new PabulibMalformedError(
        line,
        `the vote breaks ${broken.rule}: ${broken.found}, the limit is ${broken.limit}`,
      );
    }
    return choices;
  });
  const title = meta.get("description") ?? "Pabulib";
  return {
    content: {
      title: { ko: title, en: title },
      question: { ko: "어떤 사업에 예산을 쓸까요?", en: "Which projects shall the budget pay for?" },
      options: projects.map(({ name }) => ({ title: { ko: name, en: name } })),
    },
    ballotSize: BALLOT_SIZE,
    rules,
    outcome: {
      ...{ kind: kindOf(meta.get("rule")), tieBreak: "ListedOrder", quorum: 0, passingShare: 0, winners: 0 },
      minimumVotes: numberOf(meta, "min_project_score_threshold", 0),
      budget: Math.round(numberOf(meta, "budget", 0) * scale),
      costs,
    },
    ballots,
  };
}

function kindOf(rule: string | undefined): OutcomeKind {
  if (rule === "greedy") return "Greedy";
  if (rule === "greedy-no-skip") return "GreedyNoSkip";
  throw new NotExpressibleError(rule === undefined ? "its rule is not stated" : `its rule is ${rule}`);
}

function numberOf(meta: ReadonlyMap<string, string>, key: string, otherwise: number): number {
  const text = meta.get(key);
  if (text === undefined || text === "") return otherwise;
  const value = Number(text.replace(",", "."));
  if (!(value >= 0)) throw new PabulibMalformedError(1, `${key} is "${text}"`);
  return value;
}

/** The smallest power of ten that makes all values whole. */
function scaleOf(values: readonly number[]): number {
  const decimals = values.map((value) => String(value).split(".")[1]?.length ?? 0);
  return 10 ** Math.max(0, ...decimals);
}
