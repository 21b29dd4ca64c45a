import type { Fraction, OutcomeRule } from "../record/constitutionShape.ts";

/** What a rule makes of the counts (P10.2); `selected` and `tied` have bit i for option i. */
export interface Outcome {
  readonly quorumReached: boolean;
  readonly verdict: "None" | "Accepted" | "Rejected" | "Neither";
  readonly selected: number;
  readonly tied: number;
}

/** Whether `part` of `whole` reaches a fraction, by multiplication: nothing is rounded. */
export const reaches = (part: bigint, whole: bigint, { numerator, denominator, moreThan }: Fraction): boolean => {
  const left = part * BigInt(denominator);
  const right = whole * BigInt(numerator);
  return moreThan ? left > right : left >= right;
};

/** Of how many the turnout is a part: the certified electors or the census, whichever are more. */
export const electorate = (rule: OutcomeRule, activeMembers: number): bigint =>
  BigInt(Math.max(rule.electors, activeMembers));

/** Whether so many ballots reach the quorum. */
export const quorumReached = (rule: OutcomeRule, ballots: number, activeMembers: number): boolean =>
  reaches(BigInt(ballots), electorate(rule, activeMembers), rule.quorum);

/** The fewest ballots that keep a box from staying closed (P8.4); 0 where no box stays closed. */
export const quorumBallots = (rule: OutcomeRule, activeMembers: number): bigint => {
  if (!rule.closedBelowQuorum) return 0n;
  const product = electorate(rule, activeMembers) * BigInt(rule.quorum.numerator);
  const d = BigInt(rule.quorum.denominator);
  return rule.quorum.moreThan ? product / d + 1n : (product + d - 1n) / d;
};

const verdictOf = (rule: OutcomeRule, counts: readonly bigint[]): Outcome["verdict"] => {
  const { passingShare } = rule;
  const yes = counts[0] ?? 0n;
  const no = counts[1] ?? 0n;
  const half = passingShare.moreThan && passingShare.numerator === 1 && passingShare.denominator === 2;
  if (yes + no === 0n || (yes === no && half)) return "Neither";
  return reaches(yes, yes + no, passingShare) ? "Accepted" : "Rejected";
};

interface Candidate {
  readonly option: number;
  readonly votes: bigint;
  readonly cost: bigint;
}

const groupsOf = (rule: OutcomeRule, counts: readonly bigint[], optionCount: number): readonly Candidate[][] => {
  const byCost = rule.tieBreak === "CheaperFirst";
  const least = BigInt(Math.max(1, rule.minimumVotes));
  const candidates = counts
    .slice(0, optionCount)
    .map((votes, option) => ({ option, votes, cost: BigInt(rule.costs[option] ?? 0) }))
    .filter(({ votes }) => votes >= least);
  const before = (a: Candidate, b: Candidate): number => {
    if (a.votes !== b.votes) return a.votes > b.votes ? -1 : 1;
    if (byCost && a.cost !== b.cost) return a.cost < b.cost ? -1 : 1;
    return a.option - b.option;
  };

  const groups: Candidate[][] = [];
  for (const candidate of [...candidates].sort(before)) {
    const last = groups.at(-1)?.[0];
    const same = last !== undefined && last.votes === candidate.votes && (!byCost || last.cost === candidate.cost);
    if (same) groups.at(-1)!.push(candidate);
    else groups.push([candidate]);
  }
  return groups;
};

const bits = (options: readonly Candidate[]): number => options.reduce((sum, { option }) => sum + 2 ** option, 0);

const select = (rule: OutcomeRule, groups: readonly Candidate[][]): { selected: number; tied: number } => {
  const ranking = rule.kind === "Ranking";
  const goesOn = rule.kind === "Greedy";
  const price = ({ cost }: Candidate): bigint => (ranking ? 1n : cost);
  let left = ranking ? BigInt(rule.winners) : BigInt(rule.budget);
  let selected = 0;
  let tied = 0;

  for (const group of groups) {
    const before = left;
    const whole = group.reduce((sum, candidate) => sum + price(candidate), 0n);
    const taken: Candidate[] = [];
    let stopped = false;
    if (rule.tieBreak === "None") {
      if (whole <= left) taken.push(...group);
      else stopped = true;
      if (!stopped) left -= whole;
    } else {
      for (const candidate of group) {
        if (price(candidate) <= left) {
          taken.push(candidate);
          left -= price(candidate);
        } else {
          stopped = true;
          if (!goesOn) break;
        }
      }
    }
    selected += bits(taken);
    if (taken.length < group.length && group.some((candidate) => price(candidate) <= before)) tied += bits(group);
    if (stopped && !goesOn) break;
  }
  return { selected, tied };
};

/** The outcome of counts by the frozen rule (P10.2). */
export const outcomeOf = (
  rule: OutcomeRule,
  optionCount: number,
  counts: readonly bigint[],
  ballots: number,
  activeMembers: number,
): Outcome => {
  const reached = quorumReached(rule, ballots, activeMembers);
  const nothing = { quorumReached: reached, selected: 0, tied: 0 };
  if (rule.kind === "Referendum") return { ...nothing, verdict: reached ? verdictOf(rule, counts) : "Neither" };
  if (!reached) return { ...nothing, verdict: "None" };

  return { quorumReached: reached, verdict: "None", ...select(rule, groupsOf(rule, counts, optionCount)) };
};
