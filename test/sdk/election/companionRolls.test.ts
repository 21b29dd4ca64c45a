import { expect } from "chai";
import { companionOf, companionsHold, isCompanion } from "../../../sdk/election/companionRolls.ts";

describe("Companion groups", () => {
  it("have the id of their roll with the top bit set, and none of their own", () => {
    expect(companionOf(7n)).to.equal(2n ** 255n + 7n);
    expect([isCompanion(companionOf(0n)), isCompanion(2n ** 255n - 1n)]).to.deep.equal([true, false]);
    expect(() => companionOf(companionOf(7n))).to.throw(RangeError);
  });

  it("stand beside their roll, at the first enrolment alone", () => {
    expect(companionsHold([1n, 2n], 2)).to.equal(true);
    expect(companionsHold([1n, 2n, companionOf(2n)], 1)).to.equal(true);
    expect(companionsHold([1n, 2n, companionOf(2n)], 2)).to.equal(false);
    expect(companionsHold([1n, companionOf(2n)], 1)).to.equal(false);
    expect(companionsHold([companionOf(2n)], 1)).to.equal(false);
  });
});
