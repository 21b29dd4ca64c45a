import { hashTranscript, hashWords, shiftedHash } from "../crypto/transcript.ts";

/** Where proposals are kept. */
export type ProposalsPlace = { readonly chainId: bigint; readonly proposals: string };

/** A resident's post in a period: which limit's, and which of the posts, from 0 (P21.3). */
export type PostSlot = {
  readonly limitKey: string;
  readonly periodLength: number;
  /** Number of the period: Unix time divided by `periodLength`. */
  readonly period: number;
  readonly slot: number;
};

/** What is proposed, and under which promises; cell, the template's hash, and cost are zero outside a budget round. */
export type Subject = {
  readonly templateHash: string;
  /** Of the text. */
  readonly digest: string;
  readonly cell: string;
  readonly cost: bigint;
};

const NO_CELL = `0x${"00".repeat(32)}`;
const ACTS = { post: 0, support: 1, withdraw: 2 } as const;
const ACTION_TYPES = ["uint8", "bytes32", "uint256", "bytes32"];

/** The highest version of an action: a resident changes a proposal's count at most 14 times (P21.5). */
export const LAST_VERSION = 13;

/** Whether the change of a version gives a support; else it takes it back. */
export function isSupport(version: number): boolean {
  return version % 2 === 0;
}

/** Scope of a post, as 32 bytes. */
export function postScope({ chainId, proposals }: ProposalsPlace, { limitKey, periodLength, period, slot }: PostSlot) {
  return hashTranscript({
    tag: "hanpyo.post.v1",
    types: ["uint256", "address", "bytes32", "uint256", "uint256", "uint256"],
    values: [chainId, proposals, limitKey, periodLength, period, slot],
  });
}

/** Scope of all changes that a resident makes of a proposal's count, as 32 bytes. */
export function supportScope({ chainId, proposals }: ProposalsPlace, id: bigint): string {
  const types = ["uint256", "address", "uint256"];
  return hashTranscript({ tag: "hanpyo.support.v1", types, values: [chainId, proposals, id] });
}

/** The subject of a proposal that is in no budget round. */
export function plainSubject(templateHash: string, digest: string): Subject {
  return { templateHash, digest, cell: NO_CELL, cost: 0n };
}

/** The subject of a posting: of a project in the cell of its template where it has a cost, else of a plain proposal. */
export function postedSubject(templateHash: string, digest: string, cost: bigint): Subject {
  if (cost === 0n) return plainSubject(templateHash, digest);
  return { templateHash, digest, cell: templateHash, cost };
}

/** Hash of a subject (P21.3). */
export function subjectHash({ templateHash, digest, cell, cost }: Subject): string {
  const types = ["bytes32", "bytes32", "bytes32", "uint256"];
  return hashTranscript({ tag: "hanpyo.subject.v1", types, values: [templateHash, digest, cell, cost] });
}

/** Message of a post, as 32 bytes. */
export function postMessage(subject: Subject): string {
  const values = [ACTS.post, subjectHash(subject), 0, subject.digest];
  return hashTranscript({ tag: "hanpyo.action.v1", types: ACTION_TYPES, values });
}

/** Message of a support (even version) or a withdrawal (odd version), as 32 bytes. */
export function changeMessage(id: bigint, version: number): string {
  const act = isSupport(version) ? ACTS.support : ACTS.withdraw;
  const about = `0x${id.toString(16).padStart(64, "0")}`;
  return hashTranscript({ tag: "hanpyo.action.v1", types: ACTION_TYPES, values: [act, about, version, NO_CELL] });
}

/** Id of a proposal, below 2^248: other subject, census or poster, other id (P21.4). */
export function proposalId(
  { chainId, proposals }: ProposalsPlace,
  subject: Subject,
  censusRoot: bigint,
  postNullifier: bigint,
): bigint {
  const types = ["uint256", "address", "bytes32", "uint256", "uint256"];
  const values = [chainId, proposals, subjectHash(subject), censusRoot, postNullifier];
  return shiftedHash(hashTranscript({ tag: "hanpyo.proposal.v1", types, values }));
}

/** A message or scope as Semaphore has it among a proof's signals, below r. */
export function signalOf(word: string): bigint {
  return shiftedHash(hashWords([BigInt(word)]));
}
