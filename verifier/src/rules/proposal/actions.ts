import { keccakWords } from "../../hash/keccak.ts";
import { tagged } from "../../hash/tagged.ts";

/** What a proof is about (P21.3, P21.5). */
const [POST, SUPPORT, WITHDRAW] = [0n, 1n, 2n];

/** Where an act is made: its chain and the contract of proposals. */
export interface Forum {
  readonly chainId: bigint;
  readonly proposals: bigint;
}

/** A message or a scope as Semaphore takes it (P21.1). */
export const asSignal = (value: bigint): bigint => keccakWords([value]) >> 8n;

/** What a posting proposes (P21.3); cell and cost are 0 outside a budget round. */
export const subjectOf = (templateHash: bigint, digest: bigint, cell = 0n, cost = 0n): bigint =>
  tagged("hanpyo.subject.v1", templateHash, digest, cell, cost);

/** Within which an identity posts once (P21.3). */
export const postScope = (
  { chainId, proposals }: Forum,
  limitKey: bigint,
  periodLength: number,
  period: number,
  slot: number,
): bigint => tagged("hanpyo.post.v1", chainId, proposals, limitKey, BigInt(periodLength), BigInt(period), BigInt(slot));

/** What a posting's proof signs (P21.3). */
export const postMessage = (subject: bigint, digest: bigint): bigint =>
  tagged("hanpyo.action.v1", POST, subject, 0n, digest);

/** A proposal's id (P21.4). */
export const proposalIdOf = (
  { chainId, proposals }: Forum,
  subject: bigint,
  censusRoot: bigint,
  nullifier: bigint,
): bigint => tagged("hanpyo.proposal.v1", chainId, proposals, subject, censusRoot, nullifier) >> 8n;

/** Within which an identity supports a proposal (P21.5). */
export const supportScope = ({ chainId, proposals }: Forum, id: bigint): bigint =>
  tagged("hanpyo.support.v1", chainId, proposals, id);

/** What a support's proof signs, or at an odd version a withdrawal's (P21.5). */
export const changeMessage = (id: bigint, version: number): bigint =>
  tagged("hanpyo.action.v1", version % 2 === 0 ? SUPPORT : WITHDRAW, id, BigInt(version), 0n);

/** The public signals of a proof (P21.1). */
export const signalsOf = (root: bigint, nullifier: bigint, message: bigint, scope: bigint): readonly bigint[] => [
  root,
  nullifier,
  asSignal(message),
  asSignal(scope),
];
