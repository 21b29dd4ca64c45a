import { equalBytes, numberToBytesBE } from "@noble/curves/utils.js";
import type { ContractRunner } from "ethers";
import { type PairHash, pairHashFor } from "../crypto/pairHash.ts";
import { NotOnRollError } from "../election/roll.ts";
import { censusAt, type RollTransaction } from "../election/rollHistory.ts";
import { WORD } from "../election/snapshotEntry.ts";
import { word } from "../election/snapshotTree.ts";
import { growValues, siblingsOf, withLeaf } from "../election/valueTree.ts";
import type { Enrolment } from "./offices.ts";
import { NO_RECORD, type ResidentRecord, requireRecords } from "./residentRecord.ts";

/** An entry of a batch before it is known what the resident's earlier enrolment was. */
export type EntryWithoutEarlier = Omit<Enrolment, "earlier" | "siblings">;

/** Of rolls: their leaves, one word after the other, or all levels of the trees over them (`growValues`). */
export type RollLeaves = ReadonlyMap<bigint, Uint8Array<ArrayBuffer>>;
export type RollTrees = ReadonlyMap<bigint, readonly Uint8Array[]>;

/** The rolls that entries take their residents from, as they are now: the tree of any other is not needed. */
export function leavesOfRollsLeft(
  history: readonly RollTransaction[],
  entries: readonly EntryWithoutEarlier[],
): RollLeaves {
  const left = rollsLeft(recordsOf(history), entries);
  return new Map(
    [...left].map((rollId) => [rollId, toWords(censusAt(history, rollId, Number.POSITIVE_INFINITY).leaves)]),
  );
}

/** The trees over leaves, hashed here and now. */
export function treesOf(rolls: RollLeaves, hash?: PairHash): RollTrees {
  return new Map([...rolls].map(([rollId, leaves]) => [rollId, growValues(leaves, hash)]));
}

/**
 * Adds to each entry of a batch what the registry must be given of the resident's earlier enrolment: the record that it
 * keeps the hash of (P1.10), and the siblings by which the earlier commitment is removed (P1.4), in the trees that the
 * entries before it leave behind.
 * @param history The registry's whole history so far; `readRollHistory`.
 * @param trees At least those of the rolls that the entries leave; else they are made, by a hash for each leaf.
 */
export function withEarlier(
  history: readonly RollTransaction[],
  entries: readonly EntryWithoutEarlier[],
  trees: RollTrees = treesOf(leavesOfRollsLeft(history, entries)),
): Enrolment[] {
  const standing = recordsOf(history);
  const grown = new Map(trees);
  return entries.map((entry) => {
    const earlier = standing.get(entry.registrar.pseudonym) ?? NO_RECORD;
    const siblings = earlier.rollIds.map((rollId) => {
      const tree = grown.get(rollId) ?? [];
      const place = placeOf(tree, earlier.identityCommitment);
      grown.set(rollId, withLeaf(tree, place, 0n));
      return siblingsOf(tree, place);
    });
    for (const rollId of entry.rollIds) {
      const tree = grown.get(rollId);
      if (tree !== undefined) grown.set(rollId, withLeaf(tree, leafCount(tree), entry.identityCommitment));
    }
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
  const rolls = leavesOfRollsLeft(history, entries);
  const most = Math.max(0, ...[...rolls.values()].map(({ length }) => length / WORD));
  return withEarlier(history, entries, treesOf(rolls, await pairHashFor(most)));
}

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

function toWords(leaves: readonly bigint[]): Uint8Array<ArrayBuffer> {
  const words = new Uint8Array(leaves.length * WORD);
  for (const [index, leaf] of leaves.entries()) words.set(numberToBytesBE(leaf, WORD), index * WORD);
  return words;
}

function leafCount([leaves = new Uint8Array()]: readonly Uint8Array[]): number {
  return leaves.length / WORD;
}

/** Throws where the leaf is not there: the history is then not the registry's. */
function placeOf(tree: readonly Uint8Array[], commitment: bigint): number {
  const [leaves = new Uint8Array()] = tree;
  const wanted = numberToBytesBE(commitment, WORD);
  for (let place = 0; place < leafCount(tree); place++) {
    if (equalBytes(word(leaves, place), wanted)) return place;
  }
  throw new NotOnRollError(commitment);
}
