import type { ProvedStatement, ProvingFiles } from "./groth16.ts";
import { prove } from "./prove.ts";

/**
 * Proves knowledge of an identity's secret for one voucher (P1.3).
 * @param secret The identity's secret scalar, below l.
 * @param context What the voucher is bound to, below 2^248.
 * @returns Public signals identityCommitment, context.
 */
export function proveEnrolment(files: ProvingFiles, secret: bigint, context: bigint): Promise<ProvedStatement> {
  return prove("enrolment", files, { secret, context });
}
