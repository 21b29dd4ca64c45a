import { expect } from "chai";
import { examine } from "../../../scripts/electionFile/examine.ts";
import type { Finding } from "../../../scripts/electionFile/finding.ts";
import { ElectionFileInvalidError, parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";
import { BEFORE_EXAMPLES, exampleText } from "./exampleFile.ts";

type Place = Pick<Finding, "level" | "path" | "line">;

/** The number of the first line that holds the text. */
function lineWith(text: string, part: string): number {
  return text.split("\n").findIndex((line) => line.includes(part)) + 1;
}

/** What is found in an example after a change; accounts that stand for real ones are left out. */
function foundIn(text: string): readonly Finding[] {
  try {
    const findings = examine(parseElectionFile(text, "election.yaml"), BEFORE_EXAMPLES);
    return findings.filter(({ cause }) => !cause.includes("stands for an account"));
  } catch (error) {
    if (error instanceof ElectionFileInvalidError) return error.findings;
    throw error;
  }
}

const cases: readonly (readonly [name: string, example: string, from: string, to: string, path: string])[] = [
  [
    "a time without a zone",
    "approval",
    "opensAt: 2027-03-02T09:00+09:00",
    "opensAt: 2027-03-02T09:00",
    "schedule.opensAt",
  ],
  [
    "a day that does not exist",
    "approval",
    "opensAt: 2027-03-02T09:00+09:00",
    "opensAt: 2027-13-02T09:00+09:00",
    "schedule.opensAt",
  ],
  ["an unknown setting", "approval", "revoting: true", "revotes: true", "revotes"],
  ["a text without Korean", "approval", "  ko: 중앙공원 새 시설\n", "", "title.ko"],
  ["a language that there is not", "approval", "en: Facilities for", "xx: Facilities for", "title.xx"],
  ["a language spelt otherwise", "approval", "en: Facilities for", "EN: Facilities for", "title.EN"],
  ["a span without a unit", "approval", "closeGrace: 1 hour", "closeGrace: 3600", "schedule.closeGrace"],
  ["a threshold over the number of trustees", "approval", "threshold: 3", "threshold: 6", "board.threshold"],
  [
    "a challenge period under a day",
    "approval",
    "challengePeriod: 3 days",
    "challengePeriod: 23 hours",
    "offices.challengePeriod",
  ],
  [
    "a rotation delay under 7 days",
    "approval",
    "rotationDelay: 7 days",
    "rotationDelay: 167 hours",
    "offices.rotationDelay",
  ],
  [
    "rounds of the key ceremony less than a day apart",
    "approval",
    "dealBy: 2027-02-12T18:00+09:00",
    "dealBy: 2027-02-09T17:59+09:00",
    "board.dealBy",
  ],
  [
    "a recovery body that is an office",
    "approval",
    "  rotationDelay: 7 days",
    '  recoveryBody: "0x2222222222222222222222222222222222222222"\n  rotationDelay: 7 days',
    "offices.recoveryBody",
  ],
  ["a threshold of one", "approval", "threshold: 3", "threshold: 1", "board.threshold"],
  ["an account that is no account", "approval", 'registrar: "0x1111', 'registrar: "0x11', "offices.registrar"],
  [
    "a registrar who is the approver",
    "approval",
    "0x2222222222222222222222222222222222222222",
    "0x1111111111111111111111111111111111111111",
    "offices.approver",
  ],
  [
    "a wrong checksum",
    "approval",
    "0x3333333333333333333333333333333333333333",
    "0x5fbDB2315678afecb367f032d93F642f64180aa3",
    "board.trustees.2.account",
  ],
  [
    "a census less than a day before opening",
    "approval",
    "censusTime: 2027-02-26T18:00+09:00",
    "censusTime: 2027-03-02T08:00+09:00",
    "schedule.censusTime",
  ],
  [
    "a closing before the opening",
    "approval",
    "closesAt: 2027-03-08T18:00+09:00",
    "closesAt: 2027-03-01T18:00+09:00",
    "schedule.closesAt",
  ],
  [
    "an opening in the past",
    "approval",
    "opensAt: 2027-03-02T09:00+09:00",
    "opensAt: 2026-03-02T09:00+09:00",
    "schedule.opensAt",
  ],
  [
    "a term that ends before the shares are due",
    "approval",
    "termEndsAt: 2027-12-31",
    "termEndsAt: 2027-03-09",
    "board.termEndsAt",
  ],
  ["more choices than options", "approval", "atMost: 2", "atMost: 5", "ballot.atMost"],
  ["more winners than options", "approval", "winners: 2", "winners: 5", "outcome.winners"],
  ["two options of one name", "approval", "en: Dog run", "en: Playground", "options.2.title.en"],
  ["a project without a cost", "knapsack", "    cost: 25000000\n", "", "options.1"],
  [
    "a referendum counted by ranking",
    "yes-no-abstain",
    "rule: referendum\n  quorum: 1/4\n  passingShare: more than 1/2",
    "rule: ranking\n  quorum: 1/4\n  winners: 1\n  tieBreak: listed-order",
    "outcome.rule",
  ],
  [
    "a tie-break by costs that there are not",
    "approval",
    "tieBreak: listed-order",
    "tieBreak: cheaper-first",
    "outcome.tieBreak",
  ],
  ["electors without a source", "approval", "quorum: 1/10", "electors: 9\n  quorum: 1/10", "outcome.electors"],
  [
    "a source without electors",
    "approval",
    "quorum: 1/10",
    'electorsSource: "gazette 12"\n  quorum: 1/10',
    "outcome.electorsSource",
  ],
  [
    "a source whose text is reversed",
    "approval",
    "quorum: 1/10",
    'electorsSource: "gazette \\u202e21"\n  quorum: 1/10',
    "outcome.electorsSource",
  ],
  [
    "a source's digest that is none",
    "approval",
    "quorum: 1/10",
    'electorsSource: "sha256:12"\n  quorum: 1/10',
    "outcome.electorsSource",
  ],
  ["a census of 29", "approval", "minimumCensus: 30", "minimumCensus: 29", "roll.minimumCensus"],
  ["nine ballots that are counted", "approval", "minimumBallots: 10", "minimumBallots: 9", "minimumBallots"],
  [
    "a reason for a test that is none",
    "approval",
    "revoting: true",
    "whyTest: { ko: 연습, en: A drill }\nrevoting: true",
    "whyTest",
  ],
  [
    "more points than a ballot of different ones can have",
    "positional",
    "ballot:\n  kind: positional\n  ranks: 3\n  atLeast: 0",
    "ballot:\n  kind: positional\n  ranks: 32\n  atLeast: 125",
    "ballot",
  ],
  [
    "points for more residents than the sum can hold",
    "score",
    "minimumCensus: 30",
    "minimumCensus: 4000000",
    "roll.minimumCensus",
  ],
];

describe("an election file with", () => {
  for (const [name, example, from, to, path] of cases) {
    it(`${name} is refused at ${path}, by line`, () => {
      const before = exampleText(example);
      const text = before.replace(from, to);
      expect(text).not.to.equal(before);
      const errors = foundIn(text).filter(({ level }) => level === "error");
      const places = errors.map(({ path: at }) => at);
      expect(places).to.include(path);
      const found = errors.find((finding) => finding.path === path) as Finding;
      // A setting that is missing is named at what it is missing in, here the line above.
      const changed = before.slice(0, before.indexOf(from)).split("\n").length;
      expect(found.line).to.equal(to === "" ? changed - 1 : changed);
      expect(found.remedy).to.match(/^[A-Z`]/);
    });
  }

  for (const quorum of [
    "0.25",
    "25",
    "0",
    "2/0",
    "0/0",
    "4/3",
    "101 %",
    "more than 1/1",
    "more than 100 %",
    "1/4294967296",
  ]) {
    it(`quorum ${quorum}, which is no exact share, is refused with what to write, in both languages`, () => {
      const text = exampleText("approval").replace("quorum: 1/10", `quorum: ${quorum}`);
      const [found, ...others] = foundIn(text);
      expect(others).to.deep.equal([]);
      expect(found).to.deep.include({ level: "error", path: "outcome.quorum", line: lineWith(text, "quorum:") });
      expect(found?.remedy).to.include("1/4 or 25 %").and.to.include("more than 1/3");
      expect(found?.ko.remedy).to.include("1/4 또는 25 %");
    });
  }

  for (const share of ["1/2", "50", "0.5", "50 %", "none", "more than 1/1", "at least 3/2", "at least 0/1"]) {
    it(`passing share ${share} is refused: it is not exactly one law's`, () => {
      const text = exampleText("yes-no-abstain").replace("passingShare: more than 1/2", `passingShare: ${share}`);
      const found = foundIn(text);
      expect(found.map(({ path }) => path)).to.deep.equal(["outcome.passingShare"]);
    });
  }

  it("wrong indentation is refused by the line of the fault", () => {
    const text = exampleText("approval").replace("  opensAt:", " opensAt:");
    const [found] = foundIn(text);
    expect(found).to.deep.include({ level: "error", path: "", line: lineWith(text, " opensAt:") } satisfies Place);
  });

  it("several faults is refused with all of them", () => {
    const text = exampleText("approval").replace("threshold: 3", "threshold: many").replace("atMost: 2", "atMost: 0");
    expect(foundIn(text).map(({ path }) => path)).to.deep.equal(["board.threshold", "ballot.atMost"]);
  });

  it("a box that stays closed below no quorum, or though other elections depend on its counts", () => {
    const closed = exampleText("approval").replace("closedBelowQuorum: false", "closedBelowQuorum: true");
    expect(foundIn(closed)).to.deep.equal([]);
    for (const [text, cause] of [
      [closed.replace("quorum: 1/10", "quorum: none"), /no turnout is needed/],
      [`${closed}\njointHash: "0x${"ab".repeat(32)}"\n`, /judged together with others/],
    ] as const) {
      const [found] = foundIn(text);
      expect(found).to.include({ level: "error", path: "outcome.closedBelowQuorum" });
      expect(found?.cause).to.match(cause);
    }
    expect(foundIn(`${exampleText("approval")}\njointHash: "0x${"ab".repeat(32)}"\n`)).to.deep.equal([]);
  });

  it("a threshold of all trustees is warned of: one lost key loses the result", () => {
    const text = exampleText("approval").replace("threshold: 3", "threshold: 5\n  consentsRequired: 5");
    expect(foundIn(text).map(({ level, path }) => [level, path])).to.deep.equal([["warning", "board.threshold"]]);
  });

  it("the numbers and times of a test is right where it says that it is one, and nowhere else", () => {
    const small = exampleText("approval")
      .replace("minimumCensus: 30", "minimumCensus: 1")
      .replace("minimumBallots: 10", "minimumBallots: 1")
      .replace("challengePeriod: 3 days", "challengePeriod: 1 minute")
      .replace("rotationDelay: 7 days", "rotationDelay: 1 minute")
      .replace("dealBy: 2027-02-12T18:00+09:00", "dealBy: 2027-02-08T18:01+09:00")
      .replace("censusTime: 2027-02-26T18:00+09:00", "censusTime: 2027-03-02T09:00+09:00");
    const people = ["roll.minimumCensus", "minimumBallots"];
    const spans = ["schedule.censusTime", "offices.challengePeriod", "offices.rotationDelay", "board.dealBy"];
    expect(foundIn(small).map(({ path }) => path)).to.include.members([...people, ...spans]);
    const test = small.replace(/^chain:$/m, "test: true\n\nchain:");
    expect(foundIn(test)).to.deep.equal([]);
    const late = test.replace("censusTime: 2027-03-02T09:00+09:00", "censusTime: 2027-03-02T09:01+09:00");
    expect(foundIn(late).map(({ path }) => path)).to.include("schedule.censusTime");
  });

  it("an opening less than a day ahead is wrong, unless it is a test's", () => {
    const text = exampleText("approval");
    const at = (file: string, secondsBefore: number) =>
      examine(parseElectionFile(file, "election.yaml"), Date.parse("2027-03-02T09:00+09:00") / 1000 - secondsBefore)
        .filter(({ level }) => level === "error")
        .map(({ path }) => path);
    expect(at(text, 86_400)).to.not.include("schedule.opensAt");
    expect(at(text, 86_399)).to.include("schedule.opensAt");
    const test = text.replace(/^chain:$/m, "test: true\n\nchain:");
    expect(at(test, 1)).to.not.include("schedule.opensAt");
    expect(at(test, 0)).to.include("schedule.opensAt");
  });

  it("what the contract refuses for a cause that was named is said once, by the cause", () => {
    const text = exampleText("approval")
      .replace(/openGrace: .*$/m, "openGrace: 400 days")
      .replace("minimumCensus: 30", "minimumCensus: 29");
    const wrong = foundIn(text).filter(({ level }) => level === "error");
    expect(wrong.map(({ path }) => path)).to.include.members(["schedule.openGrace", "roll.minimumCensus"]);
    expect(wrong.filter(({ path }) => path === "schedule.closesAt")).to.deep.equal([]);
    const paths = wrong.map(({ path }) => path);
    expect(paths).to.deep.equal([...new Set(paths)]);
  });

  it("a span may count seconds, and what it must look like is said in both languages", () => {
    const test = exampleText("approval").replace(/^chain:$/m, "test: true\n\nchain:");
    const quick = test.replace("rotationDelay: 7 days", "rotationDelay: 1 second");
    expect(foundIn(quick)).to.deep.equal([]);
    const [wrong] = foundIn(test.replace("rotationDelay: 7 days", "rotationDelay: 1 week"));
    expect(wrong?.cause).to.include("20 seconds, 30 minutes");
    expect(wrong?.ko.cause).to.match(/^기간은/);
  });

  it("a text that was not translated is warned of", () => {
    const found = foundIn(exampleText("approval").replace("ko: 중앙공원 새 시설", "ko: Central park"));
    expect(found.map(({ level, path }) => [level, path])).to.deep.equal([["warning", "title.ko"]]);
  });
});
