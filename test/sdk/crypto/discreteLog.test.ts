import { expect } from "chai";
import fc from "fast-check";
import { GENERATOR, IDENTITY, multiply, negate } from "../../../sdk/crypto/babyjubjub.ts";
import {
  CountsNotFoundError,
  findCounts,
  LogBoundError,
  makeLogTable,
  searchCounts,
} from "../../../sdk/crypto/discreteLog.ts";

const pointOf = (low: number, high: number) => multiply(GENERATOR, BigInt(low) + (BigInt(high) << 24n));

describe("discrete logarithm of counts", () => {
  it("finds the corners of the range", () => {
    const bound = 1500;
    const corners = [
      [0, 0],
      [bound, 0],
      [0, bound],
      [bound, bound],
    ] as const;
    expect(
      findCounts(
        corners.map(([low, high]) => pointOf(low, high)),
        bound,
      ),
    ).to.deep.equal(corners);
  });

  it("finds any two counts within the bound", () => {
    const table = makeLogTable(600);
    fc.assert(
      fc.property(fc.nat(600), fc.nat(600), (low, high) => {
        expect(searchCounts(table, pointOf(low, high))).to.deep.equal([low, high]);
      }),
      { numRuns: 20 },
    );
  });

  it("finds nothing beyond the bound, in either count", () => {
    for (const [low, high] of [
      [101, 0],
      [0, 101],
      [101, 101],
      [2 ** 23, 2 ** 23],
    ] as const) {
      expect(() => findCounts([pointOf(low, high)], 100), `${low}, ${high}`).to.throw(CountsNotFoundError, "100");
    }
    expect(() => findCounts([negate(GENERATOR)], 100)).to.throw(CountsNotFoundError);
  });

  it("finds zeros with bound 0", () => {
    expect(findCounts([IDENTITY], 0)).to.deep.equal([[0, 0]]);
    expect(() => findCounts([GENERATOR], 0)).to.throw(CountsNotFoundError);
  });

  it("refuses a bound that is no count", () => {
    for (const bound of [-1, 1.5, 2 ** 24, Number.NaN]) expect(() => makeLogTable(bound)).to.throw(LogBoundError);
  });

  it("tells its progress, rising up to the whole", () => {
    const seen: number[] = [];
    findCounts([pointOf(3, 900), pointOf(0, 0)], 1000, (done, total) => {
      expect(total).to.equal(3 * 1001);
      seen.push(done);
    });
    expect(seen).to.deep.equal([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).to.equal(3 * 1001);
  });

  it("takes a sum of 16,384 approval ballots in seconds", function () {
    this.timeout(20_000);
    const counts = [
      [16384, 1],
      [8000, 12000],
      [0, 16384],
      [777, 16383],
    ] as const;
    expect(
      findCounts(
        counts.map(([low, high]) => pointOf(low, high)),
        16384,
      ),
    ).to.deep.equal(counts);
  });
});
