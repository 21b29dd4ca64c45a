import type { Point } from "../crypto/babyjubjub.ts";
import { COUNT_SHIFT } from "../crypto/discreteLog.ts";
import { type Ciphertext, ciphertextWords, EMPTY_CIPHERTEXT, encrypt } from "../crypto/elgamal.ts";
import { hashWords } from "../crypto/transcript.ts";
import { HanpyoError, told } from "../errors.ts";

/** A Groth16 proof in the contracts' order: A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y. */
export type ProofWords = readonly [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];

/** A ballot as cast (P5); mirrors `Ballot` of contracts/types/IElection.sol. */
export type Ballot = {
  readonly nullifier: bigint;
  /** The slot's version that the ballot was made for. */
  readonly version: bigint;
  /** The words that the slot holds; empty for version 0. */
  readonly held: readonly bigint[];
  /** The new ciphertexts, 2 * ballotSize words. */
  readonly next: readonly bigint[];
  readonly digest: bigint;
  readonly proof: ProofWords;
};

export class ScalarCountError extends HanpyoError {
  constructor(count: number, expected: number) {
    super(
      "SCALAR_COUNT",
      told`${{ count }} random scalars for ${{ expected }} ciphertexts`,
      "Draw one for each ciphertext",
    );
  }
}

/** m_t = v[2t] + v[2t+1] 2^24 for every ciphertext (P5.2); works for choices and for counts. */
export function messagesOf(choices: readonly number[]): bigint[] {
  return Array.from(
    { length: choices.length / 2 },
    (_, t) => BigInt(choices[2 * t] as number) + BigInt(choices[2 * t + 1] as number) * COUNT_SHIFT,
  );
}

/**
 * Encrypts choices to the election key, with one fresh scalar per ciphertext (P5.2).
 * Throws `ScalarCountError`, or `EncryptionRandomnessZeroError`.
 */
export function encryptChoices(
  choices: readonly number[],
  electionKey: Point,
  scalars: readonly bigint[],
): Ciphertext[] {
  const messages = messagesOf(choices);
  if (scalars.length !== messages.length) throw new ScalarCountError(scalars.length, messages.length);
  return messages.map((message, t) => encrypt(message, electionKey, scalars[t] as bigint));
}

/** The words of (O, O) for every ciphertext of a ballot. */
export function emptyWords(ballotSize: number): bigint[] {
  return ciphertextWords(Array.from({ length: ballotSize / 2 }, () => EMPTY_CIPHERTEXT));
}

/** `previous` of P5.3: what the slot holds in a masked election (nothing for version 0), (O, O) otherwise. */
export function previousWords(masked: boolean, held: readonly bigint[], ballotSize: number): readonly bigint[] {
  return masked && held.length > 0 ? held : emptyWords(ballotSize);
}

/** x = (nullifier, version, previous, next) (P5.3). */
export function ballotVector(
  { nullifier, version, held, next }: Pick<Ballot, "nullifier" | "version" | "held" | "next">,
  masked: boolean,
): bigint[] {
  return [nullifier, version, ...previousWords(masked, held, next.length / 2), ...next];
}

/** What a slot stores of the words it holds: the low 224 bits of their hash (P7.2). */
export function heldHash(words: readonly bigint[]): bigint {
  return BigInt(hashWords(words)) & ((1n << 224n) - 1n);
}
