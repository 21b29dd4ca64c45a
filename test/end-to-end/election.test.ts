import { expect } from "chai";
import { verificationKey } from "../../scripts/circuits/files.ts";
import { demoPlan } from "../../scripts/rehearsal/demoPlan.ts";
import { electionSteps, type Rehearsed } from "../../scripts/rehearsal/electionSteps.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";

const plan = { ...demoPlan, ballots: demoPlan.ballots.slice(0, 4), trustees: 3, threshold: 2, sharing: [1, 3] };
const keys = {
  ballot: verificationKey("ballot-8"),
  keyShare: verificationKey("keyShare"),
  enrolment: verificationKey("enrolment"),
};

describe("A whole election with real proofs", function () {
  this.timeout(600_000);
  let chain: LocalChain;
  let rehearsed: Rehearsed;

  before(async () => {
    chain = await startLocalChain();
    const { steps, done } = electionSteps(plan, chain);
    for (const step of steps) await step.run({ say: () => {}, spent: () => {} });
    rehearsed = done();
  });

  after(async () => {
    await chain.close();
    await endProving();
  });

  it("is verified by every check", () => {
    expect(rehearsed.checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(rehearsed.checks.length).to.be.greaterThan(40);
  });

  it("counts the last ballot of every resident", () => {
    const last = plan.ballots.with(1, plan.change?.choices ?? []);
    const expected = last[0]?.map((_, i) => String(last.reduce((sum, choices) => sum + (choices[i] as number), 0)));
    expect(rehearsed.record.result?.counts).to.deep.equal(expected);
  });

  const altered: readonly (readonly [string, (record: ElectionRecord) => unknown, string])[] = [
    [
      "another count",
      (r) => ({ ...r, result: { ...r.result, counts: ["9", ...(r.result?.counts.slice(1) ?? [])] } }),
      "P10.1",
    ],
    ["another constitution hash", (r) => ({ ...r, constitutionHash: `0x${"1".repeat(64)}` }), "P3.2"],
    [
      "a ballot left out",
      (r) => ({ ...r, batches: r.batches.map((b, i) => (i === 0 ? { ...b, ballots: b.ballots.slice(1) } : b)) }),
      "P7.5",
    ],
    ["another chain", (r) => ({ ...r, chainId: "1" }), "P5.5"],
    ["a missing dealing", (r) => ({ ...r, board: { ...r.board, dealings: r.board.dealings.slice(1) } }), "P2.2"],
    [
      "a missing enrolment",
      (r) => ({ ...r, roll: r.roll.map((t) => ({ ...t, enrolments: t.enrolments.slice(1) })) }),
      "P1.5",
    ],
    ["another sealed sum", (r) => ({ ...r, seal: { ...r.seal, sumHash: `0x${"2".repeat(64)}` } }), "P8.2"],
    ["a number that is not canonical", (r) => ({ ...r, chainId: "031337" }), "P11"],
  ];
  for (const [name, alter, step] of altered) {
    it(`is not verified with ${name}`, async () => {
      const checks = await verifyElection(alter(rehearsed.record), { keys });
      const failing = checks.filter(({ ok }) => !ok).map((check) => check.name);
      expect(
        failing.some((check) => check.startsWith(step)),
        failing.join("; "),
      ).to.equal(true);
    });
  }
});
