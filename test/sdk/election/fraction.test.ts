import { expect } from "chai";
import fc from "fast-check";
import { isExact, isSame, leastReaching, MAJORITY, NO_FRACTION, reaches } from "../../../sdk/election/fraction.ts";
import { atLeast, moreThan } from "./referendums.ts";

const LARGEST = 2 ** 32 - 1;

const exact = fc
  .record({ numerator: fc.nat(LARGEST), denominator: fc.integer({ min: 1, max: LARGEST }), moreThan: fc.boolean() })
  .filter(isExact);

describe("a fraction", () => {
  it("has one form: in lowest terms, at most all, and never more than all", () => {
    for (const fraction of [NO_FRACTION, MAJORITY, atLeast(1, 1), atLeast(2, 3), moreThan(0, 1), atLeast(1, LARGEST)]) {
      expect(isExact(fraction)).to.equal(true);
    }
    const wrong = [atLeast(0, 0), atLeast(1, 0), atLeast(0, 2), atLeast(2, 4), atLeast(2, 1), moreThan(1, 1)];
    for (const fraction of [...wrong, atLeast(2, 2), atLeast(1, LARGEST + 1), atLeast(-1, 2), atLeast(0.5, 1)]) {
      expect(isExact(fraction), JSON.stringify(fraction)).to.equal(false);
    }
  });

  it("is another one by any of its parts", () => {
    expect(isSame(MAJORITY, moreThan(1, 2))).to.equal(true);
    for (const other of [atLeast(1, 2), moreThan(1, 3), moreThan(0, 1)])
      expect(isSame(MAJORITY, other)).to.equal(false);
  });

  it("without a denominator, as a false chain might show it, is reached by nobody", () => {
    expect(leastReaching(atLeast(1, 0), 10)).to.equal(11);
    expect(reaches(10, atLeast(1, 0), 10)).to.equal(false);
  });

  it("is reached by its least part and by more, and not by one less, up to the largest numbers", () => {
    fc.assert(
      fc.property(exact, fc.nat(LARGEST), (fraction, whole) => {
        const least = leastReaching(fraction, whole);
        expect(reaches(least, fraction, whole)).to.equal(true);
        expect(reaches(least + 1, fraction, whole)).to.equal(true);
        if (least > 0) expect(reaches(least - 1, fraction, whole)).to.equal(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
