import { expect } from "chai";
import { ballotKeys } from "../../../scripts/checkout/circuitFiles.ts";
import { circuitInstances } from "../../../scripts/checkout/instances.ts";
import { BALLOT_SIZES, ballotSizeFor } from "../../../sdk/election/ballotSize.ts";

describe("The size of a ballot", () => {
  it("is one for which circuits.json has a circuit, and every such circuit is a size", () => {
    const circuits = circuitInstances().filter(({ template }) => template === "Ballot");
    expect(circuits.map(({ parameters }) => parameters[1])).to.deep.equal(BALLOT_SIZES);
    expect(circuits.map(({ name }) => name)).to.deep.equal(BALLOT_SIZES.map((size) => `ballot-${size}`));
    expect(Object.keys(ballotKeys()).map(Number)).to.deep.equal(BALLOT_SIZES);
  });

  it("is the smallest that holds the options", () => {
    expect([1, 3, 4, 5, 8, 9, 32].map(ballotSizeFor)).to.deep.equal([4, 4, 4, 8, 8, 32, 32]);
    expect(ballotSizeFor(33)).to.equal(undefined);
  });
});
