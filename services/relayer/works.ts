import type { NumberedBlock } from "../../sdk/chain/finalBlock.ts";
import type { RandomBytes } from "../../sdk/crypto/random.ts";
import type { RoundMemory } from "../hosting/rounds.ts";
import { REQUEST_DEFAULTS, type RequestLimits } from "../hosting/serviceApp.ts";
import type { FinalityMemory } from "../sending/finality.ts";
import type { HeadMemory } from "../sending/headMemory.ts";
import {
  newSendingMemory,
  SENDING_DEFAULTS,
  type Sending,
  type SendingLimits,
  type SendingMemory,
} from "../sending/sending.ts";
import type { Elections } from "./elections.ts";
import type { KillPoint } from "./killPoints.ts";
import type { ProofChecker } from "./proofChecker.ts";
import type { Proposals } from "./proposals.ts";
import type { Store } from "./store.ts";
import type { Unproved } from "./unproved.ts";

/** What a relayer allows itself and others. */
export type Limits = RequestLimits &
  SendingLimits & {
    /** When a block is final, as a manifest states it: 0 where the chain says so. */
    readonly finality: number;
    /** Seconds after which an acknowledged package must be in a block. */
    readonly promise: number;
    /** Most packages in a minute from one network whose proof does not hold. */
    readonly unprovedPerMinute: number;
    /** Most ballots taken of one slot. */
    readonly ballotsPerSlot: number;
    /** Most changes of one proposal taken of a resident in a day. */
    readonly changesPerDay: number;
    /** Posts of proposals that wait for a block; each needs one of its own. */
    readonly mostWaitingPosts: number;
  };

export const DEFAULT_LIMITS: Limits = {
  ...REQUEST_DEFAULTS,
  ...SENDING_DEFAULTS,
  finality: 0,
  batchSize: 128,
  batchDelay: 10_000,
  promise: 900,
  unprovedPerMinute: 30,
  ballotsPerSlot: 20,
  changesPerDay: 2,
  mostWaitingPosts: 16,
};

/** What a relayer knows until it stops; it can always be found out again. */
export type Memory = RoundMemory &
  SendingMemory &
  HeadMemory &
  FinalityMemory & {
    /** The latest block as of which all packages were placed; what lies below it stands as long as it does. */
    placed?: NumberedBlock | undefined;
    /** Unix seconds of the chain at which a round first saw a package that is not final, by its key. */
    readonly unsettledSince: Map<string, number>;
    /** Placed packages of which two nodes said that their slots have moved. */
    readonly confirmed: Set<string>;
    /** Packages that one node alone shows in a block, while another one's slot has not moved. */
    readonly doubted: Set<string>;
    /** Packages of which no node says that the contract can still take them. */
    readonly ending: Set<string>;
  };

/** What the parts of a relayer share. */
export type Works = Sending & {
  readonly store: Store;
  readonly elections: Elections;
  readonly proposals: Proposals;
  /** URLs of the mirrors that postings' texts are handed to. */
  readonly mirrors: readonly string[];
  readonly proofs: ProofChecker;
  readonly unproved: Unproved;
  readonly limits: Limits;
  readonly memory: Memory;
  /** Told each kill point that is reached; whatever it throws ends the work. */
  readonly reached: (point: KillPoint) => void;
  readonly random: RandomBytes;
};

/** Gas of a ballot, until a batch was estimated. */
const GAS_PER_BALLOT = 350_000n;

export function newMemory(): Memory {
  const sending = newSendingMemory(GAS_PER_BALLOT);
  return { ...sending, unsettledSince: new Map(), confirmed: new Set(), doubted: new Set(), ending: new Set() };
}
