import { keccak256 } from "ethers";
import { checkedBelow, FIELD_ORDER } from "./field.ts";
import { poseidonSponge } from "./poseidonSponge.ts";

/** The live public signals of a ballot's proof (P5.4, P5.5). */
export type BallotBinding = {
  readonly digest: bigint;
  readonly evaluation: bigint;
  readonly challenge: bigint;
};

/** Digest, challenge and evaluation of a ballot's vector x; throws `NumberTooLargeError` for a value at or above r. */
export function bindBallot(x: readonly bigint[]): BallotBinding {
  const digest = poseidonSponge(x);
  const challenge = ballotChallenge(digest, x);
  return { digest, evaluation: evaluateAt(x, challenge), challenge };
}

/** keccak256(digest, x) mod r (P5.4). Throws `NumberTooLargeError` for a value at or above r. */
export function ballotChallenge(digest: bigint, x: readonly bigint[]): bigint {
  const words = [digest, ...x];
  const packed = new DataView(new ArrayBuffer(32 * words.length));
  for (const [m, word] of words.entries()) {
    checkedBelow(word, FIELD_ORDER);
    // Written in four parts: an observer does this for every ballot there is.
    for (let part = 0; part < 4; part++) {
      packed.setBigUint64(32 * m + 24 - 8 * part, BigInt.asUintN(64, word >> BigInt(64 * part)));
    }
  }
  return BigInt(keccak256(new Uint8Array(packed.buffer))) % FIELD_ORDER;
}

/** sum x[i] challenge^i mod r (P5.4). */
export function evaluateAt(x: readonly bigint[], challenge: bigint): bigint {
  return x.reduceRight((value, coefficient) => (value * challenge + coefficient) % FIELD_ORDER, 0n);
}
