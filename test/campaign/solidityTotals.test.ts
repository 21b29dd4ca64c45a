import { expect } from "chai";
import { addRuns, report, summary, TARGET, type Totals } from "./solidityTotals.ts";

describe("The totals of the long runs", () => {
  const enough: Totals = addRuns({}, [
    { name: "A.fuzz", count: TARGET.runs, unit: "runs" },
    { name: "B.invariant", count: TARGET.calls - 1, unit: "calls" },
    { name: "B.invariant", count: 1, unit: "calls" },
  ]);

  it("add up what each property did in every round", () => {
    expect(enough).to.deep.equal({
      "A.fuzz": { count: TARGET.runs, unit: "runs", failures: [] },
      "B.invariant": { count: TARGET.calls, unit: "calls", failures: [] },
    });
    expect(summary(enough)).to.deep.equal({
      properties: 2,
      runs: TARGET.runs,
      calls: TARGET.calls,
      accepted: 0,
      short: 0,
    });
  });

  it("count a property that failed once as accepting for ever, and say with which seed", () => {
    const failed = addRuns(enough, [{ name: "A.fuzz", count: 0, unit: "runs", failure: "seed 7: Failure, panic" }]);
    const later = addRuns(failed, [{ name: "A.fuzz", count: 5, unit: "runs" }]);
    expect(summary(later).accepted).to.equal(1);
    const lines = report(later).split("\n");
    expect(lines[0]).to.equal("  100005 runs ACCEPTED  A.fuzz");
    expect(lines[1]?.trim()).to.equal("seed 7: Failure, panic");
    expect(lines.at(-1)).to.equal("properties 2, runs 100005, calls 256000, accepted 1, short 0");
  });

  it("count a property that fell short of its number", () => {
    const short = addRuns(enough, [{ name: "C.fuzz", count: TARGET.runs - 1, unit: "runs" }]);
    expect(summary(short)).to.include({ accepted: 0, short: 1 });
  });
});
