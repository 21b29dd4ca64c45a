import { AbiCoder, keccak256, sha256, toUtf8Bytes } from "ethers";
import { canonicalJson } from "../../../sdk/election/canonicalJson.ts";
import { CONSTITUTION_ABI, constitutionHash, constitutionToAbi } from "../../../sdk/election/constitutionAbi.ts";
import { type Course, conversionTerm } from "../../../sdk/proposals/conversionTerm.ts";
import { deriveConstitution } from "../../../sdk/proposals/derivedConstitution.ts";
import { type QuotaArithmetic, quotaOf, readQuota } from "../../../sdk/proposals/quota.ts";
import {
  deriveSchedule,
  mayPostpone,
  opensBefore,
  requireSoundTiming,
  type Span,
  type Timing,
  TimingInvalidError,
} from "../../../sdk/proposals/schedule.ts";
import {
  limitKey,
  seriesKey,
  TEMPLATE_ABI,
  type Template,
  templateHash,
  templateToAbi,
} from "../../../sdk/proposals/template.ts";
import { type SeriesEvent, walkSeries } from "../../../sdk/proposals/templateSeries.ts";
import { daily, weekly } from "../../../sdk/proposals/votingDays.ts";
import { big, fields, flag, list, text, whole } from "../jsonValues.ts";
import type { Fields, Json, Operation } from "../operation.ts";
import {
  BOARD,
  COUNCIL,
  DAY,
  templates as given,
  ORDINANCE,
  POLICY,
  ROLLS,
  spelt,
  THURSDAY,
  TIMING,
  templateIn,
  word,
} from "./proposalInputs.ts";

const HOUR = 3_600;

const timings: readonly Timing[] = [
  TIMING,
  { ...TIMING, blackouts: [] },
  { ...TIMING, ...daily(0), votingLength: HOUR, closeGrace: 0 },
  { ...TIMING, ...daily(9 * HOUR), openLead: 60, censusLead: 0 },
];
const edges = [THURSDAY, THURSDAY + 1, THURSDAY + 3 * DAY + 22 * HOUR, THURSDAY + 20 * DAY];
const [opening] = [THURSDAY + 30 * DAY];
/** Conversions whose box touches a blackout, ends a second before one, or opens as one ends. */
const touching = [
  { from: opening, until: opening + 1 },
  { from: opening + 1, until: opening + 2 },
  { from: opening - DAY, until: opening },
].map((span) => ({
  timing: { ...TIMING, ...daily(9 * HOUR), votingLength: DAY, closeGrace: 0, blackouts: [span], mostPostponed: 0 },
  postponement: null,
  start: opening - 22 * DAY,
}));
/** Sound of a test, of a real one, or of neither. */
const shortest: readonly Partial<Timing>[] = [
  ...[HOUR, HOUR - 1, 60, 59].map((openGrace) => ({ openGrace })),
  ...[12 * HOUR, 12 * HOUR - 1, 60, 59].map((votingLength) => ({ votingLength })),
  ...[DAY, DAY - 1, 60, 59].map((openLead) => ({ openLead, censusLead: 0 })),
];
const unsound: readonly Partial<Timing>[] = [
  { alignEvery: 366 * DAY, alignOffset: 0 },
  ...[
    { alignEvery: 0 },
    { alignEvery: 366 * DAY + 1 },
    { alignOffset: TIMING.alignEvery },
    { openLead: 366 * DAY + 1 },
  ],
  ...[{ censusLead: TIMING.openLead + 1 }, { votingLength: 366 * DAY + 1 }, { mostPostponed: 120 * DAY + 1 }],
  { blackouts: [{ from: THURSDAY, until: THURSDAY }] },
  { blackouts: [...TIMING.blackouts].reverse() },
  { blackouts: Array.from({ length: 32 }, (_, m) => ({ from: THURSDAY + m * DAY, until: THURSDAY + m * DAY + 1 })) },
];

const converted = {
  ...{ board: BOARD, consentsRequired: 4, contentHash: word(0xc0), time: THURSDAY, postponement: null },
};
const course: Course = { answeredAt: 0, acceptedAt: 0, reopenedAt: 0, pausedAt: 0 };
const [REACHED, ANSWER] = [THURSDAY, 30 * DAY];
const courses: readonly Partial<Course>[] = [
  {},
  ...[{ answeredAt: REACHED + DAY }, { answeredAt: REACHED + 20 * DAY }, { answeredAt: REACHED + ANSWER }],
  ...[{ answeredAt: REACHED + ANSWER - 1 }, { answeredAt: REACHED + DAY, acceptedAt: REACHED + 50 * DAY }],
  ...[{ reopenedAt: REACHED + 200 * DAY }, { pausedAt: REACHED + 35 * DAY }],
];

const published = (hash: number, serial: number, block: number, inForceFrom = 14 * DAY): Json => {
  const time = THURSDAY + block;
  return { at: { block, time }, published: word(hash), serial, inForceFrom: time + inForceFrom };
};
const tookOver = (hash: number, predecessor: number, block: number): Json => {
  return { at: { block, time: THURSDAY + block }, tookOver: word(hash), predecessor: word(predecessor) };
};
const posted = (block: number): Json => ({ block, time: THURSDAY + block });
const LATE = 14 * DAY + 100;
const series: readonly (readonly Json[])[] = [
  [],
  [published(1, 1, 5)],
  [published(1, 1, 5), published(2, 2, 9)],
  [published(1, 1, 5), published(2, 2, 9), tookOver(2, 1, LATE)],
  [published(1, 1, 5), published(2, 2, 9), published(3, 3, 9), tookOver(3, 1, LATE)],
  [published(1, 1, 5), published(2, 2, 9), tookOver(2, 1, 2 * LATE)],
  [published(1, 1, 5), published(2, 2, 9), tookOver(2, 1, 2 * LATE + 1)],
  [published(1, 1, 5), published(2, 2, 9), tookOver(2, 1, 14 * DAY + 8)],
  [published(1, 1, 5), published(2, 2, 9), tookOver(2, 1, LATE), tookOver(1, 2, LATE + 1)],
  [published(1, 1, 5), published(2, 2, 9), tookOver(2, 2, LATE)],
  [published(1, 1, 5), tookOver(2, 1, LATE)],
  [published(1, 1, 5), published(2, 3, 9)],
  [published(1, 1, 5), published(1, 2, 9)],
  [published(2, 2, 9)],
  [published(1, 1, 5, 0)],
  [published(1, 1, 5, 14 * DAY + 1)],
];

const arithmetic = {
  ...{ format: "hanpyo-quota-1", residents: 305_154, certifiedOn: "2026-01-10", source: "동대문구 공고 제2026-12호" },
  fraction: { numerator: 1, denominator: 70, moreThan: false },
};
const seventieth = (residents: number, moreThan: boolean): Json => {
  return { ...arithmetic, residents, fraction: { ...arithmetic.fraction, moreThan } };
};

function spanOf(value: Json | undefined): Span | undefined {
  return value === null ? undefined : (fields(value) as unknown as Span);
}

/** Refused where a template may not have the timing, or not be postponed by the span. */
function scheduleOf({ timing, isTest, postponement, start }: Fields) {
  const [read, span] = [fields(timing) as unknown as Timing, spanOf(postponement)];
  requireSoundTiming(read, flag(isTest));
  if (span !== undefined && !mayPostpone(read, span)) throw new TimingInvalidError("postponement");
  return { schedule: deriveSchedule(read, span, whole(start)), before: opensBefore(read, whole(start)) };
}

export const templates: Readonly<Record<string, Operation>> = {
  templateHash: {
    says: "A template's hash on a chain and contract (P20.1), with what is hashed, its series' key (P20.3) and its limit's (P20.4).",
    inputs: given.map((template) => ({ chainId: "31337", templates: ROLLS, template })),
    compute: ({ chainId, templates: at, template }) => {
      const read: Template = templateIn(template);
      const encoded = AbiCoder.defaultAbiCoder().encode(
        ["bytes32", "uint256", "address", TEMPLATE_ABI],
        [keccak256(toUtf8Bytes("hanpyo.template.v1")), big(chainId), text(at), templateToAbi(read)],
      );
      const hash = templateHash({ chainId: big(chainId), templates: text(at) }, read);
      return { encoded, hash, seriesKey: seriesKey(read), limitKey: limitKey(read) };
    },
  },
  keysOf: {
    says: "Keys of series (P20.3) and limit (P20.4) by what decides them: organizer, mark, names, roll, kind.",
    inputs: [
      ...[POLICY, { ...POLICY, isTest: true }, { ...POLICY, organizer: COUNCIL }, { ...POLICY, series: word(1) }],
      ...[{ ...POLICY, limitName: word(1) }, { ...POLICY, rollId: 8n }, { ...POLICY, rolls: BOARD }, ORDINANCE],
    ].map((template) => {
      const { organizer, isTest, series: name, limitName, rolls, rollId, kind } = template;
      return { organizer, isTest, series: name, limitName, rolls, rollId: String(rollId), kind };
    }),
    compute: (input) => {
      const { rollId, isTest, ...rest } = input;
      const named = { ...rest, isTest: flag(isTest), rollId: big(rollId) } as unknown as Template;
      return { seriesKey: seriesKey(named), limitKey: limitKey(named) };
    },
  },
  series: {
    says: "What one could post under in the block of a posting by its series' events (P20.3), each once, and the place of the first event that no contract gives.",
    inputs: [
      ...series.map((events) => ({ series: events, isTest: false, posted: posted(2 * LATE) })),
      ...[DAY - 1, DAY].map((after) => ({
        series: [published(1, 1, 5), published(2, 2, 9), tookOver(2, 1, LATE)],
        ...{ isTest: false, posted: posted(LATE + after) },
      })),
      { series: [published(1, 1, 5, 0), published(2, 2, 5, 0), tookOver(2, 1, 5)], isTest: true, posted: posted(5) },
      { series: [published(1, 1, 5)], isTest: true, posted: posted(5) },
    ],
    compute: ({ series: events, isTest, posted: given }) => {
      const at = fields(given) as unknown as SeriesEvent["at"];
      const { inForce, wrong } = walkSeries(list(events) as unknown as SeriesEvent[], flag(isTest), at);
      return { inForce: [...new Set(inForce)].toSorted(), wrong: wrong ?? null };
    },
  },
  quota: {
    says: "The quota of an arithmetic's text (P20.5), and the text's SHA-256, which a template names; else refused.",
    inputs: [
      ...[seventieth(305_154, false), seventieth(305_200, false), seventieth(305_200, true), seventieth(1, false)],
      ...[seventieth(0, false), { ...arithmetic, fraction: { numerator: 2, denominator: 140, moreThan: false } }],
      ...[
        { ...arithmetic, fraction: { numerator: 0, denominator: 1, moreThan: false } },
        { ...arithmetic, more: 1 },
      ],
      ...[{ ...arithmetic, fraction: { numerator: 0, denominator: 1, moreThan: true } }],
      ...[
        { ...arithmetic, certifiedOn: "2026-13-10" },
        { ...arithmetic, source: "\u202e" },
      ],
    ]
      .map((value) => ({ text: canonicalJson(value) }))
      .concat([{ text: JSON.stringify(arithmetic) }, { text: "{}" }]),
    compute: ({ text: said }) => {
      const read: QuotaArithmetic = readQuota(text(said));
      return { quota: quotaOf(read), digest: sha256(toUtf8Bytes(text(said))) };
    },
  },
  votingDays: {
    says: "`alignEvery` and `alignOffset` of voting days by Korean time (UTC+9): every day (`weekday` null), or one of the week, 0 for Sunday; `timeOfDay` in seconds after midnight.",
    inputs: [0, 7 * HOUR, 9 * HOUR, DAY - 1].flatMap((timeOfDay) =>
      [null, 0, 3, 4, 6].map((weekday) => ({ weekday, timeOfDay })),
    ),
    compute: ({ weekday, timeOfDay }) => ({
      ...(weekday === null ? daily(whole(timeOfDay)) : weekly(whole(weekday), whole(timeOfDay))),
    }),
  },
  schedule: {
    says: "The schedule of a conversion at `start` (P23.1), and the time before which each of that start opens; refused for a timing that is not sound, or a postponement that it does not allow.",
    inputs: [
      ...timings.flatMap((timing) => edges.map((start) => ({ timing, postponement: null, start }))),
      ...touching,
      ...[
        { from: THURSDAY + 45 * DAY, until: THURSDAY + 75 * DAY },
        { from: THURSDAY + 20 * DAY, until: THURSDAY + 21 * DAY },
        { from: THURSDAY + 45 * DAY, until: THURSDAY + 75 * DAY + 1 },
        { from: THURSDAY, until: THURSDAY },
      ].map((postponement) => ({ timing: TIMING, postponement, start: THURSDAY })),
      ...unsound.map((change) => ({ timing: { ...TIMING, ...change }, postponement: null, start: THURSDAY })),
      ...[true, false].flatMap((isTest) =>
        shortest.map((change) => ({ timing: { ...TIMING, ...change }, isTest, postponement: null, start: THURSDAY })),
      ),
    ].map((one) => ({ isTest: true, ...one })) as unknown as readonly Fields[],
    compute: scheduleOf,
  },
  derivedConstitution: {
    says: "The constitution of a conversion (P23.4), its encoding's hash (P3.2); `postponement` null for none.",
    inputs: [
      { template: spelt(ORDINANCE), conversion: converted },
      { template: spelt({ ...ORDINANCE, isTest: true }), conversion: { ...converted, time: THURSDAY + 9 * DAY } },
      {
        template: spelt(ORDINANCE),
        conversion: { ...converted, postponement: { from: THURSDAY + 45 * DAY, until: THURSDAY + 75 * DAY } },
      },
      { template: spelt(ORDINANCE), conversion: { ...converted, board: COUNCIL, consentsRequired: 3 } },
    ],
    compute: ({ template, conversion }) => {
      const { postponement, time, board, consentsRequired, contentHash } = fields(conversion);
      const derived = deriveConstitution(templateIn(template), {
        postponement: spanOf(postponement),
        ...{ time: whole(time), contentHash: text(contentHash) },
        chosen: { board: text(board), consentsRequired: whole(consentsRequired) },
      });
      const encoded = AbiCoder.defaultAbiCoder().encode([CONSTITUTION_ABI], [constitutionToAbi(derived)]);
      const constitution = { ...derived, rollId: String(derived.rollId) } as unknown as Fields;
      return { constitution, encodedHash: keccak256(encoded), hash: constitutionHash(derived) };
    },
  },
  conversionTerm: {
    says: "From when and before when anybody converts a proposal that reached its quota (P22.2, P22.4), at a time; null where nobody does.",
    inputs: (["Never", "WhenAnswered", "WhenFeasible"] as const).flatMap((conversion) =>
      courses.map((change) => ({
        terms: { conversion, answerTerm: ANSWER, convertTerm: 60 * DAY },
        ...{ reachedAt: REACHED, course: { ...course, ...change }, time: REACHED + 40 * DAY },
      })),
    ),
    compute: ({ terms, reachedAt, course: given, time }) => {
      const read = fields(terms) as unknown as Pick<Template, "conversion" | "answerTerm" | "convertTerm">;
      const term = conversionTerm(read, whole(reachedAt), fields(given) as unknown as Course, whole(time));
      return { term: term === undefined ? null : { ...term } };
    },
  },
};
