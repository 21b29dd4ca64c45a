import type { Abi, Struct } from "../../hash/abi.ts";
import { tagged } from "../../hash/tagged.ts";
import type { Template } from "../../record/proposal/templateShape.ts";
import { outcomeFits, rulesFit } from "../abiWidths.ts";
import { outcomeAbi, rulesAbi } from "../constitutionHash.ts";

const KINDS = ["Policy", "Ordinance", "BudgetCell"] as const;
const CONVERSIONS = ["Never", "WhenAnswered", "WhenFeasible"] as const;

const flag = (value: boolean): bigint => (value ? 1n : 0n);

const ballotAbi = ({ ballot: b }: Template): Struct => ({
  struct: [
    b.question,
    b.board,
    ...[b.consentsRequired, b.minimumCensus, b.minimumBallots].map(BigInt),
    flag(b.revoting),
    BigInt(b.ballotSize),
    rulesAbi(b.rules),
    outcomeAbi(b.outcome),
    b.exampleBallot.map(BigInt),
  ],
});

const timingAbi = ({ timing: t }: Template): Struct => ({
  struct: [
    ...[t.openLead, t.alignEvery, t.alignOffset, t.censusLead, t.openGrace, t.votingLength, t.closeGrace].map(BigInt),
    ...[t.sharesTerm, t.sealDelay, t.mostPostponed].map(BigInt),
    { structs: t.blackouts.map(({ from, until }) => ({ struct: [BigInt(from), BigInt(until)] })) },
  ],
});

const cellAbi = ({ cell: c }: Template): Struct => ({
  struct: [c.supportsClose, c.assessBy, c.insertBy, c.openBy, c.leastCost, c.mostOptions].map(BigInt),
});

/** A template as the ABI encodes the struct (P20.1). */
export const templateAbi = (template: Template): Abi => ({
  struct: [
    ...[template.organizer, template.reviewer, template.council, template.series],
    flag(template.isTest),
    ...[template.rolls, template.rollId],
    ...[template.quota, template.leastMembers, template.window].map(BigInt),
    template.limitName,
    ...[template.periodLength, template.postsPerPeriod, template.answerTerm].map(BigInt),
    ...[template.legalBasis, template.quotaArithmetic],
    BigInt(KINDS.indexOf(template.kind)),
    BigInt(CONVERSIONS.indexOf(template.conversion)),
    BigInt(template.convertTerm),
    ballotAbi(template),
    timingAbi(template),
    cellAbi(template),
  ],
});

const fits = (values: readonly number[], bits: number): boolean => values.every((value) => value < 2 ** bits);

/** Whether every number of a template fits its ABI type: one that does not has no hash. */
export const templateFits = ({ ballot: b, timing: t, cell: c, ...template }: Template): boolean => {
  const { blackouts, ...spans } = t;
  const { quota, leastMembers, window, periodLength, answerTerm, convertTerm } = template;
  return (
    fits([quota, leastMembers, window, periodLength, answerTerm, convertTerm], 32) &&
    fits([template.postsPerPeriod, b.consentsRequired, b.ballotSize, c.mostOptions, ...b.exampleBallot], 8) &&
    fits([b.minimumCensus, b.minimumBallots, ...Object.values(spans)], 32) &&
    fits([...blackouts.flatMap(({ from, until }) => [from, until])], 48) &&
    fits([c.supportsClose, c.assessBy, c.insertBy, c.openBy], 48) &&
    fits([c.leastCost], 40) &&
    rulesFit(b.rules) &&
    outcomeFits(b.outcome)
  );
};

/** `templateHash` (P20.1); `undefined` where the template has none. */
export const templateHashOf = (chainId: bigint, templates: bigint, template: Template): bigint | undefined =>
  templateFits(template) ? tagged("hanpyo.template.v1", chainId, templates, templateAbi(template)) : undefined;

/** `limitKey` (P20.4). */
export const limitKeyOf = ({ organizer, isTest, limitName }: Template): bigint =>
  tagged("hanpyo.limit.v1", organizer, flag(isTest), limitName);

/** `seriesKey` (P20.3). */
export const seriesKeyOf = ({ organizer, isTest, series, rolls, rollId, kind }: Template): bigint =>
  tagged("hanpyo.series.v1", organizer, flag(isTest), series, rolls, rollId, BigInt(KINDS.indexOf(kind)));
