import { parentPort, workerData } from "node:worker_threads";
import { enrolmentContext, type RegistryId } from "../../../sdk/chain/offices.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { ENTRY_BYTES, entryFromBytes } from "../../../sdk/election/snapshotEntry.ts";
import { verifyBatch } from "../../../sdk/proofs/batchVerification.ts";
import type { ProvedStatement, VerificationKey } from "../../../sdk/proofs/groth16.ts";

/** A thread that checks the proofs of entries and answers with the places, among those given, of what does not hold. */
const { key, registry } = workerData as { readonly key: VerificationKey; readonly registry: RegistryId };

parentPort?.on("message", async (entries: Uint8Array) => {
  const statements = Array.from({ length: entries.length / ENTRY_BYTES }, (_, m) =>
    statementOf(entries.subarray(m * ENTRY_BYTES, (m + 1) * ENTRY_BYTES)),
  );
  parentPort?.postMessage(await wrongAmong(statements, 0));
});

/** Halves a batch that does not hold until what is wrong stands alone. */
async function wrongAmong(statements: readonly ProvedStatement[], first: number): Promise<number[]> {
  if (await verifyBatch(key, statements, systemRandom)) return [];
  if (statements.length === 1) return [first];
  const half = statements.length >> 1;
  return [
    ...(await wrongAmong(statements.slice(0, half), first)),
    ...(await wrongAmong(statements.slice(half), first + half)),
  ];
}

function statementOf(bytes: Uint8Array): ProvedStatement {
  const { registrarPseudonym, approverPseudonym, proof, ...facts } = entryFromBytes(bytes);
  // A sequence that no contract takes has no context either; the check of ranges names it.
  const isNumbered = Number.isSafeInteger(facts.sequence) && facts.sequence < 2 ** 32;
  const context = isNumbered ? enrolmentContext(registry, registrarPseudonym, approverPseudonym, facts) : 0n;
  return { proof, publicSignals: [facts.identityCommitment, context] };
}
