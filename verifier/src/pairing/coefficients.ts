import { BASE_FIELD as q, SCALAR_FIELD as r } from "../field/primes.ts";
import type { G1 } from "./g1.ts";

/**
 * G1's endomorphism (x, y) -> (CUBE_ROOT x, y) multiplies by EIGENVALUE (Gallant, Lambert, Vanstone 2001). Both are
 * cube roots of 1; `endomorphism.test.ts` holds the one against the other.
 */
export const CUBE_ROOT = 2203960485148121921418603742825762020974279258880205651966n;
export const EIGENVALUE = 4407920970296243842393367215006156084916469457145843978461n;

/** The endomorphism of G1. */
export const endomorphism = ({ x, y }: G1): G1 => ({ x: (x * CUBE_ROOT) % q, y });

/**
 * A coefficient of a batch: `low + high * EIGENVALUE`, both halves of 64 bits. Different halves are different
 * coefficients modulo r, since the lattice of pairs that come to 0 has no vector that short; so of 2^128 coefficients
 * each is as likely as any other, and multiplying by one takes 64 doublings.
 */
export interface Coefficient {
  readonly low: bigint;
  readonly high: bigint;
}

/** The coefficient as a scalar modulo r. */
export const scalarOf = ({ low, high }: Coefficient): bigint => (low + high * EIGENVALUE) % r;

/** Gives that many bytes that nobody can foresee. */
export type RandomBytes = (length: number) => Uint8Array;

/** Draws `count` coefficients, none of them 0. */
export const drawCoefficients = (count: number, random: RandomBytes): readonly Coefficient[] => {
  const bytes = random(16 * count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  return Array.from({ length: count }, (_, i) => {
    const low = view.getBigUint64(16 * i);
    const high = view.getBigUint64(16 * i + 8);
    return low === 0n && high === 0n ? { low: 1n, high: 0n } : { low, high };
  });
};
