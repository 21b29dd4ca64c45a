import { enrolmentContext, type RegistryId } from "../chain/offices.ts";
import { systemRandom } from "../crypto/random.ts";
import { ENTRY_BYTES, entryFromBytes } from "../election/snapshotEntry.ts";
import { wrongAmong } from "../proofs/batchVerification.ts";
import type { ProvedStatement, VerificationKey } from "../proofs/groth16.ts";

/** Proofs that are checked with one equation. */
export const PROOF_BATCH = 512;

/**
 * Places, among the entries given one after the other, of those whose proofs do not hold (P13.3).
 * @param key Of enrolment.circom.
 * @param rolls The contract of published rolls, in the registry's place.
 */
export function wrongEntries(entries: Uint8Array, key: VerificationKey, rolls: RegistryId): Promise<number[]> {
  const statements = Array.from({ length: entries.length / ENTRY_BYTES }, (_, m) =>
    statementOf(entries.subarray(m * ENTRY_BYTES, (m + 1) * ENTRY_BYTES), rolls),
  );
  return wrongAmong(key, statements, systemRandom);
}

function statementOf(bytes: Uint8Array, rolls: RegistryId): ProvedStatement {
  const { registrarPseudonym, approverPseudonym, proof, ...facts } = entryFromBytes(bytes);
  // A sequence that no contract takes has no context either; the check of ranges names it.
  const isNumbered = Number.isSafeInteger(facts.sequence) && facts.sequence < 2 ** 32;
  const context = isNumbered ? enrolmentContext(rolls, registrarPseudonym, approverPseudonym, facts) : 0n;
  return { proof, publicSignals: [facts.identityCommitment, context] };
}
