import { ballotSizeFor } from "../../sdk/election/ballotSize.ts";
import type { BallotRules, OutcomeRule } from "../../sdk/election/constitution.ts";
import type { Content } from "../../sdk/election/content.ts";
import { allocationOf } from "./allocationRule.ts";
import { approvalBallots, type RuledBallots, singleChoiceBallots } from "./approvalBallots.ts";
import { decimalOf, numberOf } from "./decimal.ts";
import { ballotsAt } from "./limits.ts";
import { type Money, moneyOf } from "./money.ts";
import type { Pabulib, PabulibProject, PabulibVote } from "./parsePabulib.ts";
import { cumulativeBallots, scoringBallots } from "./pointBallots.ts";
import { rankedBallots } from "./rankedBallots.ts";
import { NotExpressibleError, PabulibMalformedError } from "./refusals.ts";
import { meaningOfRepeats } from "./repeatedProjects.ts";
import type { Meta } from "./sections.ts";
import { ballotsOnOffer, offeredProjects, pricedProjects, withdrawnDeviations } from "./withdrawn.ts";

/** A Pabulib election in the terms of a constitution, with every voter's choices. */
export type PabulibElection = {
  /** Kind of ballot and rule as Pabulib names them. */
  readonly kind: string;
  readonly rule: string;
  readonly content: Content;
  /** Positions of the file's projects that are options, in order; withdrawn ones are not. */
  readonly offered: readonly number[];
  /** Options of the ballot circuit. */
  readonly ballotSize: number;
  readonly rules: BallotRules;
  readonly outcome: OutcomeRule;
  /** Each voter's choices, `ballotSize` whole numbers. */
  readonly ballots: readonly (readonly number[])[];
  /** A plain count of all ballots of the file, whether taken or not, by project, withdrawn ones too. */
  readonly fileTotals: readonly number[];
  /** Where the constitution differs from the file, or the file from itself, in sentences. */
  readonly deviations: readonly string[];
};

const TOTAL_LIMIT = 2 ** 24;

const KINDS: ReadonlyMap<string, (file: Pabulib, money: Money) => RuledBallots> = new Map([
  ["approval", approvalBallots],
  ["choose-1", singleChoiceBallots],
  ["cumulative", cumulativeBallots],
  ["scoring", scoringBallots],
  ["ordinal", rankedBallots],
]);

/** Keys that limit ballots or split the budget. */
const LIMITS = /^(min|max)_(length|points|sum_points|sum_cost)(_.+)?$|^budget_per_.+$|^default_score$/;

/**
 * Makes the matching constitution. Its rules accept all ballots of the file, whatever `voters` says.
 * @param voters How many of the ballots are taken, the first ones; all by default.
 * Throws `NotExpressibleError`, or `PabulibMalformedError` for a ballot or limit without a clear meaning.
 */
export function toElection(file: Pabulib, voters = file.votes.length): PabulibElection {
  const { meta, projects, votes } = file;
  const offered = offeredProjects(projects);
  const ballotSize = ballotSizeFor(offered.length);
  if (ballotSize === undefined) throw new NotExpressibleError(`it has ${offered.length} projects`);
  if (offered.length === 0) throw new NotExpressibleError("all of its projects are withdrawn");
  checkStrengths(votes);
  const money = moneyOf(meta, pricedProjects(projects));
  const allocation = allocationOf(meta, money, offered);
  const whole = ballotsOf(file, money);
  const { rules, ballots, deviations, regarded } = ballotsOnOffer(whole, offered);
  const taken = ballots.slice(0, voters);
  if (taken.length * rules.maxPerOption >= TOTAL_LIMIT) {
    throw new NotExpressibleError(`${taken.length} voters with up to ${rules.maxPerOption} points could total 2^24`);
  }
  const title = lineOf(meta.get("description")?.value ?? "Pabulib");
  return {
    kind: kindOf(meta),
    rule: allocation.rule,
    content: {
      language: "en",
      title: { ko: title, en: title },
      question: { ko: "어떤 사업에 예산을 쓸까요?", en: "Which projects should the budget pay for?" },
      options: offered.map((position) => {
        const name = lineOf((projects[position] as PabulibProject).name);
        return { title: { ko: name, en: name } };
      }),
    },
    offered,
    ballotSize,
    rules,
    outcome: allocation.outcome,
    fileTotals: projects.map((_, i) => whole.ballots.reduce((sum, choices) => sum + (choices[i] as number), 0)),
    ballots: taken.map((choices) => Array.from({ length: ballotSize }, (_, option) => choices[option] ?? 0)),
    deviations: [
      ...file.deviations,
      ...repeats(file),
      ...withdrawnDeviations(file),
      ...money.deviations,
      ...allocation.deviations,
      ...deviations,
      ...disregarded(meta, regarded),
    ],
  };
}

/** A text as content takes it: in NFC, one line, not empty. */
function lineOf(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim() || "?";
}

function ballotsOf(file: Pabulib, money: Money): RuledBallots {
  const kind = kindOf(file.meta);
  const convert = KINDS.get(kind);
  if (convert === undefined) throw new NotExpressibleError(`its vote type is ${kind}`);
  return convert(file, money);
}

/** Ballots that name a project more than once, and what is made of that. */
function repeats({ meta, votes }: Pabulib): string[] {
  const repetitive = votes.filter(({ isRepetitive }) => isRepetitive);
  if (repetitive.length === 0) return [];
  return [`a project stands more than once: ${ballotsAt(repetitive)}; ${meaningOfRepeats(kindOf(meta))}`];
}

function kindOf(meta: Meta): string {
  const type = meta.get("vote_type");
  if (type === undefined) throw new PabulibMalformedError(1, "META has no vote_type");
  return type.value.toLowerCase();
}

/** Every resident has one ballot, which counts once. */
function checkStrengths(votes: readonly PabulibVote[]): void {
  for (const { line, strength } of votes) {
    const value = decimalOf(strength);
    if (value === undefined) throw new PabulibMalformedError(line, `"${strength}" is not a vote_strength`);
    if (numberOf(value) !== 1) throw new NotExpressibleError(`line ${line} counts ${strength} times`);
  }
}

function disregarded(meta: Meta, regarded: readonly string[]): string[] {
  return [...meta]
    .filter(([key]) => LIMITS.test(key) && !regarded.includes(key))
    .map(([key, { value }]) => `${key} ${value} is not regarded here`);
}
