import assert from "node:assert/strict";
import { test } from "node:test";
import { inverse } from "../../src/field/modular.ts";
import { BASE_FIELD as q, SCALAR_FIELD as r } from "../../src/field/primes.ts";
import { type Claim, foldKey, refutedClaims, type VerifyingKey } from "../../src/pairing/groth16.ts";
import { G, g1, g2, H } from "./points.ts";

/** A key whose trapdoor the test knows, so that it makes claims at will: alpha, beta, gamma, delta and ic as exponents. */
const TRAPDOOR = { alpha: 11n, beta: 13n, gamma: 17n, delta: 19n, ic: [23n, 29n, 31n, 37n] };

const KEY: VerifyingKey = {
  alpha: g1(G.multiply(TRAPDOOR.alpha)),
  beta: g2(H.multiply(TRAPDOOR.beta)),
  gamma: g2(H.multiply(TRAPDOOR.gamma)),
  delta: g2(H.multiply(TRAPDOOR.delta)),
  ic: TRAPDOOR.ic.map((scalar) => g1(G.multiply(scalar))),
};

const CONSTANT = 5n;
const FOLDED = foldKey(KEY, 2, [CONSTANT]);
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

const claim = (seed: bigint): Claim => {
  const live = [seed * 1000n + 1n, seed + 2n];
  const a = seed + 3n;
  const b = 7n * seed + 1n;
  const [i0, i1, i2, i3] = TRAPDOOR.ic as [bigint, bigint, bigint, bigint];
  const signals = i0 + i1 * live[0]! + i2 * live[1]! + i3 * CONSTANT;
  const rest = a * b - TRAPDOOR.alpha * TRAPDOOR.beta - signals * TRAPDOOR.gamma;
  const c = ((((rest % r) + r) % r) * inverse(TRAPDOOR.delta, r)) % r;
  return { proof: { a: g1(G.multiply(a)), b: g2(H.multiply(b)), c: g1(G.multiply(c)) }, live };
};

const CLAIMS = Array.from({ length: 9 }, (_, i) => claim(BigInt(i)));
const altered = (index: number, change: (claim: Claim) => Claim): readonly Claim[] =>
  CLAIMS.map((one, i) => (i === index ? change(one) : one));

test("claims that hold are not refuted, in batches of every size", () => {
  for (const size of [0, 1, 2, 9]) assert.deepEqual(refutedClaims(FOLDED, CLAIMS.slice(0, size), random), []);
});

test("a claim with another signal is found in its batch", () => {
  const claims = altered(4, (one) => ({ ...one, live: [one.live[0]! + 1n, one.live[1]!] }));
  assert.deepEqual(refutedClaims(FOLDED, claims, random), [{ index: 4, fault: "PROOF_DOES_NOT_HOLD" }]);
});

test("several claims at fault are all found", () => {
  const swapped = CLAIMS.map((one, i) => (i === 1 || i === 7 ? { ...one, proof: CLAIMS[8 - i]!.proof } : one));
  assert.deepEqual(
    refutedClaims(FOLDED, swapped, random).map(({ index }) => index),
    [1, 7],
  );
});

test("two errors that cancel without coefficients do not cancel", () => {
  const shift = G.multiply(12345n);
  const add = (one: Claim, by: typeof G): Claim => {
    const c = G.multiply(0n + 1n)
      .subtract(G)
      .add(by);
    const moved = pointOf(one.proof.c).add(c);
    return { ...one, proof: { ...one.proof, c: g1(moved) } };
  };
  const claims = CLAIMS.map((one, i) => (i === 2 ? add(one, shift) : i === 3 ? add(one, shift.negate()) : one));
  assert.deepEqual(
    refutedClaims(FOLDED, claims, random).map(({ index }) => index),
    [2, 3],
  );
});

const pointOf = ({ x, y }: { x: bigint; y: bigint }): typeof G =>
  (G.constructor as unknown as { fromAffine: (p: { x: bigint; y: bigint }) => typeof G }).fromAffine({ x, y });

test("signals at or above r, and coordinates at or above q, are refused as such", () => {
  const signal = altered(0, (one) => ({ ...one, live: [one.live[0]! + r, one.live[1]!] }));
  assert.deepEqual(refutedClaims(FOLDED, signal, random), [{ index: 0, fault: "SIGNAL_OUT_OF_RANGE" }]);

  const coordinate = altered(0, ({ proof, live }) => ({
    live,
    proof: { ...proof, a: { ...proof.a, x: proof.a.x + q } },
  }));
  assert.deepEqual(refutedClaims(FOLDED, coordinate, random), [{ index: 0, fault: "POINT_NOT_ON_CURVE" }]);
});

test("infinity is no point of a proof", () => {
  const claims = altered(3, ({ proof, live }) => ({ live, proof: { ...proof, c: { x: 0n, y: 0n } } }));
  assert.deepEqual(refutedClaims(FOLDED, claims, random), [{ index: 3, fault: "POINT_NOT_ON_CURVE" }]);
});
