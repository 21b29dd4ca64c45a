import assert from "node:assert/strict";
import { test } from "node:test";
import { bn254 } from "@noble/curves/bn254.js";
import { BASE_FIELD as q, SCALAR_FIELD as r } from "../../src/field/primes.ts";
import { isOneAfterFinalExponentiation } from "../../src/pairing/fp12.ts";
import { type G2, multiply2, onTwist } from "../../src/pairing/g2.ts";
import { millerLoop } from "../../src/pairing/millerLoop.ts";
import { G, g1, g2, H } from "./points.ts";

test("a product of pairings is 1 exactly if the exponents cancel", () => {
  const holds = (k: bigint): boolean => {
    const { product, outsideG2 } = millerLoop([
      { a: g1(G.multiply(5n)), b: g2(H.multiply(7n)) },
      { a: g1(G.multiply(k).negate()), b: g2(H) },
    ]);
    assert.deepEqual(outsideG2, []);
    return isOneAfterFinalExponentiation(product);
  };
  assert.equal(holds(35n), true);
  assert.equal(holds(36n), false);
});

test("nothing outside G2 ends the loop as a point of G2 does: the relation's norm is prime to the cofactor", () => {
  const x = 4965661367192848881n;
  const trace = 6n * x * x + 1n;
  const cofactor = 2n * q - r;
  // 6x + 2 + X - X^2 + X^3, reduced by X^2 = trace X - q to a + b X.
  const b = 1n + (trace * trace - q) - trace;
  const a = 6n * x + 2n + q - q * trace;
  const norm = a * a + a * b * trace + b * b * q;
  const divisor = (m: bigint, n: bigint): bigint => (n === 0n ? (m < 0n ? -m : m) : divisor(n, m % n));

  assert.equal(norm % r, 0n);
  assert.equal(divisor(norm, cofactor), 1n);
});

/** A root in Fp2, by Fp's: only for points of the test. */
const root = ([a, b]: readonly [bigint, bigint]): readonly [bigint, bigint] | undefined => {
  try {
    const { c0, c1 } = bn254.fields.Fp2.sqrt(bn254.fields.Fp2.fromBigTuple([a, b]));
    return [c0, c1];
  } catch {
    return undefined;
  }
};

const pointOfTwist = (start: bigint): G2 => {
  const { c0, c1 } = bn254.fields.Fp2.div(
    bn254.fields.Fp2.fromBigTuple([3n, 0n]),
    bn254.fields.Fp2.fromBigTuple([9n, 1n]),
  );
  for (let i = start; ; i++) {
    const x = [i, 1n] as const;
    const cube = multiply2(multiply2(x, x), x);
    const y = root([(((cube[0] + c0) % q) + q) % q, (((cube[1] + c1) % q) + q) % q]);
    if (y) return { x, y };
  }
};

test("points of the twist outside G2 are named", () => {
  for (const start of [1n, 100n, 10_000n]) {
    const outside = pointOfTwist(start);
    assert.equal(onTwist(outside), true);
    const { outsideG2 } = millerLoop([
      { a: g1(G), b: g2(H) },
      { a: g1(G), b: outside },
    ]);
    assert.deepEqual(outsideG2, [1]);
  }
});

test("a point of a small order of the twist's cofactor is named", () => {
  const cofactor = 2n * q - r;
  const { x, y } = pointOfTwist(7n);
  const point = bn254.G2.Point.fromAffine({
    x: bn254.fields.Fp2.fromBigTuple([...x] as [bigint, bigint]),
    y: bn254.fields.Fp2.fromBigTuple([...y] as [bigint, bigint]),
  });
  let small = point;
  for (const scalar of [r - 1n, cofactor / 10069n - 1n]) small = small.add(small.multiplyUnsafe(scalar));
  assert.equal(small.is0(), false);
  assert.deepEqual(millerLoop([{ a: g1(G), b: g2(small) }]).outsideG2, [0]);
});
