import { readFileSync } from "node:fs";
import { expect } from "chai";
import { contributorsOf, hasDevelopmentKeys } from "../../../scripts/checkout/contributions.ts";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { isTestNetwork, reasonsFor, safetyOf } from "../../../scripts/electionFile/safety.ts";
import type { ElectionFile } from "../../../scripts/electionFile/schema.ts";
import { contentOf } from "../../../scripts/electionFile/toElection.ts";
import { testReasons } from "../../../sdk/election/content.ts";
import { example } from "./exampleFile.ts";

const production: ElectionFile = { ...example("approval").file, chain: { id: 1, deployment: "suwon" } };
const english = (file: ElectionFile, development: boolean, allowed?: string) =>
  reasonsFor(safetyOf(file, development), allowed).map(({ en }) => en);

describe("what makes an election unsafe", () => {
  it("is nothing with real keys, three trustees and a census of thirty on a production network", () => {
    expect(safetyOf(production, false)).to.deep.equal({ dangers: [], labels: [] });
    expect(testReasons(contentOf(production, []))).to.deep.equal([]);
  });

  it("is each of development keys, two trustees and a census of 29", () => {
    const { board, roll } = production;
    const two: ElectionFile = { ...production, board: { ...board, trustees: board.trustees.slice(0, 2) } };
    const small: ElectionFile = { ...production, roll: { ...roll, minimumCensus: 29 } };
    expect(safetyOf(production, true).dangers.map(({ en }) => en)).to.deep.equal([
      "Development proving keys, which protect nothing",
    ]);
    expect(safetyOf(two, false).dangers.map(({ en }) => en)).to.deep.equal(["2 trustees, fewer than 3"]);
    expect(safetyOf(small, false).dangers.map(({ en }) => en)).to.deep.equal(["A minimum census of 29, under 30"]);
  });

  it("labels every election of a test network and every simulation, dangers or not", () => {
    const sepolia: ElectionFile = { ...production, chain: { id: 11155111, deployment: "suwon" } };
    expect(isTestNetwork(11155111) && !isTestNetwork(1)).to.equal(true);
    expect(english(sepolia, false)).to.deep.equal(["Chain 11155111 is a test network (Sepolia)"]);
    const simulation = { ...example("ttabok-simulation").file, chain: production.chain };
    expect(english(simulation, false)).to.deep.equal([simulation.simulation?.reason.en]);
  });

  it("is written into the content with the reason for which it was allowed", () => {
    const reasons = reasonsFor(safetyOf(production, true), "A drill of the election office");
    const content = contentOf(production, reasons);
    expect(testReasons(content).map(({ en }) => en)).to.deep.equal([
      "Development proving keys, which protect nothing",
      "A drill of the election office",
    ]);
    expect(english(production, false, "A drill")).to.deep.equal([]);
  });
});

describe("proving keys", () => {
  it("of the tree are development keys: one contributor and a beacon", () => {
    expect(contributorsOf(readFileSync(`${projectRoot}circuits/keys/keyShare.zkey`))).to.equal(1);
    expect(hasDevelopmentKeys()).to.equal(true);
  });
});
