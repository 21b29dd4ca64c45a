import type { Wallet } from "ethers";
import type { BatchSignatures } from "../../sdk/chain/newcomerBatch.ts";
import type { Office, RegistryId } from "../../sdk/chain/offices.ts";
import type { RandomBytes } from "../../sdk/crypto/random.ts";
import type { OfficeCounts, OfficeDescription, OfficeRole } from "../../sdk/enrolling/officeAnswers.ts";
import type { VerificationKey } from "../../sdk/proofs/groth16.ts";
import type { EidMethod } from "../eid/eidMethod.ts";
import type { RoundMemory } from "../hosting/rounds.ts";
import { REQUEST_DEFAULTS, type RequestLimits } from "../hosting/serviceApp.ts";
import type { Chain } from "../sending/chain.ts";
import type { FinalityMemory } from "../sending/finality.ts";
import type { HeadMemory } from "../sending/headMemory.ts";
import { SENDING_DEFAULTS, type Sending, type SendingLimits } from "../sending/sending.ts";
import type { EntryStore } from "./entryStore.ts";
import type { OfficeKillPoint } from "./killPoints.ts";
import type { OfficeStore } from "./officeStore.ts";
import type { LookUps } from "./register/lookUps.ts";
import type { RegistryBook, RegistryView } from "./registryBook.ts";
import type { RollStore } from "./roll/rollStore.ts";
import type { Sessions } from "./sessions.ts";

/** What an office allows itself and others. */
export type OfficeLimits = RequestLimits &
  SendingLimits & {
    /** When a block is final, as a manifest states it: 0 where the chain says so. */
    readonly finality: number;
    /** Seconds that a voucher is valid. */
    readonly voucherLife: number;
    /** Seconds that a session lives. */
    readonly sessionLife: number;
    /** Most sessions of one person that presented and live at a time. */
    readonly sessionsPerPerson: number;
    /** Presentations that may fail in one session. */
    readonly triesPerSession: number;
    /** Presentations that may fail in a minute from one network. */
    readonly failuresPerMinute: number;
    /** Requests in a minute in a session that presented. */
    readonly requestsPerSession: number;
    /** Most objections of one person. */
    readonly objections: number;
  };

export const DEFAULT_LIMITS: OfficeLimits = {
  ...REQUEST_DEFAULTS,
  ...SENDING_DEFAULTS,
  finality: 0,
  voucherLife: 3_600,
  sessionLife: 600,
  sessionsPerPerson: 100,
  triesPerSession: 5,
  failuresPerMinute: 60,
  requestsPerSession: 30,
  objections: 20,
  batchSize: 30,
  batchDelay: 0,
};

/** What the office says of itself, apart from what follows from its keys and the chain. */
export type OfficeProfile = Pick<OfficeDescription, "name" | "rolls"> & { readonly methods: readonly EidMethod[] };

/** A batch of newcomers that both offices signed as a whole, by its digest. */
export type SignedBatch = { readonly digest: string; readonly signatures: BatchSignatures };

/** What an office knows until it stops; it can always be found out again. */
export type OfficeMemory = RoundMemory &
  HeadMemory &
  FinalityMemory & {
    /** The registry as the last round or answer found it. */
    view?: RegistryView;
    /** What was counted last. */
    counts?: OfficeCounts;
    /** What both offices signed last; nothing where the other did not sign. */
    batch?: SignedBatch | undefined;
    /** Milliseconds of the office's clock, until which the other office is not asked to sign batches. */
    partnerSilentUntil?: number;
    /** Whether the last transaction was for newcomers under one signature. */
    newcomersWent?: boolean;
    /** Whether the last transaction was for one whose voucher ends soon. */
    endingWent?: boolean;
    /** When the book was last forgotten, milliseconds of the office's clock. */
    forgottenAt?: number;
  };

/** Which office it is, and what it binds its word to. */
export type OfficeIdentity = {
  readonly role: OfficeRole;
  readonly profile: OfficeProfile;
  /** Signs vouchers, and makes pseudonyms. */
  readonly keys: Office & { readonly signer: Wallet };
  readonly registry: RegistryId;
  /** What vouchers and proofs are bound to: the registry, or the contract of published rolls in its place (P12.11). */
  readonly boundTo: RegistryId;
  readonly isPublished: boolean;
};

/** What an office reads and keeps. */
export type OfficeBooks = {
  /** The registry. */
  readonly book: RegistryBook;
  /** The people of its own roll. */
  readonly roll: RollStore;
  /** Vouchers, enrolments and objections. */
  readonly store: OfficeStore;
  /** Of published rolls. */
  readonly entries: EntryStore;
  readonly memory: OfficeMemory;
};

/** How an office checks proofs. */
export type ProofChecking = {
  /** Of enrolment.circom. */
  readonly proofKey: VerificationKey;
  /** Proofs are checked, and sequences held, one after another: no number of requests takes the machine. */
  readonly proofTurn: Turn;
};

/** What an office measures time with, and draws. */
export type Surroundings = {
  /** Milliseconds. */
  readonly clock: () => number;
  readonly random: RandomBytes;
};

/** What the parts of an office share; each takes what it needs of it. */
export type OfficeWorks = OfficeIdentity &
  OfficeBooks &
  ProofChecking &
  Surroundings & {
    readonly chain: Chain;
    /** Batches are signed one after another, and no resident's voucher waits for them. */
    readonly batchTurn: Turn;
    /** The account that pays for enrolments; an office without one submits none. */
    readonly sending: Sending | undefined;
    readonly sessions: Sessions;
    /** In the office's population register; without them its book alone decides. */
    readonly lookUps: LookUps | undefined;
    /** The page that a wallet sends its user back to. */
    readonly pageUrl: string;
    /** The other office, which is asked to sign whole batches; without it each enrolment goes with its own vouchers. */
    readonly partnerUrl: string | undefined;
    readonly limits: OfficeLimits;
    /** Told each kill point that is reached; whatever it throws ends the work. */
    readonly reached: (point: OfficeKillPoint) => void;
  };

/** What an office needs to bring enrolments to the chain. */
export type Submitting = Pick<
  OfficeWorks,
  "role" | "keys" | "registry" | "book" | "store" | "memory" | "partnerUrl" | "limits" | "reached" | "clock"
> & {
  readonly sending: Sending;
};

/** The office's clock in Unix seconds: for sessions and eIDs. Vouchers go by the chain's. */
export function now({ clock }: Pick<Surroundings, "clock">): number {
  return Math.floor(clock() / 1_000);
}

/** Runs actions one after another. */
export type Turn = <T>(action: () => Promise<T>) => Promise<T>;

export function newTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const result = last.then(action);
    last = result.catch(() => {});
    return result;
  };
}
