import type { Wallet } from "ethers";
import type { RandomBytes } from "../../sdk/crypto/random.ts";
import type { RoundMemory } from "../hosting/rounds.ts";
import type { Chain, Head } from "../sending/chain.ts";
import { feesFor } from "../sending/fees.ts";
import type { Elections } from "./elections.ts";
import type { KillPoint } from "./killPoints.ts";
import type { ProofChecker } from "./proofChecker.ts";
import type { Intent, Store } from "./store.ts";

/** What a relayer allows itself and others. */
export type Limits = {
  /** Blocks on top of a ballot's, after which it is final. */
  readonly finality: number;
  /** Most ballots in one transaction. */
  readonly batchSize: number;
  /** Milliseconds that a ballot waits for others. */
  readonly batchDelay: number;
  /** Seconds after which an acknowledged ballot must be in a block. */
  readonly promise: number;
  /** Milliseconds after which a transaction that is not in a block is sent again with a higher fee. */
  readonly resubmitAfter: number;
  /** Most wei per gas, and the tip to begin with. */
  readonly maxFee: bigint;
  readonly priorityFee: bigint;
  /** Milliseconds that a ballot which the chain refuses now is set aside, doubled each time. */
  readonly setAsideDelay: number;
  /** Most ballots taken of one slot. */
  readonly ballotsPerSlot: number;
  /** Most requests in a minute from one address. */
  readonly requestsPerMinute: number;
  /** Most bytes of a request. */
  readonly requestBytes: number;
};

export const DEFAULT_LIMITS: Limits = {
  finality: 32,
  batchSize: 32,
  batchDelay: 10_000,
  promise: 900,
  resubmitAfter: 60_000,
  maxFee: 500_000_000_000n,
  priorityFee: 1_000_000_000n,
  setAsideDelay: 5_000,
  ballotsPerSlot: 20,
  requestsPerMinute: 120,
  requestBytes: 65_536,
};

/** What a relayer knows until it stops; it can always be found out again. */
export type Memory = RoundMemory & {
  head?: Head;
  /** When the head was read, milliseconds of the relayer's clock. */
  headAt?: number;
  balance?: bigint;
  /** Since when a ballot waits for a transaction, milliseconds of the relayer's clock. */
  waitingSince?: number;
  /** Where the disk refuses it, the intent is kept here. */
  intent?: Intent;
  gasPerBallot: bigint;
  /** Times in a row that the node gave no answer to a transaction. */
  unanswered: number;
  /** Code of the disk's failure. */
  storageFailure?: string;
  readonly setAside: Map<string, { readonly times: number; readonly until: number }>;
};

/** What the parts of a relayer share. */
export type Works = {
  readonly store: Store;
  readonly chain: Chain;
  readonly account: Wallet;
  readonly elections: Elections;
  readonly proofs: ProofChecker;
  readonly limits: Limits;
  readonly memory: Memory;
  /** Told each kill point that is reached; whatever it throws ends the work. */
  readonly reached: (point: KillPoint) => void;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly random: RandomBytes;
};

/** Gas of a ballot, until a batch was estimated. */
const GAS_PER_BALLOT = 350_000n;

export function newMemory(): Memory {
  return { gasPerBallot: GAS_PER_BALLOT, unanswered: 0, setAside: new Map() };
}

/** How many ballots the balance pays for at the latest fee; nothing while unknown. */
export function runwayOf({ memory, limits }: Pick<Works, "memory" | "limits">): number | undefined {
  if (memory.balance === undefined || memory.head === undefined) return undefined;
  return Number(memory.balance / (memory.gasPerBallot * feesFor(memory.head, limits).maxFee));
}

/**
 * Writes what the chain could tell again. A full disk must not keep acknowledged ballots from the chain, so the work
 * goes on without.
 */
export function tryToWrite({ memory }: Works, write: () => void): void {
  try {
    write();
    memory.storageFailure = undefined;
  } catch {
    memory.storageFailure = "STORAGE_FAILED";
  }
}
