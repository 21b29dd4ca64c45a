import { expect } from "chai";
import { examine } from "../../../scripts/electionFile/examine.ts";
import type { Finding } from "../../../scripts/electionFile/finding.ts";
import { parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";
import { BEFORE_EXAMPLES, exampleText } from "./exampleFile.ts";

const isTest = (text: string) => text.replace(/^chain:$/m, "test: true\n\nchain:");

function changed(example: string, ...changes: readonly (readonly [from: string | RegExp, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    const next = text.replace(from, to);
    expect(next, String(from)).not.to.equal(text);
    return next;
  }, exampleText(example));
}

function foundIn(text: string): readonly Finding[] {
  const findings = examine(parseElectionFile(text, "election.yaml"), BEFORE_EXAMPLES);
  return findings.filter(({ cause }) => !cause.includes("stands for an account"));
}

const places = (text: string) => foundIn(text).map(({ level, path }) => `${level} ${path}`);

/** The example with a board of some trustees. */
function board(threshold: number, trustees: number, consents = ""): string {
  const text = exampleText("approval");
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.includes("name: { ko: 의회"));
  const kept = lines.filter((_, i) => i < first + 2 * trustees || i >= first + 10).join("\n");
  return kept.replace("threshold: 3", `threshold: ${threshold}${consents}`);
}

describe("An election that can never work", () => {
  it("is one whose budget is below every project, and the cheapest is named", () => {
    const text = changed("knapsack", [/(?<=rule: greedy[\s\S]*)budget: \d+/, "budget: 1000"]);
    const [found, ...others] = foundIn(text);
    expect(others).to.deep.equal([]);
    expect(found).to.include({ level: "error", path: "outcome.budget" });
    expect(found?.cause).to.match(/^the budget of 1000 funds nothing: the cheapest option costs \d+$/);
    expect(found?.ko.cause).to.include("가장 싼 선택지");
  });

  it("has a project over the budget, alone or among others; at the budget it is right", () => {
    const budget = Number(/outcome:[\s\S]*?budget: (\d+)/.exec(exampleText("knapsack"))?.[1]);
    const cost = (value: number) => changed("knapsack", [/cost: \d+/, `cost: ${value}`]);
    expect(places(cost(budget + 1))).to.include("error options.0.cost");
    expect(places(cost(budget))).not.to.include("error options.0.cost");
  });

  it("has an option that no ballot may choose, or none that one may", () => {
    expect(places(changed("knapsack", [/budget: \d+/, "budget: 20000000"]))).to.deep.equal([
      "error options.0.cost",
      "error options.1.cost",
    ]);
    expect(places(changed("knapsack", [/budget: \d+/, "budget: 1"]))).to.deep.equal(["error ballot.budget"]);
  });

  for (const [threshold, trustees, refused] of [
    [2, 3, true],
    [3, 4, true],
    [2, 4, false],
    [3, 5, false],
    [3, 3, true],
  ] as const) {
    it(`${refused ? "needs" : "does not need"} every trustee with ${threshold} of ${trustees}, unless that is written down or a test`, () => {
      const text = board(threshold, trustees);
      expect(places(text)).to.deep.equal(refused ? ["error board.threshold"] : []);
      const said = refused && threshold === trustees ? ["warning board.threshold"] : [];
      expect(places(board(threshold, trustees, `\n  consentsRequired: ${trustees}`))).to.deep.equal(said);
      expect(places(isTest(text))).to.deep.equal(said);
    });
  }

  for (const share of ["0.25 %", "0.25%", "more than 0.3 %", "0.999999 %"]) {
    it(`is read as a slip with the quorum ${share}, and as meant with a fraction or none`, () => {
      const text = changed("approval", ["quorum: 1/10", `quorum: ${share}`]);
      const [found, ...others] = foundIn(text);
      expect(others).to.deep.equal([]);
      expect(found).to.include({ level: "error", path: "outcome.quorum" });
      expect(found?.remedy).to.include("25 % or 1/4");
    });
  }

  it("is no slip from one per cent on, as a fraction, or as none", () => {
    for (const share of ["1 %", "1.5 %", "1/400", "none", "more than 0 %"]) {
      expect(foundIn(changed("approval", ["quorum: 1/10", `quorum: ${share}`])), share).to.deep.equal([]);
    }
    for (const none of ["0 %", "0/4", "at least 0/1"]) {
      const refused = foundIn(changed("approval", ["quorum: 1/10", `quorum: ${none}`]));
      expect(refused.map(({ level, remedy }) => `${level} ${remedy}`).join(), none).to.match(/^error Write none/);
    }
    const passing = changed("yes-no-abstain", ["passingShare: more than 1/2", "passingShare: at least 0.6 %"]);
    expect(places(passing)).to.deep.equal(["error outcome.passingShare"]);
  });

  it("counts electors by a figure that is below every roll with which it may open", () => {
    const electors = (count: number) =>
      places(changed("approval", ["quorum: 1/10", `quorum: 1/10\n  electors: ${count}\n  electorsSource: x`]));
    expect(electors(29)).to.deep.equal(["error outcome.electors"]);
    expect(electors(30)).to.deep.equal([]);
  });
});

describe("An election that may work, but hardly as meant", () => {
  const warned: readonly (readonly [string, string, string | RegExp, string, string])[] = [
    [
      "passes with as many no",
      "yes-no-abstain",
      "passingShare: more than 1/2",
      "passingShare: at least 1/2",
      "outcome.passingShare",
    ],
    [
      "passes with more no",
      "yes-no-abstain",
      "passingShare: more than 1/2",
      "passingShare: more than 1/3",
      "outcome.passingShare",
    ],
    [
      "is rejected by one no",
      "yes-no-abstain",
      "passingShare: more than 1/2",
      "passingShare: at least 100 %",
      "outcome.passingShare",
    ],
    ["wants nearly everybody", "approval", "quorum: 1/10", "quorum: 95 %", "outcome.quorum"],
    ["wants everybody", "approval", "quorum: 1/10", "quorum: 1/1", "outcome.quorum"],
    ["opens with too few to be counted", "approval", "minimumBallots: 10", "minimumBallots: 31", "minimumBallots"],
    ["lets every option win", "single-choice", /winners: \d+/, "winners: ALL", "outcome.winners"],
    [
      "funds whatever is chosen",
      "knapsack",
      /(?<=rule: greedy[\s\S]*)budget: \d+/,
      "budget: 999999999",
      "outcome.budget",
    ],
    ["gives ranks that nobody can give", "positional", /ranks: \d+/, "ranks: 32", "ballot.ranks"],
    ["has a word of two scripts", "approval", /ko: 중앙공원/, "ko: 중앙\u13aa공원", "title.ko"],
  ];
  for (const [name, example, from, to, path] of warned) {
    it(`is told of when it ${name}`, () => {
      const all = (exampleText(example).match(/^ {2}- title:/gm) ?? []).length;
      const text = changed(example, [from, to.replace("ALL", String(all))]);
      expect(places(text)).to.deep.equal([`warning ${path}`]);
    });
  }

  it("is told of each project that costs nothing", () => {
    const found = places(changed("knapsack", [/cost: \d+/, "cost: 0"]));
    expect(found).to.include("warning options.0.cost").and.not.include("warning options.1.cost");
  });

  it("is not told of what the law usually says", () => {
    for (const share of ["more than 1/2", "at least 2/3", "more than 50 %", "at least 60 %"]) {
      const text = exampleText("yes-no-abstain").replace("passingShare: more than 1/2", `passingShare: ${share}`);
      expect(places(text), share).to.deep.equal([]);
    }
    for (const quorum of ["none", "1/4", "1/3", "more than 1/2", "75 %", "89.9 %"]) {
      expect(places(exampleText("approval").replace("quorum: 1/10", `quorum: ${quorum}`)), quorum).to.deep.equal([]);
    }
  });
});
