import { expect } from "chai";
import fc from "fast-check";
import { compare } from "../../../scripts/pabulib/comparison.ts";
import { parsePabulib } from "../../../scripts/pabulib/parsePabulib.ts";
import { allocate, deployAllocator } from "../../../scripts/pabulib/runOnChain.ts";
import { toElection } from "../../../scripts/pabulib/toElection.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { brokenRule } from "../../../sdk/election/ballotRules.ts";
import { BALLOT_SIZES } from "../../../sdk/election/ballotSize.ts";
import { invalidField } from "../../../sdk/election/constitutionRules.ts";
import { SAMPLE_CONSTITUTION } from "../../sdk/election/sampleConstitution.ts";

/** A project's position with the points that a ballot gives to it. */
type Gift = { readonly project: number; readonly points: number };

/** An election as the generator knows it, before it is written as a file. */
type Drawn = {
  readonly kind: string;
  readonly rule: string;
  /** In cents. */
  readonly costs: readonly number[];
  readonly budget: number;
  readonly threshold: number;
  /** max_length; max_sum_cost in cents, which ballots may well exceed. */
  readonly most: number | undefined;
  readonly voterBudget: number | undefined;
  readonly ballots: readonly (readonly Gift[])[];
};

const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.record({
    kind: fc.constantFrom("approval", "choose-1", "cumulative", "scoring", "ordinal"),
    rule: fc.constantFrom("greedy", "greedy-no-skip"),
    costs: fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: count, maxLength: count }),
    budget: fc.integer({ min: 0, max: 60_000 }),
    threshold: fc.integer({ min: 0, max: 6 }),
    most: fc.option(fc.integer({ min: 1, max: count }), { nil: undefined }),
    voterBudget: fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined }),
    ballots: fc.array(
      fc
        .shuffledSubarray(
          Array.from({ length: count }, (_, project) => project),
          { minLength: 0 },
        )
        .chain((named) =>
          fc
            .array(fc.integer({ min: 0, max: 255 }), { minLength: named.length, maxLength: named.length })
            .map((points) => named.map((project, i) => ({ project, points: points[i] as number }))),
        ),
      { minLength: 1, maxLength: 12 },
    ),
  }),
);

const money = (cents: number) => (cents / 100).toFixed(2).replace(".", cents % 2 === 0 ? "." : ",");

function written({ kind, rule, costs, budget, threshold, most, voterBudget, ballots }: Drawn): string {
  const hasPoints = kind === "cumulative" || kind === "scoring";
  return [
    ...["META", "key;value", `vote_type;${kind}`, `rule;${rule}`, `budget;${money(budget)}`],
    `min_project_score_threshold;${threshold}`,
    ...(most === undefined ? [] : [`max_length;${most}`]),
    ...(voterBudget === undefined ? [] : [`max_sum_cost;${money(voterBudget)}`]),
    ...["PROJECTS", "project_id;cost", ...costs.map((cost, i) => `p${i};${money(cost)}`)],
    ...["VOTES", hasPoints ? "voter_id;vote;points" : "voter_id;vote"],
    ...ballots.map((gifts, voter) => {
      const cells = [`v${voter}`, gifts.map(({ project }) => `p${project}`).join(",")];
      return [...cells, ...(hasPoints ? [gifts.map(({ points }) => points).join(",")] : [])].join(";");
    }),
  ].join("\n");
}

/** A plain count, written independently of the product. */
function count({ kind, costs, most, ballots }: Drawn): number[] {
  const totals = costs.map(() => 0);
  for (const gifts of ballots) {
    for (const [rank, { project, points }] of gifts.entries()) {
      const ranks = most ?? costs.length;
      const ranked = rank < ranks ? ranks - rank : 0;
      const given = kind === "ordinal" ? ranked : kind === "cumulative" || kind === "scoring" ? points : 1;
      totals[project] = (totals[project] as number) + given;
    }
  }
  return totals;
}

/** Greedy, written independently of the product. */
function funded({ rule, costs, budget, threshold }: Drawn, totals: readonly number[]): string[] {
  const eligible = totals
    .map((total, project) => ({ total, project }))
    .filter(({ total }) => total > 0 && total >= threshold);
  const order = eligible.sort((one, other) => other.total - one.total || one.project - other.project);
  const chosen: number[] = [];
  let left = budget;
  for (const { project } of order) {
    const cost = costs[project] as number;
    if (cost > left && rule === "greedy-no-skip") break;
    if (cost > left) continue;
    left -= cost;
    chosen.push(project);
  }
  return chosen.sort((a, b) => a - b).map((project) => `p${project}`);
}

describe("Random Pabulib elections", function () {
  this.timeout(120_000);
  let chain: LocalChain;
  let factory: string;

  before(async () => {
    chain = await startLocalChain();
    factory = await deployAllocator(chain);
  });

  after(() => chain.close());

  it("give on chain the totals of a plain count and the projects of a plain greedy", async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (election) => {
        const file = parsePabulib(written(election));
        const converted = toElection(file);
        const { match, totals, funded: found } = compare(file, converted, await allocate(converted, factory, chain));
        const expected = count(election);
        expect(Object.values(totals)).to.deep.equal(expected);
        expect(found).to.deep.equal(funded(election, expected));
        // The file records nothing; a run with other totals would be no match all the same.
        expect(match).to.equal(null);
      }),
      { numRuns: 150 },
    );
  });

  it("make constitutions that a factory takes", () => {
    fc.assert(
      fc.property(drawn, (election) => {
        const { rules, ballotSize, outcome } = toElection(parsePabulib(written(election)));
        fc.pre(BALLOT_SIZES.includes(ballotSize));
        expect(invalidField({ ...SAMPLE_CONSTITUTION, rules, ballotSize, outcome })).to.equal(undefined);
      }),
      { numRuns: 300 },
    );
  });

  it("have rules that every one of their ballots obeys", () => {
    fc.assert(
      fc.property(drawn, (election) => {
        const { rules, ballotSize, ballots } = toElection(parsePabulib(written(election)));
        const broken = ballots.map((choices) => brokenRule(rules, ballotSize, choices));
        expect(broken.filter((rule) => rule !== undefined)).to.deep.equal([]);
        expect(ballots.length).to.equal(election.ballots.length);
      }),
      { numRuns: 500 },
    );
  });
});
