import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";
import { parseScoresFile } from "../../../scripts/electionFile/scoresFile.ts";
import { outcomeRuleOf } from "../../../scripts/electionFile/toElection.ts";
import { cellsOf, parseRoundFile, RoundFileInvalidError } from "../../../scripts/electionFile/toRound.ts";
import { electionFileOf } from "../../../scripts/pabulib/electionFileOf.ts";
import { parsePabulib } from "../../../scripts/pabulib/parsePabulib.ts";
import { NotExpressibleError } from "../../../scripts/pabulib/refusals.ts";
import { toElection } from "../../../scripts/pabulib/toElection.ts";
import { proposalsSpeaker } from "../../../scripts/proposals/proposalsSpeaker.ts";
import { cellLine, combinedLines, roundLines } from "../../../scripts/proposals/roundLines.ts";
import { templateLines } from "../../../scripts/proposals/templatePlan.ts";
import { NO_BUDGET } from "../../../sdk/election/constitution.ts";
import { combineScores } from "../../../sdk/proposals/combinedScores.ts";
import { checkTemplate } from "../../../sdk/proposals/templateRules.ts";

const example = (name: string) => readFileSync(`${projectRoot}examples/${name}`, "utf8");
const ROUND = example("proposals/round.yaml");
const NOW = Date.parse("2027-01-11T09:00+09:00") / 1000;
const speaker = proposalsSpeaker({ lang: "en" });

describe("A round's file", () => {
  it("is two cells with times, lists and boards alike, of which one is a knapsack and one an approval", () => {
    const cells = cellsOf(parseRoundFile(ROUND, "round.yaml"));
    expect(cells.map(({ district }) => district)).to.deep.equal(["회기동", "이문동"]);
    for (const { template } of cells) checkTemplate(template, NOW);
    const [first, second] = cells.map(({ template }) => template);
    expect(first?.ballot.rules).to.include({ budget: 300_000_000, maxTotal: 20 });
    expect(second?.ballot.rules).to.include({ budget: NO_BUDGET, maxTotal: 5 });
    expect(second?.ballot.outcome.budget).to.equal(450_000_000);
    expect(first?.cell).to.deep.equal(second?.cell);
  });

  it("names every wrong value, and two cells of one name", () => {
    const refused = (from: string, to: string, words: string) =>
      expect(() => parseRoundFile(ROUND.replace(from, to), "round.yaml"), words).to.throw(RoundFileInvalidError, words);
    refused("series: imun-living", "series: hoegi-living", "two cells have the name hoegi-living");
    refused("mostProjects: 20", "mostProjects: 33", "mostProjects");
    refused("supportsClose: 2027", "supportsClose: 27", "supportsClose");
  });

  it("is said with all of its times, as a template of a cell is", () => {
    const [cell] = cellsOf(parseRoundFile(ROUND, "round.yaml"));
    if (cell === undefined) return expect.fail("no cell");
    const lines = roundLines(cell, speaker).join("\n");
    for (const time of ["2027-05-31 18:00", "2027-07-15 18:00", "2027-07-29 18:00", "2027-08-05 18:00", "2027-09-04"]) {
      expect(lines).to.include(time);
    }
    expect(cellLine(cell, speaker)).to.include("회기동").and.to.include("300000000");
    const template = templateLines(cell.template, NOW, speaker).join("\n");
    expect(template)
      .to.include(lines.split("\n")[0] ?? "?")
      .and.not.to.include("oblige");
  });

  it("of projects from Pabulib is an election as any other, with their costs and rule", () => {
    const election = toElection(parsePabulib(example("riverside.pb")));
    const text = electionFileOf(election, { id: "riverside", example: example("knapsack.yaml") });
    const { file } = parseElectionFile(text, "riverside.yaml");
    expect(file.options?.map(({ cost }) => cost)).to.deep.equal([30_000, 25_000, 20_000, 5_000]);
    expect(outcomeRuleOf(file)).to.deep.equal(election.outcome);
    expect(file.ballot).to.deep.equal({ kind: "approval", atLeast: 1, atMost: 3 });
    const points = { ...election, rules: { ...election.rules, maxPerOption: 5 } };
    expect(() => electionFileOf(points, { id: "points", example: "" })).to.throw(NotExpressibleError);
  });

  it("of a committee's scores is weighed with a vote, and says whose computation it is", () => {
    const committee = parseScoresFile(example("proposals/scores.yaml"), "scores.yaml");
    const { outcome } = toElection(parsePabulib(example("riverside.pb")));
    const vote = { counts: [4, 9, 1], outcome: { ...outcome, costs: [30_000, 25_000, 40_000] } };
    const combined = combineScores({ ...vote, turnout: { ballots: 9, activeMembers: 20 } }, committee);
    const lines = combinedLines({ ...vote, titles: ["가", "나", "다"] }, committee.scores, combined, speaker);
    expect(lines[0]).to.include("organizer's computation");
    expect(lines.slice(2).map((line) => line.trim().split(":")[0])).to.deep.equal([
      "FUNDED 1. 가",
      "FUNDED 2. 나",
      "not funded 3. 다",
    ]);
    expect(lines[2]).to.include("88.88 points");
  });
});
