import { expect } from "chai";
import type { TransactionResponse } from "ethers";
import { gasBreakdown, PARTS } from "../../../scripts/bench/breakdown.ts";
import { figureTable } from "../../../scripts/bench/table.ts";
import { ethers } from "../../contracts/electionFixture.ts";
import { openBox, YES } from "../../contracts/elections/electionLife.ts";
import { entriesOf } from "../../contracts/elections/firstBallots.ts";
import { forgeBallot } from "../../contracts/forgedBallots.ts";

describe("The breakdown of a ballot's gas", () => {
  it("has the prices of the chain in its parts, and all parts together are what was paid", async () => {
    const { election, folded } = await openBox();
    const ballot = (nullifier: bigint) => forgeBallot(folded, { nullifier, choices: YES });
    await election.castFirstBallots(entriesOf([ballot(1n)]));
    const sent: TransactionResponse = await election.castFirstBallots(entriesOf([ballot(2n)]));
    const figures = await gasBreakdown("gas.x", sent.hash, 1, ethers.provider);
    expect(figures).to.include({
      "gas.x.base": 21_000,
      // Four pairs (EIP-1108), and the call itself.
      "gas.x.pairings": 45_000 + 4 * 34_000 + 100,
      "gas.x.curve": 3 * (6_000 + 150 + 200),
      "gas.x.inversions": 0,
      // A slot's first word, and the box's; where they were read before, the cold access is among the reads.
      "gas.x.writes": 20_000 + 2_900,
      "gas.x.reads": 4 * 2_100,
    });
    const receipt = await sent.wait();
    expect(Object.values(figures).reduce((sum, gas) => sum + gas)).to.equal(Number(receipt?.gasUsed));
    expect(figures["gas.x.rest"]).to.be.within(5_000, 15_000);
  });

  it("stands in a table of its own", () => {
    const figures = Object.fromEntries(
      ["alone", "batch32"].flatMap((size, i) => PARTS.map((part) => [`gas.breakdown.8.${size}.${part}`, 1_000 + i])),
    );
    const lines = figureTable(figures).split("\n");
    expect(lines.filter((line) => line.endsWith("| 1,000 | 1,001 |"))).to.have.length(PARTS.length);
    expect(figureTable({})).not.to.contain("goes into");
  });
});
