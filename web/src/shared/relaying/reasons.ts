import type { Code } from "../../../../sdk/codes.ts";
import type { HanpyoError } from "../../../../sdk/errors.ts";
import { RelayerRefusedError } from "../../../../sdk/relaying/relayerClient.ts";

/** Why a relayer did not take a ballot, in the page's words. */
export const RELAYER_REASONS = ["empty", "busy", "closed", "perDay", "silent", "refused"] as const;
export type RelayerReason = (typeof RELAYER_REASONS)[number];

const reasons: Readonly<Partial<Record<Code, RelayerReason>>> = {
  ACCOUNT_EMPTY: "empty",
  RATE_EXCEEDED: "busy",
  SLOT_LIMIT: "busy",
  ACT_BUSY: "busy",
  POSTS_WAITING: "busy",
  CHANGES_PER_DAY: "perDay",
  BALLOT_TOO_LATE: "closed",
  ELECTION_NOT_OPEN: "closed",
  CHAIN_UNREACHABLE: "silent",
  CHAIN_STALE: "silent",
  CHAIN_STALLED: "silent",
  NODE_REFUSES: "silent",
  NODE_ALONE: "silent",
  NODES_DISAGREE: "silent",
  FINALITY_UNKNOWN: "silent",
  PROMISE_LATE: "busy",
  STORE_FULL: "busy",
  FEE_TOO_HIGH: "busy",
  RELAYER_UNREACHABLE: "silent",
};

/** Each reason once, in the order in which they came. */
export function reasonsOf(failures: readonly HanpyoError[]): readonly RelayerReason[] {
  const code = (error: HanpyoError) => (error instanceof RelayerRefusedError ? error.refusal : error.code);
  return [...new Set(failures.map((failure) => reasons[code(failure) as Code] ?? "refused"))];
}
