import { hexlify, toUtf8Bytes, ZeroAddress } from "ethers";
import { canonicalJson } from "../../../sdk/election/canonicalJson.ts";
import { NO_BUDGET, NO_CREDITS } from "../../../sdk/election/constitution.ts";
import { MAJORITY, NO_FRACTION } from "../../../sdk/election/fraction.ts";
import { ANSWER_ALONE } from "../../../sdk/proposals/ballotTerms.ts";
import type { Timing } from "../../../sdk/proposals/schedule.ts";
import type { Template } from "../../../sdk/proposals/template.ts";
import { daily, weekly } from "../../../sdk/proposals/votingDays.ts";
import { templateFrom, templateJson, templateSchema } from "../../../sdk/verify/templateSchema.ts";
import type { Fields, Json } from "../operation.ts";

export const [ORGANIZER, REVIEWER, COUNCIL, ROLLS, BOARD] = [
  "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
  "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
  "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
  "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
  "0x52908400098527886E0F7030069857D2E4169EE7",
] as const;
export const PLACE = { chainId: "31337", proposals: ROLLS };
export const DAY = 86_400;
const HOUR = 3_600;
/** A Thursday, 00:00 UTC: a weekly census; 09:00 in Korea. */
export const THURSDAY = 604_800 * 3_000;

export function word(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0").repeat(32)}`;
}

/** The bytes of a text. */
export function bytesOf(said: string): string {
  return hexlify(toUtf8Bytes(said));
}

export const QUESTION = canonicalJson({
  question: { ko: "이 제안에 찬성하십니까?", en: "Do you agree with this proposal?" },
  options: [
    { ko: "찬성", en: "Yes" },
    { ko: "반대", en: "No" },
    { ko: "기권", en: "Abstain" },
  ],
});

/** Votes of four days that open on a Saturday at 07:00 in Korea, and keep out of two blackouts with no gap between. */
export const TIMING: Timing = {
  ...{ openLead: 21 * DAY, ...weekly(6, 7 * HOUR), censusLead: 7 * DAY, openGrace: HOUR },
  ...{ votingLength: 4 * DAY, closeGrace: 600, sharesTerm: 3 * DAY, sealDelay: 600, mostPostponed: 30 * DAY },
  blackouts: [
    { from: THURSDAY + 30 * DAY, until: THURSDAY + 40 * DAY },
    { from: THURSDAY + 40 * DAY, until: THURSDAY + 45 * DAY },
  ],
};

/** A template that leads to an answer. */
export const POLICY: Template = {
  ...{ organizer: ORGANIZER, reviewer: REVIEWER, council: ZeroAddress, series: word(0x5e), isTest: false },
  ...{ rolls: ROLLS, rollId: 7n, quota: 4_360, leastMembers: 100, window: 90 * DAY },
  ...{ limitName: word(0x11), periodLength: 30 * DAY, postsPerPeriod: 2, answerTerm: 30 * DAY },
  ...{ legalBasis: word(0x1e), quotaArithmetic: word(0xa7) },
  ...ANSWER_ALONE,
};

/** One that leads to a vote on an ordinance. */
export const ORDINANCE: Template = {
  ...POLICY,
  ...{ council: COUNCIL, kind: "Ordinance", conversion: "WhenAnswered", convertTerm: 60 * DAY },
  ballot: {
    ...{ question: bytesOf(QUESTION), board: BOARD, consentsRequired: 4, minimumCensus: 100, minimumBallots: 10 },
    ...{ revoting: true, ballotSize: 4, exampleBallot: [1, 0, 0] },
    rules: {
      ...{ optionCount: 3, maxPerOption: 1, minTotal: 1, maxTotal: 1, budget: NO_BUDGET },
      ...{ credits: NO_CREDITS, distinct: false, costs: [0, 0, 0] },
    },
    outcome: {
      ...POLICY.ballot.outcome,
      quorum: { numerator: 1, denominator: 4, moreThan: false },
      ...{ passingShare: MAJORITY, closedBelowQuorum: true },
    },
  },
  timing: TIMING,
};

/** A test's, over a budget cell, with every kind of list. */
export const CELL: Template = {
  ...ORDINANCE,
  ...{ isTest: true, kind: "BudgetCell", conversion: "WhenFeasible", rollId: 2n ** 255n - 1n },
  ballot: {
    ...ORDINANCE.ballot,
    ...{ ballotSize: 0, exampleBallot: [] },
    rules: { ...ORDINANCE.ballot.rules, optionCount: 0, costs: [] },
    outcome: {
      ...ORDINANCE.ballot.outcome,
      ...{ kind: "GreedyNoSkip", tieBreak: "CheaperFirst", passingShare: NO_FRACTION, budget: 5_000_000_000 },
    },
  },
  timing: { ...TIMING, ...daily(6 * HOUR), mostPostponed: 0, blackouts: [] },
  cell: {
    ...{ supportsClose: THURSDAY, assessBy: THURSDAY + DAY, insertBy: THURSDAY + 2 * DAY, openBy: THURSDAY + 9 * DAY },
    ...{ leastCost: 1_000_000, mostOptions: 32 },
  },
};

/** As a record spells it. */
export function spelt(template: Template): Fields {
  return templateJson(template) as unknown as Fields;
}

/** From a record's spelling; refuses what no record holds. */
export function templateIn(value: Json | undefined): Template {
  return templateFrom(templateSchema.parse(value));
}

/** Templates of every kind, and three that no chain has: a number too large, an unknown kind, a field too many. */
export const templates: readonly Fields[] = [
  ...[POLICY, ORDINANCE, CELL, { ...ORDINANCE, quota: 2 ** 32 - 1 }, { ...ORDINANCE, quota: 2 ** 32 }].map(spelt),
  { ...spelt(POLICY), kind: "Petition" },
  { ...spelt(POLICY), more: 1 },
  { ...spelt(POLICY), organizer: ORGANIZER.toLowerCase() },
];

/** A text of three leaves as a device salts it. */
export const HEADER = canonicalJson({
  ...{ kind: "ordinance", language: "ko", category: "교통", district: "동대문구", place: "회기로 12길" },
});
export const LEAVES: readonly Fields[] = [
  { salt: word(0xa0), text: HEADER },
  { salt: word(0xa1), text: "통학로에 보행자 우선 도로를 지정하는 조례" },
  { salt: word(0xa2), text: "아이들이 차도로 걷습니다.\n차는 더 빨라졌습니다." },
  { salt: word(0xa3), text: "시속 20 km로 하고,\t길을 넓힙니다. \u{1f6b8}" },
];

/** The sample with one leaf another; more leaves, where that is behind the last. */
export function withLeaf(place: number, leaf: Fields): readonly Fields[] {
  return [...LEAVES.slice(0, place), leaf, ...LEAVES.slice(place + 1)];
}

/** So many leaves: header, title, and paragraphs of one text. */
export function manyLeaves(count: number, paragraph = "글"): readonly Fields[] {
  const salts = (place: number) => `0x${(place + 1).toString(16).padStart(64, "0")}`;
  return Array.from({ length: count }, (_, place) => ({
    salt: salts(place),
    text: place < 2 ? (LEAVES[place]?.text as string) : paragraph,
  }));
}
