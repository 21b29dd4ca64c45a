import { templateShape } from "../../src/record/proposal/templateShape.ts";
import { addressText } from "../../src/record/shape.ts";
import {
  changeMessage,
  postMessage,
  postScope,
  proposalIdOf,
  signalsOf,
  subjectOf,
  supportScope,
} from "../../src/rules/proposal/actions.ts";
import { leafHash, textDigest } from "../../src/rules/proposal/proposalText.ts";
import { limitKeyOf, templateHashOf } from "../../src/rules/proposal/templateHash.ts";
import { cutAt, DAY, WEEK } from "../../src/rules/proposal/weeklyCut.ts";
import type { Draft } from "../altered/alterations.ts";
import { SEMAPHORE } from "./election.ts";
import { forgeProof } from "./trapdoor.ts";

const FORUM = { chainId: 31337n, proposals: 0x9001n };
const TEMPLATES = 0x7e01n;
const [ORGANIZER, REVIEWER, COUNCIL] = [0xa1n, 0xa2n, 0xa3n].map(addressText);
const CENSUS_ROOT = 4242n;
const NEWCOMERS_ROOT = 7777n;
const POSTER = 99n;

const hex = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;
const bytes = (byte: string): string => `0x${byte.repeat(32)}`;
const strings = (values: readonly bigint[]): readonly string[] => values.map(String);

/** Two days behind a Thursday, at noon. */
const POSTED = 3000 * WEEK + 2 * DAY + 43_200;
const CUT = cutAt(POSTED);
const at = (block: number) => ({ block, time: POSTED + 100 * (block - 1000) });
const later = (block: number, seconds: number) => ({ block, time: POSTED + seconds });

const ballot = {
  question: "0x7b7d",
  board: addressText(0xb0n),
  ...{ consentsRequired: 3, minimumCensus: 30, minimumBallots: 10, revoting: true, ballotSize: 4 },
  rules: {
    ...{ optionCount: 3, maxPerOption: 1, minTotal: 1, maxTotal: 1, budget: 10, credits: 9, distinct: false },
    costs: [0, 0, 0],
  },
  outcome: {
    ...{ kind: "Referendum", tieBreak: "ListedOrder", closedBelowQuorum: false, electors: 0 },
    electorsSource: bytes("00"),
    quorum: { numerator: 0, denominator: 1, moreThan: false },
    passingShare: { numerator: 1, denominator: 2, moreThan: true },
    ...{ winners: 0, minimumVotes: 0, budget: 0, costs: [] },
  },
  exampleBallot: [1, 0, 0],
};

const template = (serial: number) => ({
  ...{ organizer: ORGANIZER, reviewer: REVIEWER, council: COUNCIL, series: bytes("5e"), isTest: false },
  ...{ rolls: addressText(0x40n), rollId: "7", quota: 3, leastMembers: 100, window: 60 * DAY, limitName: bytes("11") },
  ...{ periodLength: 30 * DAY, postsPerPeriod: 2, answerTerm: 30 * DAY, legalBasis: bytes("1e") },
  ...{ quotaArithmetic: bytes(`0${serial}`), kind: "Ordinance", conversion: "WhenAnswered", convertTerm: 60 * DAY },
  ballot,
  timing: {
    ...{ openLead: 21 * DAY, alignEvery: WEEK, alignOffset: 165_600, censusLead: 7 * DAY, openGrace: 3600 },
    ...{ votingLength: 4 * DAY, closeGrace: 600, sharesTerm: 3 * DAY, sealDelay: 600, mostPostponed: 30 * DAY },
    blackouts: [{ from: POSTED + 200 * DAY, until: POSTED + 210 * DAY }],
  },
  cell: { supportsClose: 0, assessBy: 0, insertBy: 0, openBy: 0, leastCost: 0, mostOptions: 0 },
});

/** What the project costs, in a cell that takes 100 to 1,000. */
const COST = 400;

/** The same as a cell of a budget round, whose supports close when the proposal's would. */
const cellOf = (serial: number) => ({
  ...template(serial),
  ...{
    quota: 0,
    window: 0,
    answerTerm: 0,
    convertTerm: 0,
    quotaArithmetic: bytes("00"),
    legalBasis: bytes(`0${serial}`),
  },
  ...{ kind: "BudgetCell", conversion: "WhenFeasible" },
  ballot: { ...ballot, outcome: { ...ballot.outcome, kind: "Greedy", budget: 1_000 } },
  cell: {
    ...{ supportsClose: POSTED + 60 * DAY, assessBy: POSTED + 80 * DAY, insertBy: POSTED + 100 * DAY },
    ...{ openBy: POSTED + 120 * DAY, leastCost: 100, mostOptions: 4 },
  },
});

const LEAVES = [
  {
    salt: bytes("a0"),
    text: '{"category":"교통","district":"동대문구","kind":"ordinance","language":"ko"}',
  },
  { salt: bytes("a1"), text: "통학로에 보행자 우선 도로를 지정하는 조례" },
  { salt: bytes("a2"), text: "아이들이 차도로 걷습니다.\n차는 더 빨라졌습니다." },
  { salt: bytes("a3"), text: "시속 20 km로 합니다." },
] as const;

const prove = (root: bigint, nullifier: bigint, message: bigint, scope: bigint): readonly string[] =>
  strings(forgeProof(SEMAPHORE, signalsOf(root, nullifier, message, scope)));

/** The changes that stand in the record: who, of which version, in which block, by the newcomers' group or not. */
const CHANGES = [
  [1n, 0, 1001, false],
  [2n, 0, 1001, false],
  [2n, 1, 1002, false],
  [3n, 0, 1040, true],
  [2n, 2, 1041, false],
] as const;

const noticesOf = (leaf: string, other: string) => {
  const words = "다른 사람의 전화번호가 적혀 있습니다.";
  const [first, second] = [later(1050, 10 * DAY), later(1051, 11 * DAY)];
  const until = first.time + DAY;
  return [
    { kind: "hidden", at: first, leaf, by: COUNCIL, from: first.time, until, reason: 0, words },
    { kind: "hidden", at: first, leaf, by: REVIEWER, from: until, until: until + DAY, reason: 2, words },
    { kind: "named", at: second, leaf, by: ORGANIZER, reason: 0, words },
    { kind: "withdrawn", at: second, leaf, by: ORGANIZER },
    { kind: "named", at: second, leaf: other, by: REVIEWER, reason: 4, words },
    { kind: "named", at: second, leaf, by: COUNCIL, reason: 1, words },
    { kind: "named", at: later(1052, 12 * DAY), leaf, by: REVIEWER, reason: 0, words },
    { kind: "joint", at: later(1052, 12 * DAY), leaf, bindsFrom: POSTED + 19 * DAY },
    { kind: "restored", at: later(1053, 13 * DAY), leaf, by: COUNCIL, restoredFrom: POSTED + 14 * DAY, words },
    { kind: "stage", at: later(1054, 14 * DAY), by: COUNCIL, stage: 2, day: POSTED, evidence: bytes("00"), words },
    {
      ...{ kind: "milestone", at: later(1055, 15 * DAY), by: ORGANIZER, number: 1, progress: 2 },
      ...{ day: POSTED, evidence: bytes("ee"), words },
    },
  ];
};

let made: string | undefined;
let madeProject: string | undefined;

/**
 * The record of a proposal whose template is the second of its series, with a withdrawal, a newcomer, a quota that is
 * reached, and a notice of each kind. Proofs hold with `SYNTHETIC_KEYS`.
 */
export const syntheticProposal = (): Draft => {
  made ??= JSON.stringify(recordOf(template));
  return JSON.parse(made);
};

/** The same of a project of a budget cell, which has no quota. */
export const syntheticProject = (): Draft => {
  madeProject ??= JSON.stringify(recordOf(cellOf));
  return JSON.parse(madeProject);
};

const recordOf = (templateOf: typeof template | typeof cellOf): unknown => {
  const own = templateOf(2);
  const read = templateShape(own);
  const isProject = read.kind === "BudgetCell";
  const hash = templateHashOf(FORUM.chainId, TEMPLATES, read)!;
  const before = templateHashOf(FORUM.chainId, TEMPLATES, templateShape(templateOf(1)))!;
  const digest = textDigest(LEAVES);
  const subject = isProject ? subjectOf(hash, digest, hash, BigInt(COST)) : subjectOf(hash, digest);
  const period = Math.floor(POSTED / own.periodLength);
  const scope = postScope(FORUM, limitKeyOf(read), own.periodLength, period, 1);
  const id = proposalIdOf(FORUM, subject, CENSUS_ROOT, POSTER);
  const newcomersCut = CUT + WEEK;
  const block = later(1060, 16 * DAY);
  const shown = later(1040, 8 * DAY);
  const when = (number: number) => (number >= 1040 ? { ...shown, block: number } : at(number));

  return {
    format: "hanpyo-proposal-1",
    chainId: `${FORUM.chainId}`,
    ...{ templates: addressText(TEMPLATES), proposals: addressText(FORUM.proposals), notices: addressText(0x9002n) },
    block: { number: block.block, hash: bytes("bb"), time: block.time },
    id: `${id}`,
    template: own,
    series: [
      { at: later(10, -60 * DAY), published: hex(before), serial: 1, inForceFrom: POSTED - 46 * DAY },
      { at: later(20, -30 * DAY), published: hex(hash), serial: 2, inForceFrom: POSTED - 16 * DAY },
      { at: later(30, -10 * DAY), tookOver: hex(hash), predecessor: hex(before) },
    ],
    posting: {
      ...(isProject ? { cost: COST } : {}),
      ...{ at: at(1000), digest: hex(digest), censusRoot: `${CENSUS_ROOT}`, activeMembers: 4000, cut: CUT, period },
      ...{ slot: 1, nullifier: `${POSTER}`, proof: prove(CENSUS_ROOT, POSTER, postMessage(subject, digest), scope) },
    },
    newcomers: [{ at: shown, cut: newcomersCut, root: `${NEWCOMERS_ROOT}`, activeMembers: 120 }],
    changes: CHANGES.map(([nullifier, version, number, isNew]) => ({
      ...{ at: when(number), nullifier: `${nullifier}`, version, newcomersCut: isNew ? newcomersCut : 0 },
      proof: prove(
        isNew ? NEWCOMERS_ROOT : CENSUS_ROOT,
        nullifier,
        changeMessage(id, version),
        supportScope(FORUM, id),
      ),
    })),
    supporters: 3,
    reached: isProject ? null : when(1041),
    noticesGiven: noticesOf(hex(leafHash(LEAVES[2], 2)), hex(leafHash(LEAVES[3], 3))),
    text: {
      format: "hanpyo-proposal-text-1",
      leaves: LEAVES.map((leaf, i) => (i === 2 ? { hash: hex(leafHash(leaf, i)) } : leaf)),
    },
  };
};
