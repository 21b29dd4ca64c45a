import { enrolmentContext } from "../chain/offices.ts";
import type { ProofWords } from "../election/ballot.ts";
import { rollState } from "../election/roll.ts";
import { censusAt, type EnrolmentEvent } from "../election/rollHistory.ts";
import { type VerificationKey, verifyProof } from "../proofs/groth16.ts";
import { type Check, equal, every, group } from "./check.ts";
import type { ElectionRecord } from "./record.ts";
import { constitutionFrom, rollFrom } from "./recordValues.ts";

/** P1 and P4.2: every commitment was proved and is new, and the census is the roll as its history gives it. */
export function rollChecks(record: ElectionRecord, key: VerificationKey): Promise<readonly Check[]> {
  return group("P1 roll", async () => {
    const { rolls, rollId, schedule, minimumCensus, rules } = constitutionFrom(record);
    const registry = { chainId: BigInt(record.chainId), registry: rolls };
    const history = rollFrom(record);
    const enrolments = history.flatMap((transaction) => transaction.enrolments);
    const commitments = enrolments.map(({ identityCommitment }) => identityCommitment).filter((value) => value !== 0n);
    const pairs = new Map<string, string>();
    const sequences = new Map<string, number>();
    const census = censusAt(history, rollId, schedule.censusTime);
    const state = rollState(census.leaves);
    const found = census.checkpoint;
    return [
      await every(
        "P1.3 proofs of knowledge",
        enrolments,
        (enrolment) => enrolmentHolds(enrolment, registry, key),
        ({ registrarPseudonym }) => registrarPseudonym,
      ),
      equal("P1.4 commitments are used once", commitments.length, new Set(commitments).size),
      await every(
        "P1.4 sequences",
        enrolments,
        ({ registrarPseudonym, sequence }) => {
          const next = (sequences.get(registrarPseudonym) ?? 0) + 1;
          sequences.set(registrarPseudonym, sequence);
          return sequence === next;
        },
        ({ registrarPseudonym }) => registrarPseudonym,
      ),
      await every(
        "P1.4 pseudonyms stay paired",
        enrolments,
        ({ registrarPseudonym, approverPseudonym }) => {
          const isPaired = (pairs.get(registrarPseudonym) ?? approverPseudonym) === approverPseudonym;
          const isFree = [...pairs].every(([a, b]) => b !== approverPseudonym || a === registrarPseudonym);
          pairs.set(registrarPseudonym, approverPseudonym);
          return isPaired && isFree;
        },
        ({ registrarPseudonym }) => registrarPseudonym,
      ),
      equal("P1.5 root of the checkpoint", found?.root, state.root),
      equal("P1.5 depth of the checkpoint", found?.depth, state.depth),
      equal("P1.5 active members of the checkpoint", found?.activeMembers, state.activeMembers),
      ...(record.opening === null
        ? []
        : [
            equal("P4.2 census root", state.root, record.opening.censusRoot),
            equal("P4.2 census depth", state.depth, record.opening.depth),
            equal("P4.2 active members", state.activeMembers, record.opening.activeMembers),
            equal("P4.2 census reaches the minimum", true, state.activeMembers >= minimumCensus && state.root !== 0n),
            equal("P4.2 counts fit", true, state.activeMembers * rules.maxPerOption < 2 ** 24),
          ]),
    ];
  });
}

function enrolmentHolds(
  { registrarPseudonym, approverPseudonym, sequence, identityCommitment, rollIds, proof }: EnrolmentEvent,
  registry: { readonly chainId: bigint; readonly registry: string },
  key: VerificationKey,
): boolean | Promise<boolean> {
  if (identityCommitment === 0n) return rollIds.length === 0;
  const context = enrolmentContext(registry, registrarPseudonym, approverPseudonym, { sequence, identityCommitment });
  return verifyProof(key, { proof: proof as unknown as ProofWords, publicSignals: [identityCommitment, context] });
}
