import { expect } from "chai";
import { compare } from "../../../scripts/pabulib/comparison.ts";
import { parsePabulib } from "../../../scripts/pabulib/parsePabulib.ts";
import { toElection } from "../../../scripts/pabulib/toElection.ts";
import { lineOf, pointsText, sampleText } from "./sampleElection.ts";

/** What the sample gives on chain: a and c (positions 0 and 2) are funded. */
const sampleRun = { cast: 4, totals: [3, 2, 2, 0], funded: [0, 2], tied: [1, 2] };

function compared(text: string, run = sampleRun, voters?: number) {
  const file = parsePabulib(text);
  return compare(file, toElection(file, voters), run);
}

const projects = (...lines: string[]) => sampleText({ projects: ["project_id;cost;votes;selected", ...lines] });

describe("compare", () => {
  it("matches a run that is what the ballots give and the file records", () => {
    expect(compared(sampleText())).to.deep.equal({
      totals: { a: 3, b: 2, c: 2 },
      recordedTotals: { a: 3, b: 2, c: 2 },
      funded: ["a", "c"],
      recordedFunded: ["a", "c"],
      tied: ["b", "c"],
      match: true,
      deviations: [],
    });
  });

  const other: readonly (readonly [string, Partial<typeof sampleRun>])[] = [
    ["other totals", { totals: [3, 2, 1, 0] }],
    ["no totals", { totals: [] }],
    ["a ballot less in the box", { cast: 3 }],
    ["a project more funded", { funded: [0, 1, 2] }],
    ["a project less funded", { funded: [0] }],
  ];
  for (const [what, change] of other) {
    it(`does not match a run with ${what}`, () => {
      expect(compared(sampleText(), { ...sampleRun, ...change }).match).to.equal(false);
    });
  }

  it("does not match recorded totals that its ballots do not give, and compares the winners all the same", () => {
    const text = projects("a;60;4;1", "b;50;2;0", "c;30;2;1");
    const told = "the file's recorded total of project a is 4, its ballots give 3";
    const same = compared(text);
    expect(same.match).to.equal(false);
    expect(same.deviations).to.deep.equal([told]);

    const differing = compared(projects("a;60;4;1", "b;50;2;1", "c;30;2;0"));
    expect(differing.match).to.equal(false);
    expect(differing.deviations).to.deep.equal([
      told,
      "the file records project b as funded, the rule does not fund it",
      "the rule funds project c, the file records it as not funded",
      "with the file's recorded totals, too, the rule funds other projects than the file records",
    ]);
  });

  it("says when the recorded totals explain the recorded winners", () => {
    const { match, deviations } = compared(projects("a;60;1;0", "b;50;3;1", "c;30;2;1"));
    expect(match).to.equal(false);
    expect(deviations.at(-1)).to.equal("with the file's recorded totals the rule funds what the file records");
  });

  it("compares totals alone when not all voters are taken", () => {
    const run = { cast: 2, totals: [2, 1, 1, 0], funded: [0], tied: [] };
    const { match, deviations, recordedFunded } = compared(projects("a;60;4;1", "b;50;2;0", "c;30;2;1"), run, 2);
    expect({ match, deviations, recordedFunded }).to.deep.equal({
      match: false,
      deviations: ["the file's recorded total of project a is 4, its ballots give 3"],
      recordedFunded: ["a", "c"],
    });
    expect(compared(sampleText(), { ...run, totals: [2, 1, 2, 0] }, 2).match).to.equal(false);
  });

  it("compares recorded totals with all ballots, and a run of the first voters with theirs", () => {
    const run = { cast: 2, totals: [2, 1, 1, 0], funded: [0], tied: [] };
    expect(compared(sampleText(), run, 2).match).to.equal(true);
    const winnersAlone = sampleText({ projects: ["project_id;cost;selected", "a;60;1", "b;50;1", "c;30;0"] });
    expect(compared(winnersAlone, run, 2).match).to.equal(null);
    expect(compared(winnersAlone).match).to.equal(false);
  });

  it("gives null for what the file does not record, and for the verdict, too, if that is all", () => {
    const { recordedTotals, recordedFunded, match } = compared(
      sampleText({ projects: ["project_id;cost", "a;60", "b;50", "c;30"] }),
    );
    expect({ recordedTotals, recordedFunded, match }).to.deep.equal({
      recordedTotals: null,
      recordedFunded: null,
      match: null,
    });
    const text = sampleText({ projects: ["project_id;cost;votes;selected", "a;60;;2", "b;50;;", "c;30;;3"] });
    expect(compared(text).match).to.equal(null);
    expect(compared(text, { ...sampleRun, totals: [3, 2, 1, 0] }).match).to.equal(false);
  });

  it("takes ranks from each ballot's own length where the recorded totals are made so", () => {
    const ranked = (...lines: string[]) =>
      sampleText({
        meta: { vote_type: "ordinal", rule: "unknown" },
        projects: ["project_id;cost;votes;score", ...lines],
        votes: ["voter_id;vote", "1;a,b,c", "2;b", "3;c,a", "4;b,c"],
      });
    // By the length of each ballot: a 3 + 1, b 2 + 1 + 2, c 1 + 2 + 1; by three ranks: a 3 + 2, b 2 + 3 + 3, c 1 + 3 + 2.
    const own = { cast: 4, totals: [4, 5, 4, 0], funded: [0, 2], tied: [] };
    const byLength = compared(ranked("a;60;2;4", "b;50;3;5", "c;30;3;4"), own);
    expect(byLength.match).to.equal(true);
    expect(byLength.deviations).to.include(
      "the recorded totals are those of ranks that count from each ballot's own length; so do they here",
    );
    const stated = { cast: 4, totals: [5, 8, 6, 0], funded: [0, 1, 2], tied: [] };
    expect(compared(ranked("a;60;2;5", "b;50;3;8", "c;30;3;6"), stated).match).to.equal(true);
    const neither = compared(ranked("a;60;2;7", "b;50;3;7", "c;30;3;7"), stated);
    expect(neither.match).to.equal(false);
    expect(neither.deviations.filter((one) => one.includes("recorded total"))).to.have.length(3);
  });

  it("counts a project that a ballot names twice once, and says so", () => {
    const votes = ["voter_id;vote", "1;a,b,a", "2;a,c", "3;a,a,a", "4;c,b"];
    const { match, deviations } = compared(sampleText({ votes }));
    const text = sampleText({ votes });
    const lines = [lineOf(text, "1;a,b,a"), lineOf(text, "3;a,a,a")];
    expect(match).to.equal(true);
    expect(deviations).to.deep.equal([
      `a project stands more than once: 2 ballots (lines ${lines.join(", ")}); it counts once`,
    ]);
  });

  it("leaves withdrawn projects out before the rule, and compares their totals all the same", () => {
    const text = (total: number, selected: number) =>
      sampleText({
        meta: { rule: "greedy-no-skip" },
        projects: ["project_id;cost;votes;selected", `a;999999999;${total};${selected}`, "b;50;2;1", "c;30;2;1"],
      });
    const run = { cast: 4, totals: [2, 2, 0, 0], funded: [0, 1], tied: [] };
    const whole = compared(text(3, 0), run);
    expect(whole).to.deep.include({ match: true, totals: { b: 2, c: 2 }, funded: ["b", "c"] });
    expect(whole.recordedTotals).to.deep.equal({ a: 3, b: 2, c: 2 });
    expect(compared(text(4, 0), run).match).to.equal(false);
    expect(compared(text(3, 1), run).match).to.equal(false);
  });

  it("gives null for single totals that the file leaves out, and compares the others", () => {
    const { recordedTotals, deviations } = compared(projects("a;60;;1", "b;50;1;0", "c;30;2;1"));
    expect(recordedTotals).to.deep.equal({ a: null, b: 1, c: 2 });
    expect(deviations).to.deep.equal(["the file's recorded total of project b is 1, its ballots give 2"]);
  });

  it("leaves projects out whose record does not say whether the rule selected them", () => {
    const text = projects("a;60;3;1", "b;50;2;2", "c;30;2;");
    const told = [
      "the file records 2 for project b, selected in another way than by its rule; it is not compared",
      "the file does not record whether project c was selected; it is not compared",
    ];
    for (const funded of [[0], [0, 1], [0, 1, 2]]) {
      const { match, recordedFunded, deviations } = compared(text, { ...sampleRun, funded });
      expect({ match, recordedFunded, deviations }).to.deep.equal({
        match: true,
        recordedFunded: ["a"],
        deviations: told,
      });
    }
    expect(compared(text, { ...sampleRun, funded: [1, 2] }).match).to.equal(false);
  });

  it("takes scores for the totals of points, and votes for the ballots that name a project", () => {
    const scored = (...lines: string[]) =>
      pointsText({ vote_type: "cumulative", max_sum_points: "9" }, "1;a,b;5,4", "2;a;9").replace(
        "project_id;cost\na;60\nb;50\nc;30",
        lines.join("\n"),
      );
    const run = { cast: 2, totals: [14, 4, 0, 0], funded: [0, 2], tied: [1, 2] };
    const both = compared(scored("project_id;cost;votes;score", "a;60;2;14", "b;50;2;4", "c;30;0;0"), run);
    expect(both.recordedTotals).to.deep.equal({ a: 14, b: 4, c: 0 });
    expect(both.deviations).to.deep.equal(["the file records 2 votes for project b, 1 of its ballots name it"]);

    const votesAlone = compared(scored("project_id;cost;votes", "a;60;2", "b;50;1", "c;30;0"), run);
    expect(votesAlone.recordedTotals).to.equal(null);
    expect([both.match, votesAlone.match]).to.deep.equal([false, true]);
    expect(votesAlone.deviations).to.deep.equal([]);

    const oneOff = compared(scored("project_id;cost;votes", "a;60;2", "b;50;3", "c;30;0"), run);
    expect(oneOff.deviations).to.deep.equal(["the file records 3 votes for project b, 1 of its ballots name it"]);
  });

  it("takes votes for the totals of points in files that write them there", () => {
    const text = pointsText({ vote_type: "cumulative", max_sum_points: "9" }, "1;a,b;5,4", "2;a;9").replace(
      "project_id;cost\na;60\nb;50\nc;30",
      "project_id;cost;votes\na;60;14\nb;50;5\nc;30;0",
    );
    const run = { cast: 2, totals: [14, 4, 0, 0], funded: [0, 2], tied: [1, 2] };
    const { recordedTotals, deviations } = compared(text, run);
    expect(recordedTotals).to.deep.equal({ a: 14, b: 5, c: 0 });
    expect(deviations).to.deep.equal(["the file's recorded total of project b is 5, its ballots give 4"]);
  });
});
