import { expect } from "chai";
import { NotExpressibleError, PabulibMalformedError } from "../../../scripts/pabulib/refusals.ts";
import { NO_BUDGET } from "../../../sdk/election/constitution.ts";
import { NO_FRACTION } from "../../../sdk/election/fraction.ts";
import { choicesOf, electionOf, lineOf, pointsText, sampleText } from "./sampleElection.ts";

const approval = (meta: Record<string, string>, ...votes: string[]) =>
  sampleText({ meta: { num_votes: String(votes.length), ...meta }, votes: ["voter_id;vote", ...votes] });

describe("toElection: kinds of ballots", () => {
  it("takes approval ballots as points of one, of at least one project by default", () => {
    const election = electionOf(sampleText());
    expect(choicesOf(election)).to.deep.equal([
      [1, 1, 0],
      [1, 0, 1],
      [1, 0, 0],
      [0, 1, 1],
    ]);
    expect(election.rules).to.include({ optionCount: 3, maxPerOption: 1, minTotal: 1, maxTotal: 3, budget: NO_BUDGET });
    expect(election.rules.costs).to.deep.equal([0, 0, 0]);
    expect(election.deviations).to.deep.equal([]);
  });

  it("takes min_length, max_length and max_sum_cost of approval ballots", () => {
    const { rules, deviations } = electionOf(
      approval({ min_length: "2", max_length: "2", max_sum_cost: "110,5" }, "1;a,b", "2;a,c"),
    );
    expect(rules).to.include({ minTotal: 2, maxTotal: 2, budget: 1105 });
    expect(rules.costs).to.deep.equal([600, 500, 300]);
    expect(deviations).to.deep.equal([]);
  });

  it("widens limits that recorded approval ballots break, and names the ballots", () => {
    const text = approval({ min_length: "1", max_length: "2", max_sum_cost: "100" }, "1;a,b", "2;a,b,c", "3;", "4;c");
    const { rules, deviations, ballots } = electionOf(text);
    const [first, long, blank] = ["1;a,b", "2;a,b,c", "3;"].map((line) => lineOf(text, line));
    expect(rules).to.include({ minTotal: 0, maxTotal: 3, budget: 140 });
    expect(ballots.length).to.equal(4);
    expect(deviations).to.deep.equal([
      `below min_length 1: 1 ballot (line ${blank}); the constitution takes 0`,
      `above max_length 2: 1 ballot (line ${long}); the constitution takes 3`,
      `above max_sum_cost 100: 2 ballots (lines ${first}, ${long}); the constitution takes 140`,
    ]);
  });

  it("names only the first of many lines", () => {
    const votes = Array.from({ length: 14 }, (_, i) => `${i + 1};a,b`);
    const text = approval({ max_length: "1" }, ...votes);
    const start = lineOf(text, "1;a,b");
    const lines = Array.from({ length: 10 }, (_, i) => start + i).join(", ");
    expect(electionOf(text).deviations).to.deep.equal([
      `above max_length 1: 14 ballots (lines ${lines} and 4 more); the constitution takes 2`,
    ]);
  });

  it("says that min_sum_cost is not held, unless every project costs as much", () => {
    const text = approval({ min_sum_cost: "60" }, "1;a,b", "2;c");
    expect(electionOf(text).deviations).to.deep.equal([
      `min_sum_cost 60 is not held by the constitution; it is broken by 1 ballot (line ${lineOf(text, "2;c")})`,
    ]);
    expect(electionOf(approval({ min_sum_cost: "30" }, "1;a,b", "2;c")).deviations).to.deep.equal([]);
    expect(electionOf(approval({ min_sum_cost: "30", min_length: "0" }, "1;a")).deviations).to.deep.equal([
      "min_sum_cost 30 is not held by the constitution; it is broken by no recorded ballot",
    ]);
  });

  it("takes max_length beyond the number of projects for that number", () => {
    expect(electionOf(approval({ max_length: "10" }, "1;a")).rules.maxTotal).to.equal(3);
  });

  it("makes rules that a constitution may have of ballots that give nothing", () => {
    expect(electionOf(approval({ max_length: "0" }, "1;")).rules).to.include({ minTotal: 0, maxTotal: 1 });
    const cumulative = electionOf(pointsText({ vote_type: "cumulative", max_sum_points: "0" }, "1;a;0"));
    expect(cumulative.rules).to.include({ maxPerOption: 1, minTotal: 0, maxTotal: 1 });
  });

  it("takes choose-1 as exactly one project", () => {
    const { rules, kind } = electionOf(approval({ vote_type: "choose-1" }, "1;a", "2;b"));
    expect({ ...rules, kind }).to.include({ kind: "choose-1", minTotal: 1, maxTotal: 1, maxPerOption: 1 });
  });

  it("takes cumulative points, their sum and their most per project", () => {
    const election = electionOf(
      pointsText(
        { vote_type: "cumulative", max_sum_points: "10", max_points: "8", min_sum_points: "4" },
        "1;b,a;8,2",
        "2;c; 4 ",
      ),
    );
    expect(choicesOf(election)).to.deep.equal([
      [2, 8, 0],
      [0, 0, 4],
    ]);
    expect(election.rules).to.include({ maxPerOption: 8, minTotal: 4, maxTotal: 10, distinct: false });
    expect(election.deviations).to.deep.equal([]);
  });

  it("lets all cumulative points go to one project unless max_points says otherwise", () => {
    const { rules } = electionOf(pointsText({ vote_type: "cumulative", max_sum_points: "10" }, "1;a;3"));
    expect(rules).to.include({ maxPerOption: 10, minTotal: 1, maxTotal: 10 });
  });

  it("widens limits on points, and says which it cannot hold", () => {
    const text = pointsText(
      {
        vote_type: "cumulative",
        max_sum_points: "5",
        max_points: "4",
        min_points: "2",
        min_length: "2",
        max_length: "2",
      },
      ...["1;a;6", "2;a,b,c;2,2,1", "3;b,c;3,2"],
    );
    const [one, three] = [lineOf(text, "1;a;6"), lineOf(text, "2;a,b,c;2,2,1")];
    const { rules, deviations } = electionOf(text);
    expect(rules).to.include({ maxPerOption: 6, minTotal: 4, maxTotal: 6 });
    expect(deviations).to.deep.equal([
      `above max_points 4: 1 ballot (line ${one}); the constitution takes 6`,
      `above max_sum_points 5: 1 ballot (line ${one}); the constitution takes 6`,
      `min_length 2 is not held by the constitution; it is broken by 1 ballot (line ${one})`,
      `max_length 2 is not held by the constitution; it is broken by 1 ballot (line ${three})`,
      `min_points 2 is not held by the constitution; it is broken by 1 ballot (line ${three})`,
    ]);
  });

  it("lowers the least total to that of recorded ballots", () => {
    const text = pointsText({ vote_type: "cumulative", max_sum_points: "9", min_sum_points: "5" }, "1;a;9", "2;b;4");
    const { rules, deviations } = electionOf(text);
    expect(rules.minTotal).to.equal(4);
    expect(deviations).to.deep.equal([
      `below the total 5 of min_length and min_sum_points: 1 ballot (line ${lineOf(text, "2;b;4")}); the constitution takes 4`,
    ]);
  });

  it("holds max_length of points where their sum does", () => {
    const meta = { vote_type: "cumulative", max_sum_points: "2", max_length: "2" };
    expect(electionOf(pointsText(meta, "1;a,b;1,1")).deviations).to.deep.equal([]);
    expect(electionOf(pointsText({ ...meta, max_sum_points: "3" }, "1;a,b;1,1")).deviations).to.deep.equal([
      "max_length 2 is not held by the constitution; it is broken by no recorded ballot",
    ]);
  });

  it("lowers max_points beyond 255", () => {
    const { rules, deviations } = electionOf(
      pointsText({ vote_type: "cumulative", max_sum_points: "1000" }, "1;a;255"),
    );
    expect(rules).to.include({ maxPerOption: 255, maxTotal: 765 });
    expect(deviations).to.deep.equal(["max_points 1000 is lowered to 255, the most here"]);
  });

  it("gives default_score to projects that a scoring ballot does not name", () => {
    const meta = { vote_type: "scoring", default_score: "2", min_points: "0", max_points: "5" };
    const election = electionOf(pointsText(meta, "1;a,b;5,0", "2;;", "3;c;1.0"));
    expect(choicesOf(election)).to.deep.equal([
      [5, 0, 2],
      [2, 2, 2],
      [2, 2, 1],
    ]);
    expect(election.rules).to.include({ maxPerOption: 5, minTotal: 0, maxTotal: 15 });
  });

  it("gives the k-th of at most K ranks K - k + 1 points", () => {
    const meta = { vote_type: "ordinal", max_length: "2", min_length: "1", num_votes: "3" };
    const { rules, ...election } = electionOf(sampleText({ meta, votes: ["voter_id;vote", "1;b,a", "2;c", "3;a,c"] }));
    expect(choicesOf({ rules, ...election })).to.deep.equal([
      [1, 2, 0],
      [0, 0, 2],
      [2, 0, 1],
    ]);
    expect(rules).to.include({ maxPerOption: 2, minTotal: 2, maxTotal: 3, distinct: true });
    expect(election.deviations).to.deep.equal([]);
  });

  it("takes the number of projects for K where max_length is missing", () => {
    const text = sampleText({
      meta: { vote_type: "ordinal", num_votes: "1", scoring_fn: "Borda" },
      votes: ["voter_id;vote", "1;b,a,c"],
    });
    const election = electionOf(text);
    expect(choicesOf(election)).to.deep.equal([[2, 3, 1]]);
    expect(election.rules).to.include({ maxPerOption: 3, minTotal: 3, maxTotal: 6 });
  });

  it("gives ranks beyond max_length nothing, and lets ranks count against stated points", () => {
    const meta = { vote_type: "ordinal", min_length: "2", max_length: "2" };
    const text = pointsText(meta, "1;b,a,c;2,1,0", "2;a,b;5,4", "3;a;2");
    const election = electionOf(text);
    expect(choicesOf(election)).to.deep.equal([
      [1, 2, 0],
      [2, 1, 0],
      [2, 0, 0],
    ]);
    expect(election.rules).to.include({ minTotal: 2, maxTotal: 3 });
    expect(election.deviations).to.deep.equal([
      `below the points of min_length 2: 1 ballot (line ${lineOf(text, "3;a;2")}); the constitution takes 2`,
      `above max_length 2: 1 ballot (line ${lineOf(text, "1;b,a,c;2,1,0")}); ranks beyond it give no points`,
      `other points than the ranks give: 1 ballot (line ${lineOf(text, "2;a,b;5,4")}); the ranks count`,
    ]);
  });

  it("takes 4 options for up to 4 projects, 8 for up to 8 and 32 for up to 32", () => {
    const sized = (count: number) => {
      const ids = Array.from({ length: count }, (_, i) => `p${i}`);
      const projects = ["project_id;cost", ...ids.map((id) => `${id};1`)];
      const election = electionOf(sampleText({ projects, votes: ["voter_id;vote", `1;${ids.join(",")}`] }));
      expect(election.ballots[0]).to.deep.equal(
        Array.from({ length: election.ballotSize }, (_, i) => Number(i < count)),
      );
      return election.ballotSize;
    };
    expect([1, 4, 5, 8, 9, 32].map(sized)).to.deep.equal([4, 4, 8, 8, 32, 32]);
    expect(() => sized(33)).to.throw(NotExpressibleError, "it has 33 projects");
  });

  it("makes the same rules for the first voters as for all", () => {
    const text = approval({ max_length: "1" }, "1;a", "2;a,b");
    const [first, whole] = [electionOf(text, 1), electionOf(text, 100)];
    expect(first.ballots.length).to.equal(1);
    expect(whole.ballots.length).to.equal(2);
    expect(first.rules).to.deep.equal(whole.rules);
  });
});

describe("toElection: rule and amounts", () => {
  const rules: readonly (readonly [string | undefined, string, string, readonly string[]])[] = [
    ["greedy", "Greedy", "greedy", []],
    ["Greedy-No-Skip", "GreedyNoSkip", "greedy-no-skip", []],
    ["unknown", "Greedy", "greedy", ["the file states no rule; greedy is assumed"]],
    [undefined, "Greedy", "greedy", ["the file states no rule; greedy is assumed"]],
  ];
  for (const [stated, kind, rule, deviations] of rules) {
    it(`takes the rule ${stated} as ${kind}`, () => {
      const election = electionOf(sampleText({ meta: { rule: stated } }));
      expect(election.outcome).to.include({ kind, tieBreak: "ListedOrder", minimumVotes: 0, budget: 100, electors: 0 });
      expect(election.outcome.quorum).to.deep.equal(NO_FRACTION);
      expect(election.rule).to.equal(rule);
      expect(election.deviations).to.deep.equal(deviations);
    });
  }

  it("takes min_project_score_threshold as the minimum of votes, rounded up", () => {
    const minimum = (threshold: string) =>
      electionOf(sampleText({ meta: { rule: "greedy-threshold", min_project_score_threshold: threshold } })).outcome
        .minimumVotes;
    expect([minimum("50"), minimum("2.5")]).to.deep.equal([50, 3]);
    expect(electionOf(sampleText({ meta: { rule: "greedy-threshold" } })).deviations[0]).to.include(
      "min_project_score_threshold is missing",
    );
  });

  it("counts in the smallest unit that the file's amounts have", () => {
    const projects = ["project_id;cost", "a;60.5", "b;50,25", "c;0"];
    const { outcome } = electionOf(sampleText({ meta: { budget: "100.10" }, projects }));
    expect(outcome.costs).to.deep.equal([6050, 5025, 0]);
    expect(outcome.budget).to.equal(10_010);
  });

  it("rounds amounts whose decimals do not fit below 2^40, and says so", () => {
    const projects = ["project_id;cost", "a;999999.9999999", "b;50", "c;30"];
    const { outcome, deviations } = electionOf(sampleText({ projects }));
    expect(outcome.costs).to.deep.equal([1_000_000_000_000, 50_000_000, 30_000_000]);
    expect(deviations).to.deep.equal(["amounts are rounded from 7 decimals to 6"]);
  });

  it("caps a budget that no costs can reach", () => {
    expect(electionOf(sampleText({ meta: { budget: "1e20" } })).outcome.budget).to.equal(2 ** 48 - 1);
  });

  it("names what it does not regard", () => {
    const meta = { leftover_budget: "Saved", max_sum_points: "5", budget_per_category: "30", max_length_unit: "4" };
    expect(electionOf(sampleText({ meta })).deviations).to.deep.equal([
      'leftover_budget says "Saved"; here the rule alone decides',
      "max_sum_points 5 is not regarded here",
      "budget_per_category 30 is not regarded here",
      "max_length_unit 4 is not regarded here",
    ]);
  });

  it("offers no withdrawn projects, and names them with their ballots", () => {
    for (const rule of ["greedy-no-skip", "greedy"]) {
      const projects = ["project_id;cost", "a;999999999", "b;50.5", "c;30"];
      const text = sampleText({ meta: { rule }, projects });
      const election = electionOf(text);
      const lines = ["1;a,b", "2;a,c", "3;a"].map((line) => lineOf(text, line)).join(", ");
      expect(election.deviations).to.deep.equal([
        `project a is marked as withdrawn and left out before the rule; it is named by 3 ballots (lines ${lines})`,
      ]);
      expect([election.offered, election.fileTotals]).to.deep.equal([
        [1, 2],
        [3, 2, 2],
      ]);
      expect(choicesOf(election)).to.deep.equal([
        [1, 0],
        [0, 1],
        [0, 0],
        [1, 1],
      ]);
      expect(election.rules).to.include({ optionCount: 2, minTotal: 0, maxTotal: 2 });
      expect(election.outcome.costs).to.deep.equal([505, 300]);
    }
  });

  it("lets a withdrawn project count against no limit of a ballot", () => {
    const projects = ["project_id;cost", "a;60", "b;50", "c;9999999999"];
    const { rules, deviations } = electionOf(sampleText({ meta: { max_sum_cost: "110" }, projects }));
    expect(rules).to.deep.include({ budget: 110, costs: [60, 50] });
    expect(deviations).to.have.length(1);
    const all = ["project_id;cost", "a;999999999", "b;999999999", "c;999999999"];
    expect(() => electionOf(sampleText({ projects: all }))).to.throw(NotExpressibleError, "are withdrawn");
  });

  it("keeps the points of ranks where a project of a higher rank is withdrawn", () => {
    const projects = ["project_id;cost", "a;999999999", "b;50", "c;30"];
    const votes = ["voter_id;vote", "1;a,b,c", "2;c,a,b"];
    const election = electionOf(sampleText({ meta: { vote_type: "ordinal", num_votes: "2" }, projects, votes }));
    expect(choicesOf(election)).to.deep.equal([
      [2, 1],
      [1, 3],
    ]);
    expect(election.rules).to.include({ optionCount: 2, maxPerOption: 3 });
  });
});

describe("toElection: refusals", () => {
  const points = (given: string, meta = {}) =>
    pointsText({ vote_type: "cumulative", max_sum_points: "10", ...meta }, `1;a;${given}`);
  const refused: readonly (readonly [string, string, string])[] = [
    ["another vote type", sampleText({ meta: { vote_type: "quadratic" } }), "its vote type is quadratic"],
    ["another rule", sampleText({ meta: { rule: "equalshares/add1" } }), "its rule is equalshares/add1"],
    [
      "another scoring function",
      sampleText({ meta: { vote_type: "ordinal", scoring_fn: "Dowdall" } }),
      "function is Dowdall",
    ],
    ["more than 255 ranks", sampleText({ meta: { vote_type: "ordinal", max_length: "256" } }), "it has 256 ranks"],
    ["points that are not whole", points("2.5"), "gives 2.5 points, and points must be whole"],
    ["negative points", points("-1"), "gives -1 points, and points cannot be negative"],
    ["more than 255 points", points("256"), "gives 256 points, more than 255"],
    [
      "a negative default_score",
      pointsText({ vote_type: "scoring", default_score: "-1" }, "1;a;1"),
      "default_score is -1",
    ],
    [
      "a cost of 2^40",
      sampleText({ projects: ["project_id;cost", `a;${2 ** 40}`, "b;1", "c;1"] }),
      "a cost is 2^40 or more",
    ],
    [
      "a threshold of 2^24",
      sampleText({ meta: { min_project_score_threshold: String(2 ** 24) } }),
      "min_project_score_threshold is 2^24 or more",
    ],
    [
      "ballots that count twice",
      sampleText({ votes: ["voter_id;vote;vote_strength", "1;a;1", "2;b;2"] }),
      "counts 2 times",
    ],
  ];
  for (const [what, text, reason] of refused) {
    it(`says that ${what} cannot be expressed`, () => {
      expect(() => electionOf(text)).to.throw(NotExpressibleError, reason);
    });
  }

  it("says that totals could reach 2^24, for the voters taken", () => {
    const votes = Array.from({ length: 65_794 }, (_, i) => `${i};a;255`);
    const text = pointsText({ vote_type: "scoring" }, ...votes);
    expect(() => electionOf(text)).to.throw(NotExpressibleError, "65794 voters with up to 255 points could total 2^24");
    expect(electionOf(text, 65_793).ballots.length).to.equal(65_793);
  });

  const malformed: readonly (readonly [string, string, string, string])[] = [
    ["a budget in words", sampleText({ meta: { budget: "much" } }), "budget;much", 'budget is "much", not a number'],
    ["a budget below 0", sampleText({ meta: { budget: "-1" } }), "budget;-1", "budget is below 0"],
    ["half a project", sampleText({ meta: { max_length: "1.5" } }), "max_length;1.5", "max_length is not whole"],
    [
      "more projects than points",
      pointsText({ vote_type: "cumulative" }, "1;a,b;3"),
      "1;a,b;3",
      "names 2 projects and gives 1 points",
    ],
    ["points in words", pointsText({ vote_type: "cumulative" }, "1;a;x"), "1;a;x", '"x" is not a number of points'],
    [
      "a strength in words",
      sampleText({ votes: ["voter_id;vote;vote_strength", "1;a;x"] }),
      "1;a;x",
      "not a vote_strength",
    ],
  ];
  for (const [what, text, line, reason] of malformed) {
    it(`refuses ${what} with its line`, () => {
      expect(() => electionOf(text))
        .to.throw(PabulibMalformedError, reason)
        .with.property("line", lineOf(text, line));
    });
  }

  it("refuses a file without a budget or a vote type", () => {
    expect(() => electionOf(sampleText({ meta: { budget: undefined } }))).to.throw(PabulibMalformedError, "no budget");
    expect(() => electionOf(sampleText({ meta: { vote_type: "" } }))).to.throw(PabulibMalformedError, "no vote_type");
  });

  it("refuses points that the file does not have", () => {
    expect(() => electionOf(sampleText({ meta: { vote_type: "cumulative" } }))).to.throw(
      PabulibMalformedError,
      "names 2 projects and gives 0 points",
    );
  });
});
