import { ZeroHash } from "ethers";
import { enrolmentContext } from "../chain/offices.ts";
import { pairHashFor } from "../crypto/pairHash.ts";
import type { ProofWords } from "../election/ballot.ts";
import { companionsHold } from "../election/companionRolls.ts";
import type { EnrolmentEvent, RollTransaction } from "../election/rollHistory.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { type Check, every, holds } from "./check.ts";
import { counted } from "./counted.ts";
import { everyProof } from "./everyProof.ts";
import type { Evidence } from "./evidence.ts";
import { rollFrom } from "./recordValues.ts";
import { rollReplay } from "./rollReplay.ts";

const describe = ({ registrarPseudonym }: EnrolmentEvent) => `resident ${registrarPseudonym}`;

/** P1: every resident follows the two offices' rules, every commitment was proved, and every checkpoint follows. */
export async function rollChecks(evidence: Evidence): Promise<readonly Check[]> {
  const { record } = evidence;
  if (record.rollSource !== "registry") return [];
  const history = rollFrom(record);
  const enrolments = history.flatMap((transaction) => transaction.enrolments);
  const commitments = new Set<bigint>();
  return [
    await everySequence(enrolments),
    await everyPair(enrolments),
    await every("P1.4 rolls are named in order, none by a removal", enrolments, rollsAreNamed, describe),
    await every(
      "P1.9 companion groups take first identities alone, each beside its roll",
      enrolments,
      ({ rollIds, sequence }) => companionsHold(rollIds, sequence),
      describe,
    ),
    await every(
      "P1.4 no identity commitment is used twice",
      enrolments,
      ({ identityCommitment }) => {
        if (identityCommitment === 0n) return true;
        const isNew = !commitments.has(identityCommitment);
        commitments.add(identityCommitment);
        return isNew;
      },
      ({ identityCommitment }) => `commitment ${identityCommitment}`,
    ),
    await enrolmentsProved(enrolments, evidence),
    await everyCheckpoint(history),
    checkpointTimes(history),
  ];
}

/** A resident's first entry has sequence 1, each later one the next; nobody is removed who was not enrolled. */
function everySequence(enrolments: readonly EnrolmentEvent[]): Promise<Check> {
  const sequences = new Map<string, number>();
  return every(
    "P1.4 each resident's vouchers follow one another",
    enrolments,
    ({ registrarPseudonym, sequence, identityCommitment }) => {
      const before = sequences.get(registrarPseudonym) ?? 0;
      sequences.set(registrarPseudonym, sequence);
      return sequence === before + 1 && (identityCommitment !== 0n || before > 0);
    },
    (enrolment) => `${describe(enrolment)}, sequence ${enrolment.sequence}`,
  );
}

/** The registrar's and the approver's pseudonyms of a person belong together for ever. */
function everyPair(enrolments: readonly EnrolmentEvent[]): Promise<Check> {
  const approvers = new Map<string, string>();
  const registrars = new Map<string, string>();
  return every(
    "P1.4 both offices' pseudonyms of a resident stay paired",
    enrolments,
    ({ registrarPseudonym, approverPseudonym }) => {
      const isPaired = (approvers.get(registrarPseudonym) ?? approverPseudonym) === approverPseudonym;
      const isFree = (registrars.get(approverPseudonym) ?? registrarPseudonym) === registrarPseudonym;
      approvers.set(registrarPseudonym, approverPseudonym);
      registrars.set(approverPseudonym, registrarPseudonym);
      return isPaired && isFree && registrarPseudonym !== ZeroHash && approverPseudonym !== ZeroHash;
    },
    describe,
  );
}

function rollsAreNamed({ identityCommitment, rollIds }: EnrolmentEvent): boolean {
  const increasing = rollIds.every((rollId, m) => m === 0 || rollId > (rollIds[m - 1] as bigint));
  return increasing && (rollIds.length === 0) === (identityCommitment === 0n);
}

/**
 * P1.3: a removal has no proof; everything else proves that its commitment's secret is known to somebody. A commitment
 * that comes a second time is not worth its pairing.
 */
function enrolmentsProved(enrolments: readonly EnrolmentEvent[], evidence: Evidence): Promise<Check> {
  const { record, chainId, keys } = evidence;
  const registry = { chainId, registry: record.constitution.rolls };
  const commitments = new Set<bigint>();
  return everyProof(
    "P1.3 each resident proved to know its identity's secret",
    {
      what: "enrolments",
      items: enrolments,
      key: () => keys().enrolment,
      statementOf: ({ registrarPseudonym, approverPseudonym, sequence, identityCommitment, proof }) => {
        if (identityCommitment === 0n) return proof.length === 0;
        if (commitments.has(identityCommitment)) return false;
        commitments.add(identityCommitment);
        const facts = { sequence, identityCommitment };
        const context = enrolmentContext(registry, registrarPseudonym, approverPseudonym, facts);
        return { proof: proof as unknown as ProofWords, publicSignals: [identityCommitment, context] };
      },
      describe,
    },
    evidence,
  );
}

/** P1.5: each transaction leaves exactly one checkpoint for each roll that it changed: the roll as it then stood. */
async function everyCheckpoint(history: readonly RollTransaction[]): Promise<Check> {
  const joining = history.reduce((sum, { enrolments }) => sum + enrolments.length, 0);
  const replay = rollReplay(await pairHashFor(joining));
  return every(
    "P1.5 each checkpoint is its roll as the enrolments give it",
    history,
    ({ enrolments, checkpoints }) => {
      const states = replay.apply(enrolments);
      const rollIds = new Set(checkpoints.map(({ rollId }) => rollId));
      return (
        rollIds.size === checkpoints.length &&
        rollIds.size === states.size &&
        checkpoints.every(({ rollId, root, depth, activeMembers }) => {
          const state = states.get(rollId);
          return state?.root === root && state.depth === depth && state.activeMembers === activeMembers;
        })
      );
    },
    ({ checkpoints }, index) => `change ${index + 1} of the rolls, at ${timeInKorea(checkpoints[0]?.time ?? 0)}`,
  );
}

function checkpointTimes(history: readonly RollTransaction[]): Check {
  const times = history.flatMap(({ checkpoints }) => checkpoints.map(({ time }) => time));
  const late = times.findIndex((time, m) => m > 0 && time < (times[m - 1] as number));
  return holds(
    "P1.5 checkpoints follow one another in time",
    late < 0,
    "times that do not decrease",
    late < 0
      ? counted(times.length, "checkpoint")
      : `${timeInKorea(times[late] ?? 0)} after ${timeInKorea(times[late - 1] ?? 0)}`,
  );
}
