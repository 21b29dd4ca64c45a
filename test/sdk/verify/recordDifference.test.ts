import { expect } from "chai";
import { firstDifference } from "../../../sdk/verify/recordDifference.ts";

describe("The first difference of two records", () => {
  it("is none between equal values, whatever the order of their fields", () => {
    expect(firstDifference({ a: 1, b: [null, { c: "x" }] }, { b: [null, { c: "x" }], a: 1 })).to.equal(undefined);
    expect(firstDifference([], [])).to.equal(undefined);
  });

  it("is named by its path, with both values", () => {
    const left = { a: 1, b: [{ c: "x" }, { c: "y" }] };
    const right = { a: 1, b: [{ c: "x" }, { c: "z" }] };
    expect(firstDifference(left, right)).to.deep.equal({ path: "b[1].c", left: '"y"', right: '"z"' });
    expect(firstDifference(1, 2)).to.deep.equal({ path: "the whole", left: "1", right: "2" });
  });

  it("is a field that only one side has, on either side", () => {
    expect(firstDifference({ a: 1 }, {})).to.deep.equal({ path: "a", left: "1", right: "nothing" });
    expect(firstDifference({}, { a: null })).to.deep.equal({ path: "a", left: "nothing", right: "null" });
  });

  it("is the length of arrays whose common part is equal, and the part where it is not", () => {
    expect(firstDifference([1, 2], [1])).to.deep.equal({ path: ".length", left: "2", right: "1" });
    expect(firstDifference({ a: [1, 2] }, { a: [3] })?.path).to.equal("a[0]");
  });

  it("is seen between a number and its text, nothing and null, an array and an object", () => {
    for (const [left, right] of [
      [1, "1"],
      [null, undefined],
      [null, {}],
      [[], {}],
      [0, -0],
    ] as const) {
      expect(firstDifference({ a: left }, { a: right })?.path).to.equal("a");
    }
  });

  it("says a time as people read it, with the number beside it", () => {
    const created = (time: number) => ({ created: { block: 7, time } });
    expect(firstDifference(created(1_800_000_000), created(1_800_000_001))).to.deep.equal({
      path: "created.time",
      left: "2027-01-15 17:00:00 KST (1800000000)",
      right: "2027-01-15 17:00:01 KST (1800000001)",
    });
    for (const field of ["closesAt", "registerBy", "censusTime", "finalAt", "inForceFrom", "aloneUntil"]) {
      expect(firstDifference({ [field]: 0 }, { [field]: 1 })?.right).to.equal("1970-01-01 09:00:01 KST (1)");
    }
    expect(firstDifference({ block: 1, by: 0, atTimes: 3 }, { block: 2 })?.left).to.equal("1");
    expect(firstDifference({ atTimes: 3 }, { atTimes: 4 })?.left).to.equal("3");
  });

  it("shows 100 characters of a value whole, and one more cut", () => {
    const text = (length: number) => "x".repeat(length - 2);
    expect(firstDifference(text(100), "")?.left)
      .to.have.length(100)
      .and.not.contain("...");
    expect(firstDifference(text(101), "")?.left)
      .to.have.length(100)
      .and.match(/\.\.\.$/);
  });
});
