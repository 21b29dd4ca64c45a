import type { RandomBytes } from "../pairing/coefficients.ts";
import type { VerifyingKey } from "../pairing/groth16.ts";
import type { Skeleton } from "../record/recordShape.ts";
import type { Ledger } from "../report/ledger.ts";

/** The verifying keys that proofs are checked with. */
export interface VerifyingKeys {
  /** By ballot size. */
  readonly ballot: ReadonlyMap<number, VerifyingKey>;
  readonly keyShare: VerifyingKey;
  readonly enrolment: VerifyingKey;
  /** Semaphore's own, of depth 20. */
  readonly semaphore: VerifyingKey;
}

/** What every check is given. */
export interface Case {
  readonly record: Skeleton;
  readonly keys: VerifyingKeys;
  readonly ledger: Ledger;
  readonly random: RandomBytes;
  /** How many proofs are checked in one equation. */
  readonly batch: number;
}
