import { SCALAR_FIELD as r } from "../field/primes.ts";
import { type Claim, foldKey } from "../pairing/groth16.ts";
import { refutedClaims } from "../pairing/groth16Batch.ts";
import { proofOf } from "../pairing/proofWords.ts";
import type { Snapshot } from "../record/recordShape.ts";
import { ENTRY_BYTES, entryOf, type SnapshotEntry } from "../roll/snapshotEntry.ts";
import { growSnapshot } from "../roll/snapshotTree.ts";
import type { Case } from "./case.ts";
import { enrolmentContext } from "./registry.ts";

const FILES = "P13.5 the snapshot's files";

/** The bytes of all `entries-NNNNN.bin`, one after the other, in pieces of any size. */
export type SnapshotBytes = () => AsyncIterable<Uint8Array>;

/** Whole entries of bytes that come in pieces; what is left at the end is given as it is. */
async function* entriesIn(bytes: SnapshotBytes): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const piece of bytes()) {
    const joined = new Uint8Array(rest.length + piece.length);
    joined.set(rest);
    joined.set(piece, rest.length);
    const whole = joined.length - (joined.length % ENTRY_BYTES);
    for (let at = 0; at < whole; at += ENTRY_BYTES) yield joined.subarray(at, at + ENTRY_BYTES);
    rest = joined.slice(whole);
  }
  if (rest.length > 0) yield rest;
}

/** What P13.3 lets anybody show of an entry by itself. */
const isPossible = ({ registrarPseudonym, approverPseudonym, sequence, identityCommitment }: SnapshotEntry): boolean =>
  registrarPseudonym !== 0n &&
  approverPseudonym !== 0n &&
  sequence > 0n &&
  sequence < 1n << 32n &&
  identityCommitment > 0n &&
  identityCommitment < r;

/**
 * P13.5: rebuilds the snapshot that is the census from its entries, looks for impossible entries and twins, and checks
 * every proof. The census must be that of the record.
 */
export const checkSnapshotFiles = async (at: Case, census: Snapshot, bytes: SnapshotBytes): Promise<void> => {
  const { ledger } = at;
  const { chainId, constitution } = at.record;
  const key = foldKey(at.keys.enrolment, 2, []);
  const tree = growSnapshot();
  const approvers = new Set<bigint>();
  const commitments = new Set<bigint>();
  const waiting: { readonly place: number; readonly claim: Claim }[] = [];
  let last = 0n;
  let count = 0;

  const proveWaiting = (): void => {
    const claims = waiting.map(({ claim }) => claim);
    const faults = new Map(refutedClaims(key, claims, at.random).map(({ index, fault }) => [index, fault]));
    waiting.forEach(({ place }, i) => {
      ledger.check(FILES, !faults.has(i), () => `the proof of entry ${place}: ${faults.get(i)}`);
    });
    waiting.length = 0;
  };

  for await (const piece of entriesIn(bytes)) {
    const place = count++;
    const told = (): string => `entry ${place} is cut off, impossible, out of order, or has a twin`;
    if (piece.length < ENTRY_BYTES) {
      ledger.check(FILES, false, told);
      break;
    }
    const entry = entryOf(piece);
    const { registrarPseudonym, approverPseudonym, sequence, identityCommitment, proof } = entry;
    const alone =
      registrarPseudonym > last && !approvers.has(approverPseudonym) && !commitments.has(identityCommitment);
    ledger.check(FILES, isPossible(entry) && alone, told);
    last = registrarPseudonym;
    approvers.add(approverPseudonym);
    commitments.add(identityCommitment);
    tree.push(piece);

    const words = { registrarPseudonym, approverPseudonym, sequence: Number(sequence), identityCommitment };
    const live = [identityCommitment, enrolmentContext(chainId, constitution.rolls, words)];
    waiting.push({ place, claim: { proof: proofOf(proof), live } });
    if (waiting.length >= at.batch) proveWaiting();
  }
  proveWaiting();

  const roots = tree.roots();
  const same =
    count === census.activeMembers &&
    roots?.root === census.root &&
    roots.contentRoot === census.contentRoot &&
    roots.depth === census.depth;
  ledger.check(FILES, same, () => `${count} entries with the root ${roots?.root}: not the census`);
};
