import { bn254 } from "@noble/curves/bn254.js";
import { expect } from "chai";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { loadCurveCode } from "../../../sdk/proofs/curveCode.ts";
import { G2_AFFINE, putElements } from "../../../sdk/proofs/curvePoints.ts";
import { BASE_FIELD_ORDER } from "../../../sdk/proofs/groth16.ts";
import { CURVE_PARAMETER, secondGroupCheck } from "../../../sdk/proofs/secondGroup.ts";
import { twistPoint } from "./twistPoints.ts";

const { Point } = bn254.G2;
/** The twist's group has this many points for each of order r; all its small factors. */
const COFACTOR = 2n * BASE_FIELD_ORDER - FIELD_ORDER;
const SMALL_FACTORS = [10_069n, 5_864_401n, 1_875_725_156_269n];

describe("The second group's check by its endomorphism", function () {
  this.timeout(60_000);
  let isInGroup: (point: InstanceType<typeof Point>) => boolean;

  before(async () => {
    const code = await loadCurveCode();
    const check = secondGroupCheck(code);
    const place = code.take(G2_AFFINE);
    isInGroup = (point) => {
      const { x, y } = point.toAffine();
      putElements(code, place, [x.c0, x.c1, y.c0, y.c1]);
      expect(code.call.g2m_inCurveAffine(place)).to.equal(1);
      return check(place);
    };
  });

  it("rests on a norm whose greatest common divisor with the order of the twist's group is r", () => {
    const x = CURVE_PARAMETER;
    const t = 6n * x ** 2n + 1n;
    const q = 36n * x ** 4n + 36n * x ** 3n + 24n * x ** 2n + 6n * x + 1n;
    expect([q, q + 1n - t]).to.deep.equal([BASE_FIELD_ORDER, FIELD_ORDER]);
    // (x + 1) + x psi + x psi^2 - 2x psi^3 as c + d psi, with psi^2 = t psi - q and psi^3 = (t^2 - q) psi - t q.
    const c = x + 1n - x * q + 2n * x * t * q;
    const d = x + x * t - 2n * x * (t * t - q);
    let [divisor, rest] = [c * c + c * d * t + d * d * q, COFACTOR * FIELD_ORDER];
    while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
    expect(divisor).to.equal(FIELD_ORDER);
  });

  it("takes every multiple of the generator that it is given", () => {
    for (const scalar of [1n, 2n, 3n, CURVE_PARAMETER, FIELD_ORDER - 1n, 0x1234567890abcdefn ** 3n]) {
      expect(isInGroup(Point.BASE.multiplyUnsafe(scalar % FIELD_ORDER))).to.equal(true);
    }
  });

  it("refuses points of the twist at random, of every small order, and such an order beside r", () => {
    for (let m = 1n; m <= 40n; m++) {
      const point = twistPoint(m);
      expect(isInGroup(point)).to.equal(
        point
          .multiplyUnsafe(FIELD_ORDER - 1n)
          .add(point)
          .is0(),
      );
      expect(isInGroup(point)).to.equal(false);
    }
    for (const order of SMALL_FACTORS) {
      const small = ofOrder(order);
      for (const point of [small, small.double(), small.negate(), Point.BASE.add(small), Point.BASE.subtract(small)]) {
        expect(isInGroup(point), `order ${order}`).to.equal(false);
      }
    }
  });
});

/** A point of the twist of a prime order that is not r. */
function ofOrder(order: bigint) {
  expect(COFACTOR % order).to.equal(0n);
  for (let m = 1n; ; m++) {
    const point = times(times(twistPoint(m), FIELD_ORDER), COFACTOR / order);
    if (point.is0()) continue;
    expect(times(point, order).is0()).to.equal(true);
    return point;
  }
}

/** scalar * point for any scalar: noble's own takes those below r alone. */
function times(point: InstanceType<typeof Point>, scalar: bigint) {
  let sum = Point.ZERO;
  for (const bit of scalar.toString(2)) {
    sum = sum.double();
    if (bit === "1") sum = sum.add(point);
  }
  return sum;
}
