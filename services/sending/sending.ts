import type { Wallet } from "ethers";
import { TRANSACTION_LIMITS, type TransactionLimits } from "../../sdk/chain/transactionLimits.ts";
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
  /** What the chain takes of one transaction. */
  readonly transaction: TransactionLimits;
  /** Milliseconds after which a reading of the chain is too old to promise anything by it. */
  readonly staleAfter: number;
  /** Milliseconds after which a final block that stays the same is worth saying. */
  readonly finalityStaleAfter: number;
  /** Most items kept that are not final. */
  readonly mostUnsettled: number;
};

/** What services allow their accounts unless told otherwise. */
export const SENDING_DEFAULTS = {
  resubmitAfter: 60_000,
  maxFee: 500_000_000_000n,
  priorityFee: 1_000_000_000n,
  setAsideDelay: 5_000,
  transaction: TRANSACTION_LIMITS,
  staleAfter: 90_000,
  finalityStaleAfter: 1_800_000,
  mostUnsettled: 20_000,
} as const;

/** That the node takes no transaction of this service, since when, and why. */
export type NodesRefusal = {
  /** The node's own. */
  readonly words: string;
  /** Times in a row. */
  readonly times: number;
  /** Until when nothing is handed over, milliseconds of the service's clock. */
  readonly until: number;
};

/** What a service that sends knows until it stops; it can always be found out again. */
export type SendingMemory = {
  /** Wei of the account. */
  balance?: bigint;
  /** When it was read, milliseconds of the service's clock. */
  balanceAt?: number;
  /** Since when an item waits for a transaction, milliseconds of the service's clock. */
  waitingSince?: number;
  /** Where the disk refuses it, the intent is kept here. */
  intent?: Intent;
  /** By the last estimate. */
  gasPerItem: bigint;
  /** Times in a row that the node gave no answer to a transaction. */
  unanswered: number;
  /** That the node takes no transaction of this service; nothing once it has taken one, or none waits. */
  refusal?: NodesRefusal | undefined;
  /** Most items in a transaction, by what the node has refused; nothing where it has not. */
  mostItems?: number | undefined;
  /** Whether the node refused a transaction for its size. */
  isSizeKnown?: boolean;
  /** Wei per gas that the chain asks at the least, where that is more than the service may pay. */
  feeAbove?: bigint | undefined;
  /** Whether something waits past half of the time in which it was promised. */
  isLate?: boolean;
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
  /** Told what the service's operator should read at once. */
  readonly say?: ((line: string) => void) | undefined;
};
