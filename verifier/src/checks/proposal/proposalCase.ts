import type { RandomBytes } from "../../pairing/coefficients.ts";
import type { VerifyingKey } from "../../pairing/groth16.ts";
import type { ProposalRecord } from "../../record/proposal/readProposal.ts";
import type { Ledger } from "../../report/ledger.ts";

/** What every check of a proposal's record is given. */
export interface ProposalCase {
  readonly record: ProposalRecord;
  /** `templateHash` (P20.1); `undefined` where a number of the template is beyond its ABI type. */
  readonly templateHash: bigint | undefined;
  /** When supports close (P21.4). */
  readonly closesAt: number;
  readonly semaphore: VerifyingKey;
  readonly ledger: Ledger;
  readonly random: RandomBytes;
  /** How many proofs are checked in one equation. */
  readonly batch: number;
}
