import { addPoint, mulPointEscalar } from "@zk-kit/baby-jubjub";
import { expect } from "chai";
import fc from "fast-check";
import {
  add,
  checkedPoint,
  divideByEight,
  GENERATOR,
  IDENTITY,
  isInSubgroup,
  isOnCurve,
  multiply,
  multiplySecret,
  multiSum,
  negate,
  type Point,
  PointIsIdentityError,
  PointNotInSubgroupError,
  PointNotOnCurveError,
  pointFromOutside,
  subtract,
  sumPoints,
  timesEight,
  toAffineMany,
  toExtended,
} from "../../../sdk/crypto/babyjubjub.ts";
import { FIELD_ORDER, NumberTooLargeError, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { torsionPoints } from "./torsionPoints.ts";

const scalars = fc.bigInt(0n, SUBGROUP_ORDER - 1n);

describe("Baby Jubjub", () => {
  it("has EIP-2494's Base8 as its generator, of order l", () => {
    expect(GENERATOR).to.deep.equal({
      x: 5299619240641551281634865583518297030282874472190772894086521144482721001553n,
      y: 16950150798460657717958625567821834550301663161624707787222815936182638968203n,
    });
    expect(isInSubgroup(GENERATOR)).to.equal(true);
    expect(multiply(GENERATOR, SUBGROUP_ORDER)).to.deep.equal(IDENTITY);
    expect(add(multiply(GENERATOR, SUBGROUP_ORDER - 1n), GENERATOR)).to.deep.equal(IDENTITY);
  });

  it("adds as EIP-2494's test vectors do", () => {
    const a = {
      x: 17777552123799933955779906779655732241715742912184938656739573121738514868268n,
      y: 2626589144620713026669568689430873010625803728049924121243784502389097019475n,
    };
    const b = {
      x: 16540640123574156134436876038791482806971768689494387082833631921987005038935n,
      y: 20819045374670962167435360035096875258406992893633759881276124905556507972311n,
    };
    expect(add(a, b)).to.deep.equal({
      x: 7916061937171219682591368294088513039687205273691143098332585753343424131937n,
      y: 14035240266687799601661095864649209771790948434046947201833777492504781204499n,
    });
  });

  it("agrees with zk-kit on additions and multiplications", () => {
    fc.assert(
      fc.property(scalars, scalars, (k, m) => {
        const [p, q] = [multiply(GENERATOR, k), multiplySecret(GENERATOR, m)];
        expect([p.x, p.y]).to.deep.equal(mulPointEscalar([GENERATOR.x, GENERATOR.y], k));
        const sum = add(p, q);
        expect([sum.x, sum.y]).to.deep.equal(addPoint([p.x, p.y], [q.x, q.y]));
      }),
      { numRuns: 10 },
    );
  });

  it("multiplies alike for public and for secret scalars, also at the boundaries and for negative ones", () => {
    const base = multiply(GENERATOR, 77n);
    for (const k of [0n, 1n, 2n, SUBGROUP_ORDER - 1n, SUBGROUP_ORDER, SUBGROUP_ORDER + 5n, -3n]) {
      expect(multiplySecret(base, k)).to.deep.equal(multiply(base, k));
    }
    expect(multiply(base, -1n)).to.deep.equal(negate(base));
    expect(multiplySecret(IDENTITY, 5n)).to.deep.equal(IDENTITY);
    expect(multiply(IDENTITY, 5n)).to.deep.equal(IDENTITY);
  });

  it("subtracts and sums to the identity", () => {
    const p = multiply(GENERATOR, 9n);
    expect(subtract(p, p)).to.deep.equal(IDENTITY);
    expect(sumPoints([])).to.deep.equal(IDENTITY);
    expect(sumPoints([p, p, negate(p)])).to.deep.equal(p);
    expect(
      multiSum([
        [3n, p],
        [-2n, p],
        [1n, GENERATOR],
      ]),
    ).to.deep.equal(multiply(GENERATOR, 10n));
  });

  it("normalises many points at once, the identity among them", () => {
    const points = [IDENTITY, GENERATOR, multiply(GENERATOR, 3n)];
    expect(toAffineMany(points.map((p) => toExtended(p).double().subtract(toExtended(p))))).to.deep.equal(points);
  });

  it("undoes the division by eight", () => {
    fc.assert(
      fc.property(scalars, (k) => {
        const p = multiply(GENERATOR, k);
        expect(timesEight(divideByEight(p))).to.deep.equal(p);
      }),
      { numRuns: 10 },
    );
  });

  it("knows all eight points of small order as on the curve but, except O, outside the subgroup", () => {
    const torsion = torsionPoints();
    expect(torsion).to.have.length(8);
    expect(torsion.every(isOnCurve)).to.equal(true);
    expect(torsion.filter(isInSubgroup)).to.deep.equal([IDENTITY]);
    for (const point of torsion) {
      expect(() => checkedPoint(point)).to.throw(
        point.x === 0n && point.y === 1n ? PointIsIdentityError : PointNotInSubgroupError,
      );
      expect(() => pointFromOutside(point)).to.throw(PointIsIdentityError);
    }
  });

  it("clears a small-order part of a point from outside", () => {
    const p = multiply(GENERATOR, 12345n);
    for (const torsion of torsionPoints().slice(1)) {
      const mixed = add(divideByEight(p), torsion);
      expect(isInSubgroup(mixed)).to.equal(false);
      expect(() => checkedPoint(mixed)).to.throw(PointNotInSubgroupError);
      expect(pointFromOutside(mixed)).to.deep.equal(p);
    }
  });

  it("refuses points off the curve", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, FIELD_ORDER - 1n), fc.bigInt(0n, FIELD_ORDER - 1n), (x, y) => {
        fc.pre(!isOnCurve({ x, y }));
        expect(() => checkedPoint({ x, y })).to.throw(PointNotOnCurveError);
        expect(() => pointFromOutside({ x, y })).to.throw(PointNotOnCurveError);
        expect(isInSubgroup({ x, y })).to.equal(false);
      }),
      { numRuns: 50 },
    );
  });

  it("refuses coordinates at or above r, which would be second spellings of a point", () => {
    const spellings: Point[] = [
      { x: GENERATOR.x + FIELD_ORDER, y: GENERATOR.y },
      { x: GENERATOR.x, y: GENERATOR.y + FIELD_ORDER },
      { x: GENERATOR.x - FIELD_ORDER, y: GENERATOR.y },
    ];
    for (const point of spellings) {
      expect(isOnCurve(point)).to.equal(false);
      expect(() => checkedPoint(point)).to.throw(NumberTooLargeError);
      expect(() => pointFromOutside(point)).to.throw(NumberTooLargeError);
    }
  });
});
