import { numberOf } from "../hash/keccak.ts";

/** Bytes of an entry: 12 words (P13.1). */
export const ENTRY_BYTES = 384;

/** Which word of an entry is its commitment. */
export const COMMITMENT_WORD = 3;

/** A resident's entry in a snapshot (P13.1). */
export interface SnapshotEntry {
  readonly registrarPseudonym: bigint;
  readonly approverPseudonym: bigint;
  readonly sequence: bigint;
  readonly identityCommitment: bigint;
  readonly proof: readonly bigint[];
}

/** One word of an entry. */
export const wordAt = (entry: Uint8Array, place: number): bigint =>
  numberOf(entry.subarray(32 * place, 32 * place + 32));

/** An entry of its 384 bytes. */
export const entryOf = (bytes: Uint8Array): SnapshotEntry => ({
  registrarPseudonym: wordAt(bytes, 0),
  approverPseudonym: wordAt(bytes, 1),
  sequence: wordAt(bytes, 2),
  identityCommitment: wordAt(bytes, COMMITMENT_WORD),
  proof: Array.from({ length: 8 }, (_, i) => wordAt(bytes, 4 + i)),
});
