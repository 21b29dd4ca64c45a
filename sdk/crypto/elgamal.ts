import { HanpyoError, told } from "../errors.ts";
import {
  add,
  GENERATOR,
  IDENTITY,
  isOnCurve,
  multiplySecret,
  type Point,
  PointNotOnCurveError,
  subtract,
  sumPoints,
} from "./babyjubjub.ts";
import { mod, SUBGROUP_ORDER } from "./field.ts";

/** An exponential ElGamal ciphertext: c1 = rG, c2 = rK + mG (P5.2). */
export type Ciphertext = { readonly c1: Point; readonly c2: Point };

/** (O, O): what an empty slot holds. */
export const EMPTY_CIPHERTEXT: Ciphertext = Object.freeze({ c1: IDENTITY, c2: IDENTITY });

export class EncryptionRandomnessZeroError extends HanpyoError {
  constructor() {
    super(
      "ENCRYPTION_RANDOMNESS_ZERO",
      "The randomness of an encryption is 0 modulo l, which would show the message",
      "Draw it from a working random source",
    );
  }
}

export class CiphertextWordCountError extends HanpyoError {
  constructor(count: number) {
    super(
      "CIPHERTEXT_WORD_COUNT",
      told`${{ count }} words are not whole ciphertexts of 4`,
      "Give c1.x, c1.y, c2.x, c2.y of each",
    );
  }
}

/**
 * Encrypts `message` (any integer, taken modulo l) to `key` with randomness `r` (not 0 modulo l) (P5.2).
 * Throws `EncryptionRandomnessZeroError`.
 */
export function encrypt(message: bigint, key: Point, r: bigint): Ciphertext {
  if (mod(r, SUBGROUP_ORDER) === 0n) throw new EncryptionRandomnessZeroError();
  return {
    c1: multiplySecret(GENERATOR, r),
    c2: add(multiplySecret(key, r), multiplySecret(GENERATOR, message)),
  };
}

/** mG of a ciphertext, given the secret of its key. */
export function decryptToPoint(ciphertext: Ciphertext, secret: bigint): Point {
  return subtract(ciphertext.c2, multiplySecret(ciphertext.c1, secret));
}

export function addCiphertexts(a: Ciphertext, b: Ciphertext): Ciphertext {
  return { c1: add(a.c1, b.c1), c2: add(a.c2, b.c2) };
}

export function subtractCiphertexts(a: Ciphertext, b: Ciphertext): Ciphertext {
  return { c1: subtract(a.c1, b.c1), c2: subtract(a.c2, b.c2) };
}

export function sumCiphertexts(ciphertexts: readonly Ciphertext[]): Ciphertext {
  return { c1: sumPoints(ciphertexts.map(({ c1 }) => c1)), c2: sumPoints(ciphertexts.map(({ c2 }) => c2)) };
}

/** The words c1.x, c1.y, c2.x, c2.y of every ciphertext, as contracts and circuits take them (P5.3). */
export function ciphertextWords(ciphertexts: readonly Ciphertext[]): bigint[] {
  return ciphertexts.flatMap(({ c1, c2 }) => [c1.x, c1.y, c2.x, c2.y]);
}

/**
 * Ciphertexts from their words. Throws `CiphertextWordCountError`, or `PointNotOnCurveError` (also for words
 * at or above r); membership in the subgroup is not checked.
 */
export function ciphertextsFromWords(words: readonly bigint[]): Ciphertext[] {
  if (words.length % 4 !== 0) throw new CiphertextWordCountError(words.length);
  return Array.from({ length: words.length / 4 }, (_, t) => {
    const [x1, y1, x2, y2] = words.slice(4 * t, 4 * t + 4) as [bigint, bigint, bigint, bigint];
    return { c1: pointOnCurve({ x: x1, y: y1 }), c2: pointOnCurve({ x: x2, y: y2 }) };
  });
}

function pointOnCurve(point: Point): Point {
  if (!isOnCurve(point)) throw new PointNotOnCurveError(point);
  return point;
}
