import type { ProposalContracts } from "../../sdk/chain/proposalContracts.ts";
import type { RandomBytes } from "../../sdk/crypto/random.ts";
import type { RoundMemory } from "../hosting/rounds.ts";
import { REQUEST_DEFAULTS, type RequestLimits } from "../hosting/serviceApp.ts";
import type { Chain } from "../sending/chain.ts";
import type { FinalityMemory } from "../sending/finality.ts";
import type { HeadMemory } from "../sending/headMemory.ts";
import type { ChainView, LogEvent } from "./chainView.ts";
import type { OtherMirror } from "./otherMirror.ts";
import type { Served } from "./served.ts";
import type { TextStore } from "./store.ts";

/** What a mirror allows itself and others. */
export type Limits = RequestLimits & {
  /** When a block is final, as a manifest states it: 0 where the chain says so. */
  readonly finality: number;
  /** Milliseconds after which what is known of the chain is stale. */
  readonly staleAfter: number;
  /** Milliseconds that asking other mirrors takes of a round, and that one of them may take to answer. */
  readonly askingTime: number;
};

/** A text's file in JSON may have every character escaped. */
const REQUEST_BYTES = 262_144;

export const DEFAULT_LIMITS: Limits = {
  ...REQUEST_DEFAULTS,
  requestBytes: REQUEST_BYTES,
  finality: 0,
  staleAfter: 120_000,
  askingTime: 5_000,
};

/** What a mirror knows until it stops; it can always be found out again. */
export type Memory = RoundMemory &
  HeadMemory &
  FinalityMemory & {
    storageFailure?: string | undefined;
    /** Events that can still be reorganised, as enough nodes show them. */
    recent: readonly LogEvent[];
    /** The look at the chain that is under way, and when the last one ended; milliseconds of the clock. */
    following?: Promise<void> | undefined;
    followedAt?: number;
    /** The look that those wait for who were asked for something unknown. */
    lookingAgain?: Promise<void> | undefined;
  };

/** What the parts of a mirror share. */
export type Works = {
  readonly store: TextStore;
  readonly chain: Chain;
  readonly contracts: ProposalContracts;
  readonly served: Served;
  readonly others: readonly OtherMirror[];
  readonly limits: Limits;
  readonly memory: Memory;
  /** What the events so far come to. */
  view: ChainView;
  readonly clock: () => number;
  readonly random: RandomBytes;
};
