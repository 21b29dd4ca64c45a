import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { ballotRulesOf } from "../../../scripts/electionFile/ballotRules.ts";
import { examine } from "../../../scripts/electionFile/examine.ts";
import { jsonSchemaTexts } from "../../../scripts/electionFile/jsonSchema.ts";
import { BALLOT_KINDS } from "../../../scripts/electionFile/schema.ts";
import { ballotSizeOf, constitutionOf, contentOf, optionsOf } from "../../../scripts/electionFile/toElection.ts";
import { ballotKinds } from "../../../scripts/rehearsal/ballotKinds.ts";
import { checkConstitution } from "../../../sdk/election/constitutionRules.ts";
import { encodeContent, parseContent } from "../../../sdk/election/content.ts";
import { BEFORE_EXAMPLES, example, exampleNames, exampleText } from "./exampleFile.ts";

const ANY = { rolls: `0x${"01".repeat(20)}`, board: `0x${"02".repeat(20)}` };

describe("the examples", () => {
  it("are one for every kind of ballot, named after it, and a simulation", () => {
    expect([...exampleNames()].sort()).to.deep.equal([...BALLOT_KINDS, "ttabok-simulation"].sort());
    for (const kind of BALLOT_KINDS) expect(example(kind).file.ballot.kind).to.equal(kind);
  });

  for (const name of exampleNames()) {
    it(`${name} is right but for accounts that stand for real ones`, () => {
      const findings = examine(example(name), BEFORE_EXAMPLES);
      expect(findings.filter(({ cause }) => !cause.includes("stands for an account"))).to.deep.equal([]);
      expect(findings).to.have.length(7);
    });

    it(`${name} becomes a constitution that a factory takes, and content in both languages`, () => {
      const { file } = example(name);
      const content = contentOf(file, []);
      const constitution = constitutionOf(file, content, ANY);
      checkConstitution(constitution, { trustees: 5, threshold: 3, termEndsAt: Date.parse("2028-01-01") / 1000 });
      expect(parseContent(encodeContent(content))).to.deep.equal(content);
      expect(constitution.rules.optionCount).to.equal(optionsOf(file).length);
    });

    it(`${name} leads editors to the schema`, () => {
      expect(exampleText(name).split("\n")[0]).to.equal("# yaml-language-server: $schema=./election.schema.json");
    });
  }

  it("include a simulation after the review of 2017 that says so", () => {
    const { file } = example("ttabok-simulation");
    expect(file.test).to.equal(true);
    expect(file.whyTest?.en).to.match(/simulation/i);
    for (const kind of BALLOT_KINDS) expect(example(kind).file.test, kind).to.equal(false);
    expect(file.title).to.satisfy(
      ({ ko, en }: typeof file.title) => ko?.includes("모의") && en?.includes("Simulation"),
    );
    expect(ballotSizeOf(file)).to.equal(32);
  });
});

describe("the kinds of ballots", () => {
  const none = [0, 0, 0, 0];
  const costs = [30_000, 25_000, 20_000, 5_000];
  const rules = {
    yesNoAbstain: ballotRulesOf({ kind: "yes-no-abstain" }, [0, 0, 0]),
    singleChoice: ballotRulesOf({ kind: "single-choice" }, none),
    approval: ballotRulesOf({ kind: "approval", atMost: 3 }, none),
    score: ballotRulesOf({ kind: "score", top: 5 }, none),
    cumulative: ballotRulesOf({ kind: "cumulative", points: 10 }, none),
    quadratic: ballotRulesOf({ kind: "quadratic", credits: 100 }, none),
    positional: ballotRulesOf({ kind: "positional", ranks: 4 }, none),
    knapsack: ballotRulesOf({ kind: "knapsack", budget: 50_000 }, costs),
  };

  for (const [name, kind] of Object.entries(ballotKinds)) {
    it(`${name} has the rules with which it is rehearsed`, () => {
      expect(rules[name as keyof typeof rules]).to.deep.equal(kind.rules);
    });
  }

  it("allow a blank ballot exactly where nothing is the least", () => {
    expect(ballotRulesOf({ kind: "approval", atLeast: 1, atMost: 2 }, none).minTotal).to.equal(1);
    expect(ballotRulesOf({ kind: "cumulative", points: 10, atLeast: 1 }, none).minTotal).to.equal(1);
    expect(ballotRulesOf({ kind: "positional", ranks: 2, atLeast: 3 }, none)).to.include({ minTotal: 3, maxTotal: 3 });
  });
});

describe("The JSON Schemas of examples", () => {
  it("are what the schemas give: regenerating changes nothing", () => {
    for (const [file, text] of Object.entries(jsonSchemaTexts()))
      expect(readFileSync(projectRoot + file, "utf8"), file).to.equal(text);
  });
});
