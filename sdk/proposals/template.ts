import { hashTranscript } from "../crypto/transcript.ts";
import {
  type BallotTerms,
  type CellTerms,
  CONVERSION_MODES,
  type ConversionMode,
  TEMPLATE_KINDS,
  type TemplateKind,
} from "./ballotTerms.ts";
import {
  type AbiBallotTerms,
  type AbiTiming,
  BALLOT_ABI,
  ballotTermsFromAbi,
  ballotTermsToAbi,
  CELL_ABI,
  cellTermsFromAbi,
  type Decoded,
  type DecodedBallotTerms,
  type DecodedTiming,
  TIMING_ABI,
  timingFromAbi,
  timingToAbi,
} from "./ballotTermsAbi.ts";
import type { Timing } from "./schedule.ts";

/** What is promised to proposals that are posted under it (P20.2); spans in seconds, digests and names 32 bytes as hex. */
export type Template = {
  readonly organizer: string;
  /** Whose account is of its own. */
  readonly reviewer: string;
  /** The zero address for none. */
  readonly council: string;
  /** Name of the series, of the organizer's own. */
  readonly series: string;
  readonly isTest: boolean;
  readonly rolls: string;
  readonly rollId: bigint;
  /** Supports that oblige the organizer to answer. */
  readonly quota: number;
  /** Fewest active members of a census under which somebody may post. */
  readonly leastMembers: number;
  /** From a posting to its close. */
  readonly window: number;
  /** Name of the limit, of the organizer's own. */
  readonly limitName: string;
  readonly periodLength: number;
  readonly postsPerPeriod: number;
  /** From the quota to the end of the time for an answer. */
  readonly answerTerm: number;
  readonly legalBasis: string;
  readonly quotaArithmetic: string;
  readonly kind: TemplateKind;
  /** `Never` exactly for a policy. */
  readonly conversion: ConversionMode;
  /** From the end of the answer's time to the last conversion; 0 of a policy. */
  readonly convertTerm: number;
  readonly ballot: BallotTerms;
  readonly timing: Timing;
  readonly cell: CellTerms;
};

/** Where templates are kept. */
export type TemplatesPlace = { readonly chainId: bigint; readonly templates: string };

/** The ABI type of a template, field by field as in contracts/types/ITemplates.sol. */
export const TEMPLATE_ABI = `tuple(address organizer, address reviewer, address council, bytes32 series, bool isTest, address rolls, uint256 rollId, uint32 quota, uint32 leastMembers, uint32 window, bytes32 limitName, uint32 periodLength, uint8 postsPerPeriod, uint32 answerTerm, bytes32 legalBasis, bytes32 quotaArithmetic, uint8 kind, uint8 conversion, uint32 convertTerm, ${BALLOT_ABI} ballot, ${TIMING_ABI} timing, ${CELL_ABI} cell)`;

/** The value that ethers takes for a template: enums as numbers, arrays mutable. */
export type AbiTemplate = Omit<Template, "kind" | "conversion" | "ballot" | "timing"> & {
  readonly kind: number;
  readonly conversion: number;
  readonly ballot: AbiBallotTerms;
  readonly timing: AbiTiming;
};

/** A template as ethers decodes it of an event or a call: every number a bigint. */
export type DecodedTemplate = Omit<Decoded<Template>, "kind" | "conversion" | "ballot" | "timing" | "cell"> & {
  readonly kind: bigint;
  readonly conversion: bigint;
  readonly ballot: DecodedBallotTerms;
  readonly timing: DecodedTiming;
  readonly cell: Decoded<CellTerms>;
};

/** What decides to which series a template belongs. */
export type SeriesFields = Pick<Template, "organizer" | "isTest" | "series" | "rolls" | "rollId" | "kind">;

/** Hash of a template on a chain and contract (P20.1). */
export function templateHash({ chainId, templates }: TemplatesPlace, template: Template): string {
  return hashTranscript({
    tag: "hanpyo.template.v1",
    types: ["uint256", "address", TEMPLATE_ABI],
    values: [chainId, templates, templateToAbi(template)],
  });
}

/**
 * Key of the series that a template belongs to: of one organizer, over one roll, of one kind, and no test's beside a
 * real one.
 */
export function seriesKey(template: SeriesFields): string {
  const { organizer, isTest, series, rolls, rollId } = template;
  return hashTranscript({
    tag: "hanpyo.series.v1",
    types: ["address", "bool", "bytes32", "address", "uint256", "uint8"],
    values: [organizer, isTest, series, rolls, rollId, TEMPLATE_KINDS.indexOf(template.kind)],
  });
}

/** Key of the limit whose slots a template shares (P20.2). */
export function limitKey({
  organizer,
  isTest,
  limitName,
}: Pick<Template, "organizer" | "isTest" | "limitName">): string {
  const types = ["address", "bool", "bytes32"];
  return hashTranscript({ tag: "hanpyo.limit.v1", types, values: [organizer, isTest, limitName] });
}

/** For a contract call or `AbiCoder.encode`. */
export function templateToAbi(template: Template): AbiTemplate {
  return {
    ...template,
    kind: TEMPLATE_KINDS.indexOf(template.kind),
    conversion: CONVERSION_MODES.indexOf(template.conversion),
    ballot: ballotTermsToAbi(template.ballot),
    timing: timingToAbi(template.timing),
  };
}

/** From what ethers decodes of an event, a call or `AbiCoder.decode`. */
export function templateFromAbi(decoded: DecodedTemplate): Template {
  return {
    ...{ organizer: decoded.organizer, reviewer: decoded.reviewer, council: decoded.council },
    ...{ series: decoded.series, isTest: decoded.isTest, rolls: decoded.rolls, rollId: decoded.rollId },
    quota: Number(decoded.quota),
    leastMembers: Number(decoded.leastMembers),
    window: Number(decoded.window),
    limitName: decoded.limitName,
    periodLength: Number(decoded.periodLength),
    postsPerPeriod: Number(decoded.postsPerPeriod),
    answerTerm: Number(decoded.answerTerm),
    ...{ legalBasis: decoded.legalBasis, quotaArithmetic: decoded.quotaArithmetic },
    kind: TEMPLATE_KINDS[Number(decoded.kind)] ?? "Policy",
    conversion: CONVERSION_MODES[Number(decoded.conversion)] ?? "Never",
    convertTerm: Number(decoded.convertTerm),
    ballot: ballotTermsFromAbi(decoded.ballot),
    timing: timingFromAbi(decoded.timing),
    cell: cellTermsFromAbi(decoded.cell),
  };
}
