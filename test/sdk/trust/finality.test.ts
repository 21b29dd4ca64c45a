import { expect } from "chai";
import { finalityOf, finalityRule, finalityText } from "../../../sdk/trust/finality.ts";

describe("A manifest's rule of finality", () => {
  it("is the chain's own word for 0, and a number of blocks for any other, both ends counted", () => {
    expect(finalityRule({ finality: 0 })).to.deep.equal({ kind: "tag" });
    expect(finalityRule({ finality: 1 })).to.deep.equal({ kind: "depth", blocks: 1 });
    for (const finality of [0, 1, 64]) expect(finalityOf(finalityRule({ finality }))).to.equal(finality);
  });

  it("is said to trustees, who may object to it", () => {
    expect(finalityText({ kind: "tag" })).to.contain("when the chain says so");
    expect(finalityText({ kind: "depth", blocks: 1 })).to.contain("final at once");
    expect(finalityText({ kind: "depth", blocks: 64 })).to.contain("64th from the latest");
  });
});
