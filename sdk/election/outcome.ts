import type { OutcomeRule } from "./constitution.ts";

/** What the rule makes of the counts; mirrors `Outcome` of contracts/types/IElection.sol. */
export type Outcome = {
  readonly quorumReached: boolean;
  /** Referendum only. */
  readonly accepted: boolean;
  /** Bit i: option i is funded, or among the winners. */
  readonly selected: number;
};

/** How many took part. */
export type Turnout = { readonly ballots: number; readonly activeMembers: number };

const BASIS_POINTS = 10_000;

/** The outcome by the frozen rule; options at or beyond `optionCount` never count (P10.2). */
export function outcomeOf(
  rule: OutcomeRule,
  counts: readonly number[],
  optionCount: number,
  { ballots, activeMembers }: Turnout,
): Outcome {
  const quorumReached = ballots * BASIS_POINTS >= rule.quorum * activeMembers;
  const offered = counts.slice(0, optionCount);
  if (!quorumReached) return { quorumReached, accepted: false, selected: 0 };
  if (rule.kind === "Referendum") return { quorumReached, accepted: isAccepted(rule, offered), selected: 0 };
  return { quorumReached, accepted: false, selected: bits(selection(rule, offered)) };
}

/** The options of a bitmap, in listed order. */
export function selectedOptions(selected: number): number[] {
  return Array.from({ length: 32 }, (_, option) => option).filter((option) => (selected >>> option) & 1);
}

function isAccepted(rule: OutcomeRule, counts: readonly number[]): boolean {
  const [yes = 0, no = 0] = counts;
  return yes * BASIS_POINTS > rule.passingShare * (yes + no);
}

function selection(rule: OutcomeRule, counts: readonly number[]): number[] {
  const ranked = ranking(rule, counts);
  if (rule.kind === "Ranking") return ranked.slice(0, rule.winners);
  const funded: number[] = [];
  let left = rule.budget;
  for (const option of ranked) {
    const cost = rule.costs[option] ?? 0;
    if (cost <= left) {
      funded.push(option);
      left -= cost;
    } else if (rule.kind === "GreedyNoSkip") break;
  }
  return funded;
}

function ranking(rule: OutcomeRule, counts: readonly number[]): number[] {
  const votes = (option: number) => counts[option] ?? 0;
  const cost = (option: number) => (rule.tieBreak === "CheaperFirst" ? (rule.costs[option] ?? 0) : 0);
  return counts
    .map((_, option) => option)
    .filter((option) => votes(option) >= rule.minimumVotes)
    .sort((a, b) => votes(b) - votes(a) || cost(a) - cost(b) || a - b);
}

function bits(options: readonly number[]): number {
  return options.reduce((bitmap, option) => (bitmap | (1 << option)) >>> 0, 0);
}
