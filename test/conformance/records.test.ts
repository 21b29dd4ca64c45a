import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { faultOf } from "../../scripts/conformance/judge.ts";
import { ourAnswer } from "../../scripts/conformance/ourAnswer.ts";
import { recordQuestions } from "../../scripts/conformance/questions.ts";
import { electionStatus } from "../../sdk/verify/electionStatus.ts";
import { rememberingVerifier } from "../sdk/verify/rememberingVerifier.ts";
import { countingPlan, RECORDS, recordPlans } from "./recordPlans.ts";
import { recordNamed } from "./tamperedCases.ts";

const verify = rememberingVerifier();

describe("The conformance records", function () {
  this.timeout(300_000);

  it("are accepted, every one", async () => {
    for (const { called, ask, expects } of recordQuestions()) {
      // Those of proposals have a test of their own.
      if (called.startsWith("record proposals/")) continue;
      expect(faultOf(expects, await ourAnswer(ask(), verify)), called).to.equal(undefined);
    }
  });

  it("are what their names say: every kind of ballot and every phase, and one that is no test", () => {
    for (const { name, stage, published } of recordPlans) {
      const record = recordNamed(name);
      expect(electionStatus(record).phase, name).to.equal(stage);
      expect(record.rollSource, name).to.equal(published ? "published" : "registry");
      expect(record.constitution.isTest, name).to.equal(true);
    }
    expect(electionStatus(recordNamed("counting")).phase).to.equal("decided");
    expect(recordNamed("counting").constitution.isTest).to.equal(false);
    expect(recordNamed("changed-vote").skipped).to.have.length(1);
  });

  it("stand in the README, each with what it shows", () => {
    const readme = readFileSync(`${projectRoot}conformance/README.md`, "utf8");
    for (const { name, says } of [...recordPlans, countingPlan])
      expect(readme).to.include(`| \`${name}.json\` | ${says} |`);
    const files = readdirSync(projectRoot + RECORDS).filter((file) => file.endsWith(".json"));
    expect(files.sort()).to.deep.equal([...recordPlans, countingPlan].map(({ name }) => `${name}.json`).sort());
  });
});
