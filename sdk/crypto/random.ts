import { bytesToNumberBE } from "@noble/curves/utils.js";
import { HanpyoError, told } from "../errors.ts";
import { FIELD_ORDER, SUBGROUP_ORDER } from "./field.ts";

/** A source of `count` random bytes; a parameter wherever randomness is needed. */
export type RandomBytes = (count: number) => Uint8Array;

export class RandomSourceBrokenError extends HanpyoError {
  constructor(reason: string) {
    super(
      "RANDOM_SOURCE_BROKEN",
      told`The random source is broken: ${{ reason }}`,
      "Do not go on with this device or stub",
    );
  }
}

/** The platform's cryptographic generator (WebCrypto). */
export const systemRandom: RandomBytes = (count) => globalThis.crypto.getRandomValues(new Uint8Array(count));

/** 48 bytes reduced modulo l: the distance from uniform is below 2^-132. */
export function scalarFromBytes(bytes: Uint8Array): bigint {
  return bytesToNumberBE(bytes) % SUBGROUP_ORDER;
}

/**
 * A uniform scalar in 1 to l - 1, from 48 random bytes (P0).
 * Throws `RandomSourceBrokenError` if the source gives another number of bytes, or a multiple of l.
 */
export function randomScalar(random: RandomBytes): bigint {
  const scalar = scalarFromBytes(randomBytes(random, 48));
  if (scalar === 0n) throw new RandomSourceBrokenError("it gave zeros");
  return scalar;
}

/** A uniform element of the circuits' field, from 48 random bytes: the distance from uniform is below 2^-130. */
export function randomFieldElement(random: RandomBytes): bigint {
  return bytesToNumberBE(randomBytes(random, 48)) % FIELD_ORDER;
}

/** Draws `count` bytes; throws `RandomSourceBrokenError` if the source gives another number of them. */
export function randomBytes(random: RandomBytes, count: number): Uint8Array {
  const bytes = random(count);
  if (bytes.length !== count) throw new RandomSourceBrokenError(`asked for ${count} bytes, it gave ${bytes.length}`);
  return bytes;
}
