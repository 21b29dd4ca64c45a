import { bytesToHex, bytesToNumberBE, concatBytes, hexToBytes, numberToBytesBE } from "@noble/curves/utils.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import type { ProofWords } from "./ballot.ts";

/** A resident in a roll that is published as a file (P13.1). */
export type SnapshotEntry = {
  /** 32 bytes, 0x and 64 hexadecimal digits. */
  readonly registrarPseudonym: string;
  readonly approverPseudonym: string;
  readonly sequence: number;
  readonly identityCommitment: bigint;
  readonly proof: ProofWords;
};

/** Bytes of a word, and of an entry: pseudonyms, sequence, commitment and the proof's eight words. */
export const WORD = 32;
export const ENTRY_BYTES = 12 * WORD;
const COMMITMENT_AT = 3 * WORD;

/** An entry as files and contracts have it: 12 words, big-endian. Throws for a value that is no word. */
export function entryToBytes(entry: SnapshotEntry): Uint8Array {
  const { registrarPseudonym, approverPseudonym, sequence, identityCommitment, proof } = entry;
  const words = [registrarPseudonym, approverPseudonym, sequence, identityCommitment, ...proof].map(BigInt);
  return concatBytes(...words.map((word) => numberToBytesBE(word, WORD)));
}

/** Reads the entry that 384 bytes hold; the sequence may be any word. */
export function entryFromBytes(bytes: Uint8Array): SnapshotEntry {
  const words = wordsOf(bytes);
  const [, , sequence, identityCommitment, ...proof] = words as [bigint, bigint, bigint, bigint, ...bigint[]];
  return {
    registrarPseudonym: `0x${bytesToHex(bytes.subarray(0, WORD))}`,
    approverPseudonym: `0x${bytesToHex(bytes.subarray(WORD, 2 * WORD))}`,
    sequence: Number(sequence),
    identityCommitment,
    proof: proof as unknown as ProofWords,
  };
}

/** The words of an entry, or of any bytes. */
export function wordsOf(bytes: Uint8Array): bigint[] {
  return Array.from({ length: bytes.length / WORD }, (_, m) => wordAt(bytes, m));
}

export function wordAt(bytes: Uint8Array, index: number): bigint {
  return bytesToNumberBE(bytes.subarray(index * WORD, (index + 1) * WORD));
}

/** The bytes of an entry's identity commitment: the leaf of the roll's tree. */
export function leafOf(entry: Uint8Array): Uint8Array {
  return entry.subarray(COMMITMENT_AT, COMMITMENT_AT + WORD);
}

/** `keccak256(0x00, entry)`. */
export function entryDigest(entry: Uint8Array): Uint8Array {
  return keccak_256(concatBytes(Uint8Array.of(0), entry));
}

/** `keccak256(0x01, value, left digest, right digest)`. */
export function nodeDigest(value: Uint8Array, left: Uint8Array, right: Uint8Array): Uint8Array {
  return keccak_256(concatBytes(Uint8Array.of(1), value, left, right));
}

export function hexOf(bytes: Uint8Array): string {
  return `0x${bytesToHex(bytes)}`;
}

export function bytesOf(hex: string): Uint8Array {
  return hexToBytes(hex.slice(2));
}
