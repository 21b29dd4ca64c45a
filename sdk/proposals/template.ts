import { type AbiValue, hashTranscript } from "../crypto/transcript.ts";

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
};

/** Where templates are kept. */
export type TemplatesPlace = { readonly chainId: bigint; readonly templates: string };

const FIELDS: readonly (readonly [keyof Template, string])[] = [
  ["organizer", "address"],
  ["reviewer", "address"],
  ["council", "address"],
  ["series", "bytes32"],
  ["isTest", "bool"],
  ["rolls", "address"],
  ["rollId", "uint256"],
  ["quota", "uint32"],
  ["leastMembers", "uint32"],
  ["window", "uint32"],
  ["limitName", "bytes32"],
  ["periodLength", "uint32"],
  ["postsPerPeriod", "uint8"],
  ["answerTerm", "uint32"],
  ["legalBasis", "bytes32"],
  ["quotaArithmetic", "bytes32"],
];

/** The ABI type of a template, field by field as in contracts/types/ITemplates.sol. */
export const TEMPLATE_ABI = `tuple(${FIELDS.map(([name, type]) => `${type} ${name}`).join(", ")})`;

/** Hash of a template on a chain and contract (P20.1). */
export function templateHash({ chainId, templates }: TemplatesPlace, template: Template): string {
  const fields: readonly AbiValue[] = FIELDS.map(([name]) => template[name]);
  return hashTranscript({
    tag: "hanpyo.template.v1",
    types: ["uint256", "address", TEMPLATE_ABI],
    values: [chainId, templates, fields],
  });
}

/** Key of the series that a template belongs to: no other organizer's, and no test's beside a real one. */
export function seriesKey({ organizer, isTest, series }: Pick<Template, "organizer" | "isTest" | "series">): string {
  return ownKey("hanpyo.series.v1", organizer, isTest, series);
}

/** Key of the limit whose slots a template shares (P20.2). */
export function limitKey({
  organizer,
  isTest,
  limitName,
}: Pick<Template, "organizer" | "isTest" | "limitName">): string {
  return ownKey("hanpyo.limit.v1", organizer, isTest, limitName);
}

function ownKey(tag: "hanpyo.series.v1" | "hanpyo.limit.v1", organizer: string, isTest: boolean, name: string): string {
  return hashTranscript({ tag, types: ["address", "bool", "bytes32"], values: [organizer, isTest, name] });
}
