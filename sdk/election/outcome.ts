import type { OutcomeRule } from "./constitution.ts";
import { isSame, MAJORITY, reaches } from "./fraction.ts";

/** What a referendum decided, in the order of the contract's enum; None before the result, and of other kinds. */
export const VERDICTS = ["None", "Accepted", "Rejected", "Neither"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What the rule makes of the counts; mirrors `Outcome` of contracts/types/IElection.sol. */
export type Outcome = {
  readonly quorumReached: boolean;
  readonly verdict: Verdict;
  /** Bit i: option i is funded, or among the winners. */
  readonly selected: number;
  /** Bit i: option i is of a group of equals that was not taken whole though one of it alone would have fitted. */
  readonly tied: number;
};

/** An outcome as ethers decodes it. */
export type DecodedOutcome = {
  readonly quorumReached: boolean;
  readonly verdict: bigint;
  readonly selected: bigint;
  readonly tied: bigint;
};

/** What turnout is needed, of whom. */
export type TurnoutRule = Pick<OutcomeRule, "quorum" | "electors">;

/** How many took part. */
export type Turnout = { readonly ballots: number; readonly activeMembers: number };

/** The outcome by the frozen rule; options at or beyond `optionCount` never count (P10.2). */
export function outcomeOf(
  rule: OutcomeRule,
  counts: readonly number[],
  optionCount: number,
  { ballots, activeMembers }: Turnout,
): Outcome {
  if (!isQuorate(rule, { ballots, activeMembers })) return quorumMissed(rule);
  const nothing = { quorumReached: true, verdict: "None", selected: 0, tied: 0 } as const;
  const offered = counts.slice(0, optionCount);
  if (rule.kind === "Referendum") return { ...nothing, verdict: verdictOf(rule, offered) };
  return { ...nothing, ...selection(rule, offered) };
}

/** The outcome without the quorum, whatever the counts are. */
export function quorumMissed({ kind }: Pick<OutcomeRule, "kind">): Outcome {
  return { quorumReached: false, verdict: kind === "Referendum" ? "Neither" : "None", selected: 0, tied: 0 };
}

/** Whether turnout reaches the quorum (P10.2). */
export function isQuorate(rule: TurnoutRule, { ballots, activeMembers }: Turnout): boolean {
  return reaches(ballots, rule.quorum, electorateOf(rule, activeMembers));
}

/** What turnout is measured against: the certified electors or the census, whichever are more (P10.2). */
export function electorateOf({ electors }: Pick<OutcomeRule, "electors">, activeMembers: number): number {
  return Math.max(electors, activeMembers);
}

/** From what ethers decodes of an event or a call. */
export function outcomeFromAbi({ quorumReached, verdict, selected, tied }: DecodedOutcome): Outcome {
  const name = VERDICTS[Number(verdict)] ?? "None";
  return { quorumReached, verdict: name, selected: Number(selected), tied: Number(tied) };
}

/** The options of a bitmap, in listed order. */
export function optionsOfBits(bitmap: number): number[] {
  return Array.from({ length: 32 }, (_, option) => option).filter((option) => (bitmap >>> option) & 1);
}

function verdictOf({ passingShare }: OutcomeRule, [yes = 0, no = 0]: readonly number[]): Verdict {
  if (yes + no === 0 || (yes === no && isSame(passingShare, MAJORITY))) return "Neither";
  return reaches(yes, passingShare, yes + no) ? "Accepted" : "Rejected";
}

/** Goes through the groups of equals from the best down, as far as the rule lets. */
function selection(rule: OutcomeRule, counts: readonly number[]): Pick<Outcome, "selected" | "tied"> {
  const isRanking = rule.kind === "Ranking";
  const costOf = (option: number) => (isRanking ? 1 : (rule.costs[option] ?? 0));
  const selected: number[] = [];
  const tied: number[] = [];
  let left = isRanking ? rule.winners : rule.budget;
  for (const group of groupsOf(rule, counts)) {
    const taken = takenOf(rule, group, costOf, left);
    if (taken.length < group.length && group.some((option) => costOf(option) <= left)) tied.push(...group);
    selected.push(...taken);
    left -= total(taken.map(costOf));
    if (taken.length < group.length && rule.kind !== "Greedy") break;
  }
  return { selected: bits(selected), tied: bits(tied) };
}

/** What of a group fits: in listed order, or under None all of it or nothing. */
function takenOf(
  { kind, tieBreak }: OutcomeRule,
  group: readonly number[],
  costOf: (option: number) => number,
  budget: number,
): readonly number[] {
  if (tieBreak === "None") return total(group.map(costOf)) <= budget ? group : [];
  const taken: number[] = [];
  let left = budget;
  for (const option of group) {
    if (costOf(option) <= left) {
      taken.push(option);
      left -= costOf(option);
    } else if (kind !== "Greedy") break;
  }
  return taken;
}

/** The options with enough votes, at least one, best first; those that only the listed order tells apart together. */
function groupsOf(rule: OutcomeRule, counts: readonly number[]): readonly (readonly number[])[] {
  const votes = (option: number) => counts[option] ?? 0;
  const cost = (option: number) => (rule.tieBreak === "CheaperFirst" ? (rule.costs[option] ?? 0) : 0);
  const order = (a: number, b: number) => votes(b) - votes(a) || cost(a) - cost(b);
  const ranked = counts
    .map((_, option) => option)
    .filter((option) => votes(option) >= Math.max(1, rule.minimumVotes))
    .sort((a, b) => order(a, b) || a - b);
  const starts = ranked.flatMap((option, i) => (i === 0 || order(ranked[i - 1] as number, option) !== 0 ? [i] : []));
  return starts.map((start, i) => ranked.slice(start, starts[i + 1]));
}

function total(costs: readonly number[]): number {
  return costs.reduce((sum, cost) => sum + cost, 0);
}

function bits(options: readonly number[]): number {
  return options.reduce((bitmap, option) => (bitmap | (1 << option)) >>> 0, 0);
}
