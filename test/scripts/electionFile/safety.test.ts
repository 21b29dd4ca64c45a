import { readFileSync } from "node:fs";
import { expect } from "chai";
import { contributorsOf, hasDevelopmentKeys } from "../../../scripts/checkout/contributions.ts";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { dangersOf, isTestNetwork, whyTest } from "../../../scripts/electionFile/safety.ts";
import type { ElectionFile } from "../../../scripts/electionFile/schema.ts";
import { contentOf } from "../../../scripts/electionFile/toElection.ts";
import { example } from "./exampleFile.ts";

const production: ElectionFile = { ...example("approval").file, chain: { id: 1, deployment: "suwon" } };
const dangers = (file: ElectionFile, development: boolean) => dangersOf(file, development).map(({ en }) => en);
const reasons = (file: ElectionFile, development: boolean) =>
  whyTest(file, dangersOf(file, development)).map(({ en }) => en);

describe("what makes an election unfit to bind anybody", () => {
  it("is nothing with real keys and three trustees on a production network", () => {
    expect(dangers(production, false)).to.deep.equal([]);
    expect(contentOf(production, whyTest(production, [])).test).to.equal(undefined);
  });

  it("is each of development keys, two trustees and a test network", () => {
    const { board } = production;
    const two: ElectionFile = { ...production, board: { ...board, trustees: board.trustees.slice(0, 2) } };
    const sepolia: ElectionFile = { ...production, chain: { id: 11155111, deployment: "suwon" } };
    expect(dangers(production, true)).to.deep.equal(["Development proving keys, which protect nothing"]);
    expect(dangers(two, false)).to.deep.equal(["2 trustees, fewer than 3"]);
    expect(isTestNetwork(11155111) && !isTestNetwork(1)).to.equal(true);
    expect(dangers(sepolia, false)).to.deep.equal(["Chain 11155111 is a test network (Sepolia)"]);
  });
});

describe("why an election is only a test", () => {
  const why = { ko: "선거관리위원회 연습", en: "A drill of the election office" };
  const small: ElectionFile = {
    ...{ ...production, test: true, whyTest: why, minimumBallots: 9 },
    roll: { ...production.roll, minimumCensus: 29 },
  };

  it("is said only of one that is a test, with what makes it unfit to be more and the floors it is under", () => {
    expect(reasons({ ...production, whyTest: why }, true)).to.deep.equal([]);
    expect(reasons(small, true)).to.deep.equal([
      "A drill of the election office",
      "Development proving keys, which protect nothing",
      "A minimum census of 29, under 30",
      "A minimum of 9 ballots, under 10",
    ]);
    const { ttabok } = { ttabok: { ...example("ttabok-simulation").file, chain: production.chain } };
    expect(reasons(ttabok, false)).to.deep.equal([ttabok.whyTest?.en]);
  });

  it("is frozen in the content", () => {
    expect(contentOf(small, whyTest(small, [])).test?.reasons[0]).to.deep.equal(why);
    const plain = { ...production, test: true };
    expect(contentOf(plain, whyTest(plain, [])).test).to.equal(undefined);
  });
});

describe("proving keys", () => {
  it("of the tree are development keys: one contributor and a beacon", () => {
    expect(contributorsOf(readFileSync(`${projectRoot}circuits/keys/keyShare.zkey`))).to.equal(1);
    expect(hasDevelopmentKeys()).to.equal(true);
  });
});
