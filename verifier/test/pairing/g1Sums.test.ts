import assert from "node:assert/strict";
import { test } from "node:test";
import { SCALAR_FIELD as r } from "../../src/field/primes.ts";
import { drawCoefficients, EIGENVALUE, endomorphism, scalarOf } from "../../src/pairing/coefficients.ts";
import { toAffine } from "../../src/pairing/g1.ts";
import { multiplyEach, sumOfMultiples } from "../../src/pairing/g1Sums.ts";
import { G, g1 } from "./points.ts";

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const POINTS = Array.from({ length: 45 }, (_, i) => G.multiply(BigInt(i + 2)));

test("the endomorphism multiplies by its eigenvalue", () => {
  assert.deepEqual(endomorphism(g1(G)), g1(G.multiply(EIGENVALUE)));
  assert.equal((EIGENVALUE * EIGENVALUE + EIGENVALUE + 1n) % r, 0n);
});

test("multiples and their sum are those of noble", () => {
  const coefficients = drawCoefficients(POINTS.length, random);
  const expected = POINTS.map((point, i) => point.multiply(scalarOf(coefficients[i]!)));
  const affine = POINTS.map(g1);

  assert.deepEqual(toAffine(multiplyEach(affine, coefficients, toAffine)), expected.map(g1));
  assert.deepEqual(toAffine([sumOfMultiples(affine, coefficients)]), [g1(expected.reduce((a, b) => a.add(b)))]);
});

test("extreme coefficients are multiplied by", () => {
  const most = (1n << 64n) - 1n;
  const coefficients = [
    { low: 0n, high: 1n },
    { low: 1n, high: 0n },
    { low: most, high: most },
  ];
  const expected = coefficients.map((coefficient, i) => g1(POINTS[i]!.multiply(scalarOf(coefficient))));
  assert.deepEqual(toAffine(multiplyEach(POINTS.slice(0, 3).map(g1), coefficients, toAffine)), expected);
});
