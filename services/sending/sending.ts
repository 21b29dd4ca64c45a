import type { Wallet } from "ethers";
import type { Chain } from "./chain.ts";
import type { Intent, IntentStore } from "./intents.ts";
import type { SendingKillPoint } from "./killPoints.ts";

/** What a service allows its account. */
export type SendingLimits = {
  /** Most items in one transaction. */
  readonly batchSize: number;
  /** Milliseconds that an item waits for others. */
  readonly batchDelay: number;
  /** Milliseconds after which a transaction that is not in a block is sent again with a higher fee. */
  readonly resubmitAfter: number;
  /** Most wei per gas. */
  readonly maxFee: bigint;
  /** The tip to begin with, wei per gas. */
  readonly priorityFee: bigint;
  /** Milliseconds that an item which the chain refuses now is set aside, doubled each time. */
  readonly setAsideDelay: number;
};

/** What services allow their accounts unless told otherwise. */
export const SENDING_DEFAULTS = {
  resubmitAfter: 60_000,
  maxFee: 500_000_000_000n,
  priorityFee: 1_000_000_000n,
  setAsideDelay: 5_000,
} as const;

/** What a service that sends knows until it stops; it can always be found out again. */
export type SendingMemory = {
  /** Wei of the account. */
  balance?: bigint;
  /** Since when an item waits for a transaction, milliseconds of the service's clock. */
  waitingSince?: number;
  /** Where the disk refuses it, the intent is kept here. */
  intent?: Intent;
  /** By the last estimate. */
  gasPerItem: bigint;
  /** Times in a row that the node gave no answer to a transaction. */
  unanswered: number;
  /** Code of the disk's failure. */
  storageFailure?: string;
  /** Until when what the chain refused is left alone, by the items' keys. */
  readonly setAside: Map<string, { readonly times: number; readonly until: number }>;
};

/** @param gasPerItem Until a batch was estimated. */
export function newSendingMemory(gasPerItem: bigint): SendingMemory {
  return { gasPerItem, unanswered: 0, setAside: new Map() };
}

/** A service's account on its chain, and what it must know to send one transaction at a time. */
export type Sending = {
  readonly chain: Chain;
  readonly account: Wallet;
  readonly store: IntentStore;
  readonly limits: SendingLimits;
  readonly memory: SendingMemory;
  /** Told each kill point that is reached; whatever it throws ends the work. */
  readonly reached: (point: SendingKillPoint) => void;
  /** Milliseconds. */
  readonly clock: () => number;
};
