import { expect } from "chai";
import { resultOf } from "../../../scripts/pabulib/runOnChain.ts";

describe("resultOf", () => {
  it("takes ballots, totals and funded projects from what the chain says", () => {
    const outcome = { quorumReached: true, verdict: "None" as const, selected: 0b101, tied: 0b010 };
    const at = { block: 9, time: 1_000 };
    const result = { at, counts: ["3", "2", "4", "0"], seats: [1, 3, 5], outcome };
    const seal = { at, sumHash: `0x${"1".repeat(64)}`, ballots: 5 };
    expect(resultOf({ seal, result })).to.deep.equal({ cast: 5, totals: [3, 2, 4, 0], funded: [0, 2], tied: [1] });
  });

  it("has nothing of an election that did not come to its end", () => {
    expect(resultOf({ seal: null, result: null })).to.deep.equal({ cast: 0, totals: [], funded: [], tied: [] });
  });
});
