import { keccakText, wordsOf } from "../hash/keccak.ts";
import type { Log } from "./logs.ts";
import { NodeUnreachable } from "./rpc.ts";

const BALLOT_RULES = "(uint8,uint8,uint16,uint16,uint48,uint24,bool,uint40[])";
const SCHEDULE = "(uint48,uint48,uint48,uint48,uint48,uint48,uint48)";
const FRACTION = "(uint32,uint32,bool)";
const OUTCOME = `(uint8,uint8,${FRACTION},bool,uint32,bytes32,${FRACTION},uint8,uint24,uint48,uint40[])`;
const CONSTITUTION =
  "(bytes32,bytes32,address,uint256,uint32,address,uint8,uint32,bool,bool,bool,uint8," +
  `${BALLOT_RULES},${SCHEDULE},${OUTCOME})`;
const POINT = "(uint256,uint256)";
const BALLOT_TERMS = `(bytes,address,uint8,uint32,uint32,bool,uint8,${BALLOT_RULES},${OUTCOME},uint8[])`;
const TIMING = `(${"uint32,".repeat(10)}(uint48,uint48)[])`;
const CELL = "(uint48,uint48,uint48,uint48,uint40,uint8)";
const TEMPLATE =
  "(address,address,address,bytes32,bool,address,uint256,uint32,uint32,uint32,bytes32,uint32,uint8,uint32,bytes32," +
  `bytes32,uint8,uint8,uint32,${BALLOT_TERMS},${TIMING},${CELL})`;

/**
 * Events that a record is made of, by the signature that their first topic is the hash of (docs/record.md, sections 2
 * and 9.2).
 */
const SIGNATURES = {
  ElectionCreated: `ElectionCreated(address,address,bytes32,${CONSTITUTION},bytes)`,
  TrusteeRegistered: `TrusteeRegistered(uint256,address,${POINT},(uint256,uint256),bytes32)`,
  SharesDealt: `SharesDealt(uint256,${POINT}[],(${POINT},uint256,uint256[8])[])`,
  ResidentEnrolled: "ResidentEnrolled(bytes32,bytes32,uint32,uint256,uint256[],uint256[8])",
  CheckpointWritten: "CheckpointWritten(uint256,uint48,uint8,uint32,uint256)",
  SnapshotPublished: "SnapshotPublished(uint256,uint256,uint256,bytes32,uint32,uint8,uint48)",
  SnapshotVoided: "SnapshotVoided(uint256,uint256,uint8)",
  SnapshotWithdrawn: "SnapshotWithdrawn(uint256,uint256,address)",
  ConsentGiven: "ConsentGiven(uint256,(uint256,uint256))",
  ElectionOpened: `ElectionOpened(uint256,uint32,uint8,${POINT})`,
  BallotCast: "BallotCast(uint256,uint256,uint256[],uint256,uint256[8])",
  FirstBallotCast4: "FirstBallotCast(uint256,uint256,uint256[8],uint256[8])",
  FirstBallotCast8: "FirstBallotCast(uint256,uint256,uint256[16],uint256[8])",
  FirstBallotCast32: "FirstBallotCast(uint256,uint256,uint256[64],uint256[8])",
  BallotSkipped: "BallotSkipped(uint256,uint256)",
  TallyExtended: "TallyExtended(bytes32)",
  TallySummed: "TallySummed(bytes32,uint256[])",
  TallySealed: "TallySealed(bytes32,uint256)",
  SharePosted: `SharePosted(uint256,${POINT}[],(uint256,uint256))`,
  ResultPosted: "ResultPosted(uint256[],uint256[],(bool,uint8,uint32,uint32))",
  ProposalConverted: "ProposalConverted(uint256,address,address)",
  CellOpened: "CellOpened(bytes32,address,address)",
  ProjectInserted: "ProjectInserted(bytes32,uint256,uint256,bytes32,bytes)",
  ProjectPosted: "ProjectPosted(uint256,bytes32,uint40)",
  TemplatePublished: `TemplatePublished(bytes32,bytes32,uint32,uint48,${TEMPLATE})`,
  TemplatePostponed: "TemplatePostponed(bytes32,(uint48,uint48))",
  TemplateTookOver: "TemplateTookOver(bytes32,bytes32,bytes32)",
  ProposalPosted: "ProposalPosted(uint256,bytes32,bytes32,uint256,uint48,uint32,uint8,uint256,uint256[8])",
  NewcomersShown: "NewcomersShown(bytes32,uint48,uint256,uint32)",
  SupportChanged: "SupportChanged(uint256,uint256,uint8,uint48,uint256[8])",
  QuotaReached: "QuotaReached(uint256,uint32)",
  LeafHidden: "LeafHidden(uint256,bytes32,address,uint48,uint48,uint8,string)",
  LeafNamed: "LeafNamed(uint256,bytes32,address,uint8,string)",
  LeafHiddenJointly: "LeafHiddenJointly(uint256,bytes32,uint48)",
  NameWithdrawn: "NameWithdrawn(uint256,bytes32,address)",
  LeafRestored: "LeafRestored(uint256,bytes32,address,uint48,string)",
  StageNoted: "StageNoted(uint256,uint8,address,uint48,bytes32,string)",
  MilestoneNoted: "MilestoneNoted(uint256,uint16,uint8,address,uint48,bytes32,string)",
} as const;

/** An event by its name. */
export type EventName = keyof typeof SIGNATURES;

const topicOf = (signature: string): string => `0x${keccakText(signature).toString(16).padStart(64, "0")}`;

const NAMES: ReadonlyMap<string, EventName> = new Map(
  (Object.keys(SIGNATURES) as EventName[]).map((name) => [topicOf(SIGNATURES[name]), name]),
);

/** An event with its indexed values, and its data as words. */
export interface ChainEvent {
  readonly name: EventName;
  readonly indexed: readonly bigint[];
  readonly words: readonly bigint[];
  readonly log: Log;
}

/** A log as an event of these, or `undefined` where it is another. */
export const eventOf = (log: Log): ChainEvent | undefined => {
  const name = NAMES.get(log.topics[0] ?? "");
  if (!name) return undefined;
  if (log.data.length % 64 !== 2) throw new NodeUnreachable("eth_getLogs", `data of ${name} that is not whole words`);

  const words = Array.from({ length: (log.data.length - 2) / 64 }, (_, i) =>
    BigInt(`0x${log.data.slice(2 + 64 * i, 66 + 64 * i)}`),
  );
  return { name, indexed: log.topics.slice(1).map(BigInt), words, log };
};

/** The dynamic array whose offset stands at `head`, of elements of `size` words, the words of each. */
export const arrayAt = ({ name, words }: ChainEvent, head: number, size: number): readonly (readonly bigint[])[] => {
  const start = Number(words[head] ?? -1n) / 32;
  const length = Number(words[start] ?? -1n);
  const end = start + 1 + length * size;
  if (!Number.isSafeInteger(start) || length < 0 || end > words.length) {
    throw new NodeUnreachable("eth_getLogs", `data of ${name} that is cut off`);
  }
  return Array.from({ length }, (_, i) => words.slice(start + 1 + i * size, start + 1 + (i + 1) * size));
};

/** The string whose offset stands at `head`, its bytes read as UTF-8, what is none as U+FFFD (docs/record.md, 9.2). */
export const textAt = ({ name, words }: ChainEvent, head: number): string => {
  const start = Number(words[head] ?? -1n) / 32;
  const length = Number(words[start] ?? -1n);
  const bytes = Number.isSafeInteger(start) ? wordsOf(words.slice(start + 1)) : undefined;
  if (bytes === undefined || length < 0 || length > bytes.length) {
    throw new NodeUnreachable("eth_getLogs", `data of ${name} that is cut off`);
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, length));
};
