import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Wallet } from "ethers";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { ElectionFileInvalidError } from "../../../scripts/electionFile/parseElectionFile.ts";
import { secondsOf } from "../../../scripts/electionFile/toElection.ts";
import { dressRehearsal } from "../../../scripts/rehearsal/dressRehearsal.ts";
import { STEPS_IN_KOREAN } from "../../../scripts/rehearsal/stepsInKorean.ts";
import { brokenRule } from "../../../sdk/election/ballotRules.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import type { ElectionRecord } from "../../../sdk/verify/record.ts";
import { filledIn } from "../clerk/filledFile.ts";
import { runCommand } from "../clerk/runCommand.ts";
import { example, exampleNames, exampleText } from "../electionFile/exampleFile.ts";

const account = () => ({ account: Wallet.createRandom() });

describe("hanpyo rehearse FILE", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-dress-"));
  after(async () => {
    await endProving();
    rmSync(folder, { recursive: true });
  });
  const at = (name: string) => join(folder, name);

  it("runs the clerk's own file to a verified result: its texts, rules and dates, with simulated residents", async () => {
    const [registrar, approver] = [Wallet.createRandom(), Wallet.createRandom()];
    const text = filledIn(exampleText("yes-no-abstain"), registrar, approver, [account(), account()] as never);
    writeFileSync(at("own.yaml"), text);
    const run = await runCommand(
      ...["rehearse", at("own.yaml"), "--voters", "3", "--record", at("record.json"), "--json", "--lang", "ko"],
    );
    expect(run.code, run.err).to.equal(0);
    const report = JSON.parse(run.out);
    expect(report).to.include({ verified: true, voters: 3, phase: "decided" });
    expect(report.steps.map(({ title }: { title: string }) => title)).to.deep.equal(
      Object.entries(STEPS_IN_KOREAN).flatMap(([english, korean]) => (english === "Changing a vote" ? [] : [korean])),
    );
    expect(run.err)
      .to.match(/모의 주민 3명/)
      .and.match(/연습이 끝났고 검증되었습니다: 검사 \d+개가 모두 맞습니다/);
    expect(run.err).to.include("파일과 다른 점: 모든 계정").and.include("찬성: ").and.include("결정: 정족수를 채움");
    const record = JSON.parse(readFileSync(at("record.json"), "utf8")) as ElectionRecord;
    const { schedule, minimumCensus, isTest } = record.constitution;
    const { file } = example("yes-no-abstain");
    expect(schedule.opensAt).to.equal(secondsOf(file.schedule.opensAt));
    expect(schedule.sharesDueAt).to.equal(secondsOf(file.schedule.sharesDueAt));
    expect([minimumCensus, isTest, record.board.threshold]).to.deep.equal([3, true, 2]);
    const again = await runCommand("rehearse", at("own.yaml"), "--record", at("record.json"));
    expect(again.error).to.have.property("code", "RECORD_EXISTS");
  });

  it("says what is not as in the file, and simulates legal ballots of every kind, the same every time", () => {
    for (const name of exampleNames()) {
      const { plan, changes, begins } = dressRehearsal(exampleText(name), name, 40);
      expect(plan.ballots, name).to.have.length(40);
      for (const choices of plan.ballots)
        expect(brokenRule(plan.rules, plan.ballotSize, choices), name).to.equal(undefined);
      expect(new Set(plan.ballots.map(String)).size, name).to.be.greaterThan(1);
      expect(dressRehearsal(exampleText(name), name, 40).plan.ballots).to.deep.equal(plan.ballots);
      const { file } = example(name);
      expect(begins).to.be.lessThan(secondsOf(file.board.registerBy));
      expect(
        changes.some(({ en }) => en.includes("minimumCensus")),
        name,
      ).to.equal(file.roll.minimumCensus > 40);
    }
    const few = dressRehearsal(exampleText("yes-no-abstain"), "a", 4).changes.map(({ en }) => en);
    expect(few).to.include("roll.minimumCensus: 4 in place of 30").and.include("minimumBallots: 4 in place of 10");
  });

  it("refuses what check refuses, but for accounts that are not filled in yet, and what it cannot run", async () => {
    const wrong = exampleText("approval").replace(/opensAt: 2027-03-\d\d/, "opensAt: 2027-02-01");
    expect(() => dressRehearsal(wrong, "wrong.yaml", 4)).to.throw(ElectionFileInvalidError);
    writeFileSync(at("own.yaml"), exampleText("approval"));
    writeFileSync(at("a.pb"), readFileSync(`${projectRoot}examples/riverside.pb`));
    for (const [code, ...words] of [
      ["NOTHING_TO_REHEARSE", "rehearse"],
      ["REHEARSALS_MIXED", "rehearse", at("own.yaml"), "--pb", at("a.pb")],
      ["REHEARSALS_MIXED", "rehearse", at("own.yaml"), "--plain"],
    ]) {
      const { error } = await runCommand(...words);
      expect(error, words.join(" ")).to.have.property("code", code);
    }
    expect((await runCommand("rehearse", at("none.yaml"))).error).to.have.property("code", "FILE_UNREADABLE");
  });
});
