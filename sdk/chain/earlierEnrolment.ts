import type { LeanIMT } from "@zk-kit/lean-imt";
import type { ContractRunner } from "ethers";
import { rollTree } from "../election/roll.ts";
import { censusAt, type RollTransaction } from "../election/rollHistory.ts";
import type { Enrolment } from "./offices.ts";
import { NO_RECORD, type ResidentRecord, requireRecords } from "./residentRecord.ts";

/** An entry of a batch before it is known what the resident's earlier enrolment was. */
export type EntryWithoutEarlier = Omit<Enrolment, "earlier" | "siblings">;

/**
 * Adds to each entry of a batch what the registry must be given of the resident's earlier enrolment: the record that it
 * keeps the hash of (P1.10), and the siblings by which the earlier commitment is removed (P1.4), in the trees that the
 * entries before it leave behind.
 * @param history The registry's whole history so far; `readRollHistory`.
 */
export function withEarlier(history: readonly RollTransaction[], entries: readonly EntryWithoutEarlier[]): Enrolment[] {
  const standing = recordsOf(history);
  const left = rollsLeft(standing, entries);
  const trees = new Map<bigint, LeanIMT>();
  const treeOf = (rollId: bigint): LeanIMT => {
    const tree = trees.get(rollId) ?? rollTree(censusAt(history, rollId, Number.POSITIVE_INFINITY).leaves);
    trees.set(rollId, tree);
    return tree;
  };

  return entries.map((entry) => {
    const earlier = standing.get(entry.registrar.pseudonym) ?? NO_RECORD;
    const siblings = earlier.rollIds.map((rollId) => removeLeaf(treeOf(rollId), earlier.identityCommitment));
    for (const rollId of entry.rollIds) if (left.has(rollId)) treeOf(rollId).insert(entry.identityCommitment);
    const { sequence, identityCommitment, rollIds, approver } = entry;
    const record = { approverPseudonym: approver.pseudonym, sequence, identityCommitment, rollIds };
    standing.set(entry.registrar.pseudonym, record);
    return { ...entry, earlier, siblings };
  });
}

/**
 * As `withEarlier`, once the registry itself has confirmed every record.
 * Throws `ResidentRecordMissingError`, `ResidentRecordOutdatedError`, or what the node's silence is.
 */
export async function withConfirmedEarlier(
  registry: string,
  history: readonly RollTransaction[],
  entries: readonly EntryWithoutEarlier[],
  runner: ContractRunner,
): Promise<Enrolment[]> {
  const standing = recordsOf(history);
  const asked = entries.map(({ registrar }) => registrar.pseudonym);
  const records = new Map(asked.map((pseudonym) => [pseudonym, standing.get(pseudonym) ?? NO_RECORD]));
  await requireRecords(registry, records, runner);
  return withEarlier(history, entries);
}

/** Rolls that an entry takes its resident from: the tree of any other, which takes a hash for each leaf, is not needed. */
function rollsLeft(
  standing: ReadonlyMap<string, ResidentRecord>,
  entries: readonly EntryWithoutEarlier[],
): ReadonlySet<bigint> {
  const rollIds = new Map<string, readonly bigint[]>();
  const left = new Set<bigint>();
  for (const { registrar, rollIds: joined } of entries) {
    const earlier = rollIds.get(registrar.pseudonym) ?? standing.get(registrar.pseudonym)?.rollIds ?? [];
    for (const rollId of earlier) left.add(rollId);
    rollIds.set(registrar.pseudonym, joined);
  }
  return left;
}

/** By the registrar's pseudonyms. */
function recordsOf(history: readonly RollTransaction[]): Map<string, ResidentRecord> {
  return new Map(
    history
      .flatMap(({ enrolments }) => enrolments)
      .map(({ registrarPseudonym, approverPseudonym, sequence, identityCommitment, rollIds }) => [
        registrarPseudonym,
        { approverPseudonym, sequence, identityCommitment, rollIds },
      ]),
  );
}

/** The leaf's siblings as they stood before its removal. */
function removeLeaf(tree: LeanIMT, commitment: bigint): readonly bigint[] {
  const position = tree.indexOf(commitment);
  const { siblings } = tree.generateProof(position);
  tree.update(position, 0n);
  return siblings;
}
