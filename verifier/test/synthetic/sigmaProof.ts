import { G, multiply, type Point } from "../../src/curve/babyJubjub.ts";
import type { SigmaProof } from "../../src/curve/sigma.ts";
import { inverse, mod } from "../../src/field/modular.ts";
import { SUBGROUP_ORDER as l } from "../../src/field/primes.ts";

/** `Q = (p/8 mod l) G`: what a client sends for `pG`. */
export const sent = (scalar: bigint): Point => multiply(G, mod(scalar * inverse(8n, l), l));

/** A proof of knowledge of `secret`, its challenge being a function of the commitment. */
export const prove = (secret: bigint, nonce: bigint, challengeOf: (r: Point) => bigint): SigmaProof => {
  const challenge = challengeOf(multiply(G, nonce));
  return { challenge, response: mod(nonce + challenge * secret, l) };
};
