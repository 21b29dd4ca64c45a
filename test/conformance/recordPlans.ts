import { ZeroHash } from "ethers";
import { type BallotKind, ballotKinds } from "../../scripts/rehearsal/ballotKinds.ts";
import type { BallotRules, Constitution, OutcomeRule } from "../../sdk/election/constitution.ts";
import type { Content } from "../../sdk/election/content.ts";
import { type Fraction, MAJORITY, NO_FRACTION } from "../../sdk/election/fraction.ts";

/** Where the records stand, from the project's root. */
export const RECORDS = "conformance/records";

/** How far an election goes: to the result, or to the state that its record shows. */
export type Stage = "decided" | "void" | "pending" | "open" | "closed" | "sealed" | "too few" | "below quorum";

/** One election whose record every verifier must accept. */
export type RecordPlan = {
  /** Of the file. */
  readonly name: string;
  readonly says: string;
  readonly stage: Stage;
  readonly rules: BallotRules;
  readonly outcome: OutcomeRule;
  readonly ballotSize: number;
  /** Choices of the first residents, in order; those that are not given are zeros. */
  readonly ballots: readonly (readonly number[])[];
  /** The first resident votes again, so; then the earlier ballot is sent once more, and skipped. */
  readonly change?: readonly number[];
  readonly changes?: Partial<Constitution>;
  /** Seats that release their shares. */
  readonly sharing: readonly number[];
  readonly published?: true;
  readonly content: Content;
};

const kind = (name: string) => ballotKinds[name] as BallotKind;
const atLeast = (numerator: number, denominator: number): Fraction => ({ numerator, denominator, moreThan: false });
const NO_COUNT = { electors: 0, electorsSource: ZeroHash, closedBelowQuorum: false };
const referendum: OutcomeRule = {
  ...{ kind: "Referendum", tieBreak: "ListedOrder", quorum: atLeast(1, 4), ...NO_COUNT, passingShare: MAJORITY },
  ...{ winners: 0, minimumVotes: 0, budget: 0, costs: [] },
};
const ranking: OutcomeRule = {
  ...{ kind: "Ranking", tieBreak: "ListedOrder", quorum: NO_FRACTION, ...NO_COUNT, passingShare: NO_FRACTION },
  ...{ winners: 2, minimumVotes: 1, budget: 0, costs: [] },
};
const greedy: OutcomeRule = { ...ranking, kind: "Greedy", winners: 0, budget: 70, costs: [30, 25, 20, 40] };
const { rules: yesNo } = kind("yesNoAbstain");
const { rules: single } = kind("singleChoice");

const NAMES = ["가람", "나래", "다솜", "라온"];

/** A text with as many options as the ballot offers, in Korean and English. */
function contentOf({ optionCount }: BallotRules, titles: readonly [string, string][] = []): Content {
  return {
    language: "ko",
    title: { ko: "주민투표 (시험)", en: "A vote (test)" },
    question: { ko: "어느 쪽입니까?", en: "Which is it?" },
    options: Array.from({ length: optionCount }, (_, i) => {
      const [ko, en] = titles[i] ?? [`${NAMES[i] ?? "안"} ${i + 1}`, `Option ${i + 1}`];
      return { title: { ko, en } };
    }),
    test: { reasons: [{ ko: "검증 도구를 시험하는 기록", en: "A record to try verifiers on" }] },
  };
}

const YES_NO: [string, string][] = [
  ["찬성", "Yes"],
  ["반대", "No"],
  ["기권", "Abstain"],
];

type Given = Pick<RecordPlan, "name" | "says" | "rules" | "outcome" | "ballots"> & Partial<RecordPlan>;

function plan(given: Given): RecordPlan {
  const titles = given.rules.optionCount === 3 ? YES_NO : [];
  return { stage: "decided", ballotSize: 4, sharing: [1, 3], content: contentOf(given.rules, titles), ...given };
}

const wide = (optionCount: number): BallotRules => {
  const costs = Array.from({ length: optionCount }, () => 0);
  return { ...kind("approval").rules, optionCount, maxTotal: optionCount, costs };
};

/** All records but that of an election that counts, which has terms of its own. */
export const recordPlans: readonly RecordPlan[] = [
  plan({
    name: "published-roll",
    says: "over a roll published as a file, whose first snapshot was voided and second withdrawn; files in `published-roll/`",
    rules: single,
    outcome: ranking,
    ballots: [[1], [0, 1]],
    published: true,
  }),
  plan({
    name: "changed-vote",
    says: "approval of projects under a budget; one resident votes twice, the ballot that was replaced is sent again and skipped",
    rules: { ...kind("approval").rules, maxTotal: 2 },
    outcome: greedy,
    ballots: [[1, 1], [0, 1, 1], [1]],
    change: [0, 0, 1, 1],
  }),
  plan({
    name: "yes-no-abstain",
    says: "a referendum that is accepted; the last two of three trustees share",
    rules: yesNo,
    outcome: referendum,
    ballots: [[1], [1], [0, 1], [0, 0, 1]],
    sharing: [2, 3],
  }),
  plan({
    name: "single-choice",
    says: "one choice of four, ranked; all three trustees share, and two shares are used",
    rules: single,
    outcome: { ...ranking, winners: 1 },
    ballots: [
      [0, 1],
      [0, 1],
      [0, 0, 0, 1],
    ],
    sharing: [3, 1, 2],
  }),
  plan({
    name: "score",
    says: "scores from 0 to 5",
    rules: kind("score").rules,
    outcome: { ...ranking, minimumVotes: 4 },
    ballots: [kind("score").choices, [1, 2, 3, 4], []],
    content: {
      ...contentOf(kind("score").rules),
      question: {
        ko: "얼마나 **좋습니까**?\n\n- 0점에서 5점까지\n- 0점도 괜찮습니다",
        en: "How good?",
        "zh-Hant": "多好?",
      },
      arguments: [
        { side: "for", text: { ko: "좋습니다. 🗳️" }, by: { ko: "주민 모임" } },
        { side: "against", text: { ko: "비쌉니다.\t“값”" } },
      ],
    },
  }),
  plan({
    name: "cumulative",
    says: "ten points to spread",
    rules: kind("cumulative").rules,
    outcome: ranking,
    ballots: [kind("cumulative").choices, [0, 10], [1, 2, 3, 4]],
  }),
  plan({
    name: "quadratic",
    says: "points that cost their squares, of 100 credits",
    rules: kind("quadratic").rules,
    outcome: ranking,
    ballots: [kind("quadratic").choices, [0, 0, 10], [5, 5, 5, 5]],
  }),
  plan({
    name: "positional",
    says: "ranks as different points",
    rules: kind("positional").rules,
    outcome: { ...ranking, winners: 3 },
    ballots: [kind("positional").choices, [1, 2, 3, 4], [4]],
  }),
  plan({
    name: "knapsack",
    says: "a cart under a budget, funded in order until one does not fit; no vote may be changed",
    rules: kind("knapsack").rules,
    outcome: {
      ...greedy,
      kind: "GreedyNoSkip",
      tieBreak: "CheaperFirst",
      budget: 50_000,
      costs: [...kind("knapsack").rules.costs],
    },
    ballots: [kind("knapsack").choices, [0, 1, 1, 1], [1, 0, 0, 1]],
    changes: { revoting: false },
  }),
  plan({
    name: "tie",
    says: "equal votes for two options of which one place is left: none is taken",
    rules: single,
    outcome: { ...ranking, tieBreak: "None" },
    ballots: [[1], [0, 1], [0, 0, 1], [1]],
  }),
  plan({
    name: "tied-referendum",
    says: "as many yes as no: neither, where more than a half is asked",
    rules: yesNo,
    outcome: referendum,
    ballots: [[1], [0, 1]],
  }),
  plan({
    name: "quorum-missed",
    says: "counted without effect: turnout below the quorum, measured by certified electors",
    rules: yesNo,
    outcome: { ...referendum, electors: 40, electorsSource: `0x${"5c".repeat(32)}` },
    ballots: [[1], [1]],
  }),
  plan({
    name: "below-quorum",
    says: "a box that stays closed for want of turnout",
    stage: "below quorum",
    rules: yesNo,
    outcome: { ...referendum, quorum: atLeast(1, 2), closedBelowQuorum: true },
    ballots: [[1], [1]],
  }),
  plan({
    name: "too-few",
    says: "fewer ballots than may be counted in secret",
    stage: "too few",
    rules: single,
    outcome: ranking,
    ballots: [[1]],
    changes: { minimumBallots: 2 },
  }),
  plan({ name: "empty", says: "nobody voted; sealed and decided", rules: single, outcome: ranking, ballots: [] }),
  plan({ name: "void", says: "never opened", stage: "void", rules: single, outcome: ranking, ballots: [] }),
  plan({
    name: "pending",
    says: "not open yet; one consent",
    stage: "pending",
    rules: single,
    outcome: ranking,
    ballots: [],
  }),
  plan({ name: "open", says: "still open", stage: "open", rules: single, outcome: ranking, ballots: [[1], [0, 1]] }),
  plan({
    name: "sealed",
    says: "sealed; one share of two is in, the other trustees are missing",
    stage: "sealed",
    rules: single,
    outcome: ranking,
    ballots: [[1], [0, 1]],
    sharing: [2],
  }),
  plan({
    name: "closed",
    says: "closed, and not summed",
    stage: "closed",
    rules: single,
    outcome: ranking,
    ballots: [[1]],
  }),
  plan({
    name: "eight-options",
    says: "six options on ballots of 8",
    rules: wide(6),
    outcome: { ...ranking, winners: 3 },
    ballots: [
      [1, 1, 0, 0, 0, 1],
      [0, 1],
    ],
    ballotSize: 8,
  }),
  plan({
    name: "thirty-two-options",
    says: "twenty options on ballots of 32",
    rules: wide(20),
    outcome: { ...ranking, winners: 20 },
    ballots: [[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]],
    ballotSize: 32,
  }),
];

const { test: _, ...untested } = contentOf(yesNo, YES_NO);

/** An election that is no test, with the least that one may have (P3.4). */
export const countingPlan: RecordPlan = plan({
  name: "counting",
  says: "a referendum that counts, with the least that one may have (P3.4): 30 residents, 10 ballots, a box that needs a quorum",
  rules: yesNo,
  outcome: { ...referendum, closedBelowQuorum: true, electors: 32, electorsSource: `0x${"5c".repeat(32)}` },
  ballots: Array.from({ length: 10 }, (_, m) => [[1], [1], [0, 1], [0, 0, 1]][m % 4] as readonly number[]),
  changes: { isTest: false, minimumCensus: 30, minimumBallots: 10 },
  content: untested,
});
