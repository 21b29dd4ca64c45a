import { expect } from "chai";
import { verificationKeys } from "../../scripts/checkout/circuitFiles.ts";
import type { RegistryRecord } from "../../sdk/verify/record.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import { type DecidedElection, decidedElection } from "./decidedElection.ts";

describe("A whole election with real proofs", function () {
  this.timeout(600_000);
  let rehearsed: DecidedElection;

  before(async () => {
    rehearsed = await decidedElection();
  });

  it("is verified by every check", () => {
    expect(rehearsed.checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(rehearsed.checks.length).to.be.greaterThan(40);
  });

  it("counts the last ballot of every resident", () => {
    const { plan } = rehearsed;
    const last = plan.ballots.with(1, plan.change?.choices ?? []);
    const expected = last[0]?.map((_, i) => String(last.reduce((sum, choices) => sum + (choices[i] as number), 0)));
    expect(rehearsed.record.result?.counts).to.deep.equal(expected);
  });

  const altered: readonly (readonly [string, (record: RegistryRecord) => unknown, string])[] = [
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
      const checks = await verifyElection(alter(rehearsed.record), { keysFor: verificationKeys });
      const failing = checks.filter(({ ok }) => !ok).map((check) => check.name);
      expect(
        failing.some((check) => check.startsWith(step)),
        failing.join("; "),
      ).to.equal(true);
    });
  }
});
