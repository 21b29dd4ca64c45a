import type { ProposalContracts } from "../../sdk/chain/proposalContracts.ts";
import type { RandomBytes } from "../../sdk/crypto/random.ts";
import type { ProofsVerifier } from "../../sdk/proofs/manyProofs.ts";
import type { VerificationKeys } from "../../sdk/verify/evidence.ts";
import type { RoundMemory } from "../hosting/rounds.ts";
import { REQUEST_DEFAULTS, type RequestLimits } from "../hosting/serviceApp.ts";
import type { Chain } from "../sending/chain.ts";
import type { FinalityMemory } from "../sending/finality.ts";
import type { HeadMemory } from "../sending/headMemory.ts";
import type { Facts } from "./facts.ts";

/** Whose facts are told: what a manifest (P15.4) says is the municipality's. */
export type ToldOf = {
  readonly organizer: string;
  /** That make elections. */
  readonly factories: readonly { readonly factory: string; readonly withdrawnFrom: number }[];
  readonly rolls: readonly string[];
};

export type Limits = RequestLimits & {
  /** When a block is final, as a manifest states it: 0 where the chain says so. */
  readonly finality: number;
  /** Milliseconds after which what is known of the chain is stale. */
  readonly staleAfter: number;
  /** Least milliseconds between two readings of an election that goes on. */
  readonly readAgainAfter: number;
};

export const DEFAULT_LIMITS: Limits = { ...REQUEST_DEFAULTS, finality: 0, staleAfter: 120_000, readAgainAfter: 60_000 };

/** What parts of the service share. */
export type Works = {
  readonly chain: Chain;
  readonly told: ToldOf;
  /** Nothing where the municipality has no proposals. */
  readonly proposals: ProposalContracts | undefined;
  /** The contract of conversions, which says how far a proposal is. */
  readonly conversions: string | undefined;
  /** Of the municipality, without a slash at its end: where feeds and calendars lead. */
  readonly page: string | undefined;
  readonly limits: Limits;
  readonly memory: RoundMemory & HeadMemory & FinalityMemory;
  readonly keysFor: (ballotSize: number) => VerificationKeys;
  readonly verify: ProofsVerifier;
  /** Elections that were created and could not be read yet. */
  readonly unread: Set<string>;
  /** Nothing before the first round that went well. */
  facts: Facts | undefined;
  readonly clock: () => number;
  readonly random: RandomBytes;
};
