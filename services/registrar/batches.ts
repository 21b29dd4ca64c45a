import { signNewcomerBatch } from "../../sdk/chain/newcomerBatch.ts";
import { isVoucherOfKey } from "../../sdk/chain/offices.ts";
import type { BatchAnswer, BatchRequest } from "../../sdk/enrolling/officeAnswers.ts";
import { VoucherInvalidError } from "./refusals.ts";
import type { OfficeWorks } from "./works.ts";

/** What an office needs to sign a batch. */
export type BatchSigning = Pick<OfficeWorks, "role" | "keys" | "registry" | "proofTurn">;

/**
 * Signs a whole batch of newcomers at once (P12.13), for whoever shows this office's own half-voucher for each of them.
 * The signature says nothing that those do not, and for no longer than the first of them: so nothing is looked up, and
 * nothing is kept.
 * Throws `VoucherInvalidError` where one half-voucher is not this office's.
 */
export async function signBatch(
  { role, keys, registry, proofTurn }: BatchSigning,
  request: BatchRequest,
): Promise<BatchAnswer> {
  const rollIds = request.rollIds.map(BigInt);
  const newcomers = request.newcomers.map(({ identityCommitment, ...one }) => ({
    ...one,
    identityCommitment: BigInt(identityCommitment),
  }));
  // One after another, as proofs are: no number of requests takes the machine.
  return proofTurn(async () => {
    for (const { signature, identityCommitment, expiresAt, ...pseudonyms } of newcomers) {
      const half = { signature, pseudonym: pseudonyms[`${role}Pseudonym`] };
      const facts = { sequence: 1, identityCommitment, rollIds, expiresAt };
      if (!isVoucherOfKey(keys.signer.address, half, facts, registry)) throw new VoucherInvalidError(role);
    }
    const expiresAt = Math.min(...newcomers.map((one) => one.expiresAt));
    return { signature: await signNewcomerBatch(keys, { rollIds, expiresAt, newcomers }, registry) };
  });
}
