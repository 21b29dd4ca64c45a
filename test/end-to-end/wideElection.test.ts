import { expect } from "chai";
import { outcomeOf } from "../../sdk/election/outcome.ts";
import { type WideElection, wideElection } from "./wideElection.ts";

describe("A whole election with 20 of 32 options and real proofs, cast by a relayer", function () {
  this.timeout(600_000);
  let election: WideElection;

  before(async () => {
    election = await wideElection();
  });

  it("is verified by every check", () => {
    expect(election.checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(election.checks.length).to.be.greaterThan(40);
  });

  it("has one batch for every ballot that the relayer acknowledged", () => {
    expect(election.record.batches.map(({ ballots }) => ballots.map(({ version }) => version))).to.deep.equal([
      ["0"],
      ["0"],
      ["1"],
    ]);
  });

  it("counts the last ballot of every resident, and funds by the frozen rule", () => {
    const { plan, record } = election;
    const last = plan.ballots.with(0, plan.change?.choices ?? []);
    const counts = Array.from({ length: 32 }, (_, i) => last.reduce((sum, choices) => sum + (choices[i] as number), 0));
    expect(record.result?.counts).to.deep.equal(counts.map(String));
    const turnout = { ballots: 2, activeMembers: 2 };
    expect(record.result?.outcome).to.deep.equal(outcomeOf(plan.outcome, counts, 20, turnout));
  });
});
