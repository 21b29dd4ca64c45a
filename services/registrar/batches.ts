import { setImmediate as nextTurn } from "node:timers/promises";
import { isSignedByKey } from "../../sdk/chain/accountSignature.ts";
import { newcomerBatchDigest, signNewcomerBatch } from "../../sdk/chain/newcomerBatch.ts";
import { isVoucherOfKey } from "../../sdk/chain/offices.ts";
import type { BatchAnswer, BatchRequest } from "../../sdk/enrolling/officeAnswers.ts";
import { viewForSigning } from "./presenting.ts";
import { BatchRepeatsError, PartnerSignatureError, VoucherExpiredError, VoucherInvalidError } from "./refusals.ts";
import { now, type OfficeBooks, type OfficeIdentity, type OfficeWorks } from "./works.ts";

/** What an office needs to sign a batch. */
export type BatchSigning = OfficeIdentity & OfficeBooks & Pick<OfficeWorks, "batchTurn" | "clock">;

/**
 * Signs a whole batch of newcomers at once (P12.13) for the other office, which shows this one's half-voucher for each
 * of them. The signature says nothing that those do not, and for no longer than the first of them; nothing is kept.
 * Whoever is not the other office costs a look at one signature.
 * Throws `BatchRepeatsError`, `PartnerSignatureError`, `VoucherExpiredError`, `VoucherInvalidError` where one
 * half-voucher is not this office's, or as `viewForSigning` does.
 */
export async function signBatch(works: BatchSigning, request: BatchRequest): Promise<BatchAnswer> {
  const { role, keys, registry, batchTurn, memory, book } = works;
  checkRepeats(request);
  const rollIds = request.rollIds.map(BigInt);
  const newcomers = request.newcomers.map(({ identityCommitment, ...one }) => ({
    ...one,
    identityCommitment: BigInt(identityCommitment),
  }));
  const batch = { rollIds, expiresAt: Math.min(...newcomers.map((one) => one.expiresAt)), newcomers };
  const partner = role === "registrar" ? "approver" : "registrar";
  // As the last round found it: a stranger's request asks no node.
  const { offices } = memory.view ?? (await book.read());
  const digest = newcomerBatchDigest(batch, registry);
  if (!isSignedByKey(offices[partner], digest, request.partnerSignature)) throw new PartnerSignatureError(partner);
  // One after another, beside the turn of residents' proofs: no number of requests takes the machine.
  return batchTurn(async () => {
    const { head } = await viewForSigning(works);
    // The later of both clocks: a chain without blocks stands still.
    const latest = Math.max(head.timestamp, now(works));
    if (batch.expiresAt <= latest) throw new VoucherExpiredError(batch.expiresAt, latest);
    for (const { signature, identityCommitment, expiresAt, ...pseudonyms } of newcomers) {
      const half = { signature, pseudonym: pseudonyms[`${role}Pseudonym`] };
      const facts = { sequence: 1, identityCommitment, rollIds, expiresAt };
      if (!isVoucherOfKey(keys.signer.address, half, facts, registry)) throw new VoucherInvalidError(role);
      // Two milliseconds each: whoever asks meanwhile waits for one alone.
      await nextTurn();
    }
    return { signature: await signNewcomerBatch(keys, batch, registry) };
  });
}

/** Throws `BatchRepeatsError`. */
function checkRepeats({ newcomers }: BatchRequest): void {
  for (const name of ["registrarPseudonym", "approverPseudonym", "identityCommitment"] as const) {
    if (new Set(newcomers.map((one) => one[name])).size < newcomers.length) throw new BatchRepeatsError();
  }
}
