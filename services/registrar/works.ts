import type { Wallet } from "ethers";
import type { Office, RegistryId } from "../../sdk/chain/offices.ts";
import type { RandomBytes } from "../../sdk/crypto/random.ts";
import type { OfficeDescription, OfficeRole } from "../../sdk/enrolling/officeAnswers.ts";
import type { VerificationKey } from "../../sdk/proofs/groth16.ts";
import type { EidMethod } from "../eid/eidMethod.ts";
import type { RoundMemory } from "../hosting/rounds.ts";
import type { Chain } from "../sending/chain.ts";
import type { EntryStore } from "./entryStore.ts";
import type { OfficeStore } from "./officeStore.ts";
import type { RegistryBook, RegistryView } from "./registryBook.ts";
import type { RollStore } from "./roll/rollStore.ts";
import type { Sessions } from "./sessions.ts";

/** What an office allows itself and others. */
export type OfficeLimits = {
  /** Blocks on top of an enrolment's, after which it is final. */
  readonly finality: number;
  /** Seconds that a voucher is valid. */
  readonly voucherLife: number;
  /** Seconds that a session lives, how many live at a time, and presentations that may fail in one. */
  readonly sessionLife: number;
  readonly sessions: number;
  readonly triesPerSession: number;
  /** Presentations that may fail in an hour, and requests in a minute, from one address. */
  readonly triesPerAddress: number;
  readonly requestsPerMinute: number;
  /** Most bytes of a request. */
  readonly requestBytes: number;
  /** Most objections of one person. */
  readonly objections: number;
  /** Most enrolments in one transaction, and milliseconds after which one that is not in a block is sent again. */
  readonly batchSize: number;
  readonly resubmitAfter: number;
  /** Most wei per gas, and the tip. */
  readonly maxFee: bigint;
  readonly priorityFee: bigint;
};

export const DEFAULT_LIMITS: OfficeLimits = {
  finality: 32,
  voucherLife: 3_600,
  ...{ sessionLife: 600, sessions: 100_000, triesPerSession: 5 },
  ...{ triesPerAddress: 20, requestsPerMinute: 120, requestBytes: 65_536 },
  objections: 20,
  ...{ batchSize: 30, resubmitAfter: 60_000 },
  ...{ maxFee: 500_000_000_000n, priorityFee: 1_000_000_000n },
};

/** What the office says of itself, apart from what follows from its keys and the chain. */
export type OfficeProfile = Pick<OfficeDescription, "name" | "rolls"> & { readonly methods: readonly EidMethod[] };

/** What an office knows until it stops; it can always be found out again. */
export type OfficeMemory = RoundMemory & {
  view?: RegistryView;
  /** Wei of the account that pays. */
  balance?: bigint;
};

/** What the parts of an office share. */
export type OfficeWorks = {
  readonly role: OfficeRole;
  readonly profile: OfficeProfile;
  readonly keys: Office & { readonly signer: Wallet };
  /** Pays for enrolments; an office without one submits none. */
  readonly account: Wallet | undefined;
  readonly registry: RegistryId;
  /** What vouchers and proofs are bound to: the registry, or the contract of published rolls in its place (P12.11). */
  readonly boundTo: RegistryId;
  readonly isPublished: boolean;
  readonly chain: Chain;
  readonly book: RegistryBook;
  readonly roll: RollStore;
  readonly store: OfficeStore;
  readonly entries: EntryStore;
  readonly sessions: Sessions;
  /** Of enrolment.circom. */
  readonly proofKey: VerificationKey;
  /** Proofs are checked, and sequences held, one after another: no number of requests takes the machine. */
  readonly proofTurn: Turn;
  /** Where devices and wallets reach the office, and the page that a wallet sends its user back to. */
  readonly publicUrl: () => string;
  readonly pageUrl: string;
  readonly limits: OfficeLimits;
  readonly memory: OfficeMemory;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly random: RandomBytes;
};

/** The office's clock in Unix seconds: for sessions and eIDs. Vouchers go by the chain's. */
export function now({ clock }: Pick<OfficeWorks, "clock">): number {
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
