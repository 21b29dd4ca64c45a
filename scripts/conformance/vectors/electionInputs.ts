import { concat, getBytes, toUtf8Bytes, ZeroHash } from "ethers";
import { canonicalJson } from "../../../sdk/election/canonicalJson.ts";
import { companionOf } from "../../../sdk/election/companionRolls.ts";
import { type Constitution, NO_BUDGET, NO_CREDITS, type OutcomeRule } from "../../../sdk/election/constitution.ts";
import { type Fraction, MAJORITY, NO_FRACTION } from "../../../sdk/election/fraction.ts";
import type { Fields, Json } from "../operation.ts";

type Spelt = Omit<Constitution, "rollId"> & { readonly rollId: string };

/** A constitution that a factory takes, as a record spells it. */
export const constitution: Spelt = {
  contentHash: `0x${"3d".repeat(32)}`,
  jointHash: ZeroHash,
  rolls: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
  rollId: "1",
  minimumCensus: 30,
  board: "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
  consentsRequired: 3,
  minimumBallots: 10,
  revoting: true,
  masked: false,
  isTest: false,
  ballotSize: 4,
  rules: {
    ...{ optionCount: 3, maxPerOption: 2, minTotal: 0, maxTotal: 6 },
    ...{ budget: NO_BUDGET, credits: NO_CREDITS, distinct: false, costs: [0, 7, 1_099_511_627_775] },
  },
  schedule: {
    ...{ censusTime: 1_800_000_000, opensAt: 1_800_086_400, openGrace: 3600, closesAt: 1_800_200_000 },
    ...{ closeGrace: 0, sharesDueAt: 1_800_300_000, sealDelay: 60 },
  },
  outcome: {
    ...{ kind: "Greedy", tieBreak: "CheaperFirst", quorum: { numerator: 1, denominator: 4, moreThan: false } },
    ...{ closedBelowQuorum: false, electors: 0, electorsSource: ZeroHash, passingShare: NO_FRACTION },
    ...{ winners: 0, minimumVotes: 1, budget: 100, costs: [60, 50, 40] },
  },
};

export function constitutionFrom(given: Fields): Constitution {
  const spelt = given as unknown as Spelt;
  return { ...spelt, rollId: BigInt(spelt.rollId) };
}

const rules = (change: Partial<Spelt["rules"]>) => ({ rules: { ...constitution.rules, ...change } });
const schedule = (change: Partial<Spelt["schedule"]>) => ({ schedule: { ...constitution.schedule, ...change } });
const outcome = (change: Partial<OutcomeRule>) => ({ outcome: { ...constitution.outcome, ...change } });
const { opensAt, openGrace, closesAt, sharesDueAt } = constitution.schedule;
const noQuorum = { ...constitution.outcome, quorum: NO_FRACTION };
const referendum: Partial<OutcomeRule> = {
  ...{ kind: "Referendum", tieBreak: "ListedOrder", passingShare: MAJORITY, minimumVotes: 0, budget: 0, costs: [] },
};
const ranking: Partial<OutcomeRule> = { kind: "Ranking", tieBreak: "None", winners: 3, budget: 0, costs: [] };
const fraction = (numerator: number, denominator: number, moreThan = false): Fraction => {
  return { numerator, denominator, moreThan };
};

/** Constitutions on both sides of every limit: the first four are taken. */
export const variants: readonly Fields[] = (
  [
    {},
    outcome(referendum),
    { isTest: true, minimumCensus: 1, minimumBallots: 1, ...schedule({ censusTime: opensAt }) },
    { ...outcome(ranking), rollId: String(2n ** 255n - 1n), jointHash: `0x${"5c".repeat(32)}` },
    { ballotSize: 6 },
    { ballotSize: 8 },
    { masked: true },
    { rollId: String(companionOf(0n)) },
    rules({ optionCount: 0, costs: [] }),
    rules({ optionCount: 5, costs: [0, 0, 0, 0, 0] }),
    rules({ optionCount: 4 }),
    rules({ maxPerOption: 0 }),
    rules({ maxPerOption: 255 }),
    rules({ maxPerOption: 256 }),
    rules({ maxTotal: 0 }),
    rules({ maxTotal: 65_535 }),
    rules({ maxTotal: 65_536 }),
    rules({ minTotal: 6 }),
    rules({ minTotal: 7, maxTotal: 8 }),
    rules({ minTotal: 3, maxTotal: 2 }),
    rules({ credits: 2 ** 24 }),
    rules({ minTotal: 2, credits: 1 }),
    rules({ costs: [0, 0] }),
    rules({ costs: [0, 0, 2 ** 40] }),
    rules({ budget: 2 ** 48 }),
    { minimumCensus: 29 },
    { minimumCensus: 2 ** 23 - 1 },
    { minimumCensus: 2 ** 23 },
    { minimumBallots: 9 },
    { minimumBallots: 2 ** 23 },
    { isTest: true, minimumCensus: 0 },
    { isTest: true, minimumBallots: 0 },
    schedule({ censusTime: constitution.schedule.censusTime + 1 }),
    { isTest: true, ...schedule({ censusTime: opensAt + 1 }) },
    schedule({ openGrace: 0 }),
    schedule({ closesAt: opensAt + openGrace }),
    schedule({ sealDelay: 59 }),
    schedule({ closeGrace: sharesDueAt - closesAt - 60 }),
    schedule({ closeGrace: sharesDueAt - closesAt - 61 }),
    schedule({ sharesDueAt: 2 ** 48 }),
    outcome({ ...referendum, tieBreak: "CheaperFirst" }),
    outcome({ ...ranking, tieBreak: "CheaperFirst" }),
    { ...outcome(referendum), ...rules({ optionCount: 1, costs: [0] }) },
    outcome({ quorum: fraction(2, 8) }),
    outcome({ quorum: fraction(5, 4) }),
    outcome({ quorum: fraction(1, 1, true) }),
    outcome({ quorum: fraction(1, 0) }),
    outcome({ quorum: fraction(0, 1, true) }),
    outcome({ quorum: fraction(2 ** 32 - 2, 2 ** 32 - 1) }),
    outcome({ quorum: fraction(1, 2 ** 32) }),
    outcome({ closedBelowQuorum: true }),
    { outcome: { ...noQuorum, closedBelowQuorum: true } },
    { outcome: { ...constitution.outcome, closedBelowQuorum: true }, jointHash: `0x${"5c".repeat(32)}` },
    outcome({ electors: 2 ** 32 }),
    outcome({ electors: 5 }),
    outcome({ electorsSource: `0x${"5c".repeat(32)}` }),
    outcome({ passingShare: MAJORITY }),
    outcome({ ...referendum, passingShare: NO_FRACTION }),
    outcome({ ...ranking, winners: 4 }),
    outcome({ ...ranking, winners: 0 }),
    outcome({ winners: 1 }),
    outcome({ minimumVotes: 2 ** 24 }),
    outcome({ ...referendum, minimumVotes: 1 }),
    outcome({ budget: 2 ** 48 }),
    outcome({ ...ranking, budget: 1 }),
    outcome({ costs: [60, 50] }),
    outcome({ ...ranking, costs: [1, 1, 1] }),
  ] as readonly Partial<Spelt>[]
).map((change) => ({ ...constitution, ...change }) as unknown as Fields);

const first = {
  title: { ko: "가", en: "A" },
  question: { ko: "나", en: "B" },
  options: [{ title: { ko: "다", en: "C" } }],
};
const picture = {
  sha256: `0x${"ab".repeat(32)}`,
  bytes: 500_000,
  type: "image/webp",
  alt: { ko: "시소", en: "See-saw" },
};
const paper = { sha256: `0x${"cd".repeat(32)}`, bytes: 1, title: { ko: "계획" } };
const place = { name: { ko: "공원" }, at: { latitude: -37_566_500, longitude: 126_978_000 } };
const second = { ...first, format: "hanpyo-content-2", language: "ko" };
const titled = (title: Json) => canonicalJson({ ...second, title });
const text = canonicalJson(second);
const invalidUtf8 = (bytes: readonly number[]) =>
  getBytes(
    concat([
      toUtf8Bytes(text.slice(0, text.indexOf("가"))),
      new Uint8Array(bytes),
      toUtf8Bytes(text.slice(text.indexOf("가") + 1)),
    ]),
  );

/** Contents: the first ones are taken. */
export const contents: readonly (string | Uint8Array)[] = [
  canonicalJson(first),
  text,
  canonicalJson({ ...second, test: { reasons: [{ ko: "라", en: "D" }] } }),
  canonicalJson({
    ...second,
    arguments: [{ side: "for", text: { ko: "첫 줄\n둘째 줄\t끝" }, by: { ko: "마" } }],
    options: [
      { title: { ko: "다" }, description: { ko: "설명", "zh-Hant": "說明" } },
      { title: { ko: "라", vi: "Đ" } },
    ],
  }),
  canonicalJson({ ...second, options: [{ title: { ko: "다" }, category: { ko: "공원", en: "Parks" } }] }),
  canonicalJson({ ...second, options: [{ title: { ko: "다" }, category: { ko: "공원\n" } }] }),
  canonicalJson({ ...second, options: [{ title: { ko: "다" }, picture, paper, place }] }),
  canonicalJson({ ...second, options: [{ title: { ko: "다" }, picture: { ...picture, type: "image/svg+xml" } }] }),
  canonicalJson({ ...second, options: [{ title: { ko: "다" }, picture: { ...picture, bytes: 500_001 } }] }),
  canonicalJson({ ...second, options: [{ title: { ko: "다" }, picture: { ...picture, alt: { en: "See-saw" } } }] }),
  canonicalJson({ ...second, options: [{ title: { ko: "다" }, paper: { ...paper, sha256: `0x${"AB".repeat(32)}` } }] }),
  canonicalJson({ ...second, options: [{ title: { ko: "다" }, place: { ...place, at: { latitude: 37_566_500 } } }] }),
  canonicalJson({ ...second, options: [{ title: { ko: "다" }, place: { name: { ko: "공원" } } }] }),
  canonicalJson({ ...first, options: [{ title: { ko: "다", en: "C" }, category: { ko: "공원", en: "Parks" } }] }),
  titled({ ko: "놀이터 🛝", en: "Caf\u00e9" }),
  titled({ ko: "각", "de-CH-1901": "x" }),
  titled({ ko: 'Zeichen "\\/ \u00a0\u2019' }),
  titled({ ko: "\u1100\u1161\u11a8" }),
  titled({ ko: "Cafe\u0301" }),
  titled({ ko: "가\u202e나" }),
  titled({ ko: "가\ufeff나" }),
  titled({ ko: "가\n나" }),
  titled({ ko: "가\u0085나" }),
  titled({ ko: "가\u2028나" }),
  titled({ ko: "" }),
  titled({ en: "A" }),
  titled({ ko: "가", KO: "나" }),
  titled({ ko: "가", "en-us": "A" }),
  titled({ ko: "가", "x-private": "A" }),
  text.replace("가", "\\ud800"),
  text.replace("가", "\\uac00"),
  text.replace("가", "a\\/b"),
  text.replace('"A"', '"\\u0041"'),
  text.replace("{", "{ "),
  `${text}\n`,
  `\ufeff${text}`,
  text.replace('"en":"A","ko":"가"', '"ko":"가","en":"A"'),
  text.replace('"en":"A"', '"en":"A","en":"A"'),
  text.replace("hanpyo-content-2", "hanpyo-content-3"),
  text.replace('"language":"ko"', '"language":"ko","more":1'),
  canonicalJson({ ...second, options: [] }),
  canonicalJson({ ...second, language: "" }),
  canonicalJson({ ...first, title: { ko: "가" } }),
  "",
  "null",
  "[]",
  invalidUtf8([0xea, 0xb0]),
  invalidUtf8([0xc0, 0x80]),
  invalidUtf8([0xed, 0xa0, 0x80]),
  invalidUtf8([0xf4, 0x90, 0x80, 0x80]),
];

const turnout = { ballots: 100, activeMembers: 100 };
const greedy = { ...constitution.outcome, tieBreak: "ListedOrder", quorum: NO_FRACTION, costs: [60, 50, 40, 10] };
const votes = (rule: object, counts: readonly number[], change: Fields = {}): Fields => {
  return { rule: rule as Fields, counts, optionCount: Math.min(4, counts.length), ...turnout, ...change };
};
const yesNo = { ...greedy, ...referendum, quorum: fraction(1, 4) };
const ranked = { ...greedy, ...ranking, tieBreak: "ListedOrder", winners: 2 };

export const outcomes: readonly Fields[] = [
  ...(
    [
      [51, 49, 0],
      [50, 50, 0],
      [49, 51, 0],
      [0, 0, 9],
      [2, 1, 97],
      [0, 1, 0],
      [1, 0, 0],
    ] as const
  ).map((counts) => votes(yesNo, counts)),
  ...(
    [
      [2, 1, 0],
      [1, 2, 0],
      [1, 1, 0],
    ] as const
  ).flatMap((counts) =>
    [fraction(2, 3), fraction(2, 3, true), fraction(1, 2), fraction(1, 1)].map((passingShare) =>
      votes({ ...yesNo, passingShare }, counts),
    ),
  ),
  ...[24, 25, 26].flatMap((ballots) =>
    [fraction(1, 4), fraction(1, 4, true)].map((quorum) => votes({ ...yesNo, quorum }, [3, 0, 0], { ballots })),
  ),
  votes({ ...yesNo, electors: 400 }, [3, 0, 0]),
  votes({ ...yesNo, electors: 401 }, [3, 0, 0]),
  votes({ ...yesNo, electors: 99 }, [3, 0, 0], { ballots: 25 }),
  votes(yesNo, [0, 0, 0, 0], { ballots: 0 }),
  votes({ ...yesNo, quorum: NO_FRACTION }, [0, 0, 0, 0], { ballots: 0, activeMembers: 0 }),
  ...[1, 2, 3, 9].map((winners) => votes({ ...ranked, winners }, [3, 9, 5, 5])),
  ...[1, 2, 3].map((winners) => votes({ ...ranked, tieBreak: "None", winners }, [3, 9, 5, 5])),
  votes(ranked, [0, 0, 0, 0]),
  votes({ ...ranked, minimumVotes: 5 }, [3, 9, 5, 4]),
  votes({ ...ranked, quorum: fraction(1, 1) }, [3, 9, 5, 4], { ballots: 99 }),
  ...(["Greedy", "GreedyNoSkip"] as const).flatMap((kind) =>
    (["ListedOrder", "CheaperFirst", "None"] as const).flatMap((tieBreak) =>
      (
        [
          [9, 8, 7, 6],
          [5, 5, 5, 5],
          [9, 5, 5, 1],
          [0, 5, 5, 5],
        ] as const
      ).flatMap((counts) => [40, 100, 160].map((budget) => votes({ ...greedy, kind, tieBreak, budget }, counts))),
    ),
  ),
  votes({ ...greedy, budget: 0 }, [9, 8, 7, 6]),
  votes({ ...greedy, costs: [0, 0, 0, 200] }, [1, 2, 3, 4]),
  votes(greedy, [9, 8, 7, 6], { optionCount: 2 }),
  votes({ ...greedy, budget: 2 ** 48 - 1, costs: Array(32).fill(1) }, Array(32).fill(1), { optionCount: 32 }),
];

const rule = {
  schedule: constitution.schedule,
  minimumBallots: 10,
  outcome: constitution.outcome,
} as unknown as Fields;
const closed = { ...rule, outcome: { ...constitution.outcome, closedBelowQuorum: true } as unknown as Json };
const box = (given: Fields, ballots: number | null, time: number, change: Fields = {}): Fields => {
  return { rule: given, ballots, activeMembers: 100, isSealed: false, isDecided: false, time, ...change };
};
const end = closesAt + constitution.schedule.closeGrace;

export const phases: readonly Fields[] = [
  box(rule, null, opensAt),
  box(rule, null, opensAt + openGrace),
  box(rule, null, opensAt + openGrace + 1),
  box(rule, 0, end - 1),
  box(rule, 0, end),
  box(rule, 1, end),
  box(rule, 9, end),
  box(rule, 10, end),
  box(rule, 10, end, { isSealed: true }),
  box(rule, 10, end, { isSealed: true, isDecided: true }),
  box(closed, 0, end),
  box(closed, 9, end),
  box(closed, 24, end),
  box(closed, 25, end),
  box(closed, 24, end - 1),
];
