import { expect } from "chai";
import fc from "fast-check";
import {
  checkedBelow,
  FIELD_ORDER,
  inverse,
  mod,
  NoInverseError,
  NotCanonicalDecimalError,
  NumberTooLargeError,
  parseDecimal,
  SUBGROUP_ORDER,
} from "../../../sdk/crypto/field.ts";

describe("field arithmetic", () => {
  it("reduces negative values to the canonical representative", () => {
    expect(mod(-1n, SUBGROUP_ORDER)).to.equal(SUBGROUP_ORDER - 1n);
    expect(mod(-SUBGROUP_ORDER, SUBGROUP_ORDER)).to.equal(0n);
  });

  it("inverts every value but 0, modulo l and modulo r", () => {
    for (const modulus of [SUBGROUP_ORDER, FIELD_ORDER]) {
      fc.assert(
        fc.property(fc.bigInt(1n, modulus - 1n), (value) => (value * inverse(value, modulus)) % modulus === 1n),
        { numRuns: 50 },
      );
      expect(() => inverse(0n, modulus)).to.throw(NoInverseError);
      expect(() => inverse(modulus, modulus)).to.throw(NoInverseError);
    }
    expect(() => inverse(6n, 9n)).to.throw(NoInverseError);
  });

  it("accepts r - 1 and refuses r", () => {
    expect(parseDecimal((FIELD_ORDER - 1n).toString())).to.equal(FIELD_ORDER - 1n);
    expect(() => parseDecimal(FIELD_ORDER.toString())).to.throw(NumberTooLargeError);
  });

  it("accepts l - 1 and refuses l where a scalar is due", () => {
    expect(parseDecimal((SUBGROUP_ORDER - 1n).toString(), SUBGROUP_ORDER)).to.equal(SUBGROUP_ORDER - 1n);
    expect(() => parseDecimal(SUBGROUP_ORDER.toString(), SUBGROUP_ORDER)).to.throw(NumberTooLargeError);
    expect(() => checkedBelow(-1n, SUBGROUP_ORDER)).to.throw(NumberTooLargeError);
  });

  it("refuses every other spelling of a number", () => {
    for (const text of ["", "0x1", "+1", "-1", "01", "00", " 1", "1 ", "1e3", "1.0", "１", "9".repeat(79)]) {
      expect(() => parseDecimal(text), text).to.throw(NotCanonicalDecimalError);
    }
    expect(parseDecimal("0")).to.equal(0n);
  });
});
