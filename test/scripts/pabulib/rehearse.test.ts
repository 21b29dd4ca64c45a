import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Command } from "commander";
import { addRehearse } from "../../../scripts/pabulib/commands/rehearse.ts";
import type { Report } from "../../../scripts/pabulib/report.ts";
import { hanpyoHere } from "../hanpyoHere.ts";
import { sampleText } from "./sampleElection.ts";

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs the command as a person would. */
async function rehearse(...args: readonly string[]): Promise<Ended> {
  const { code, out, err } = await hanpyoHere(["rehearse", ...args]);
  return { code, stdout: out, stderr: err };
}

describe("hanpyo rehearse --plain", function () {
  this.timeout(60_000);
  let folder: string;
  const file = (name: string) => join(folder, name);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-"));
    writeFileSync(file("good.pb"), sampleText());
    writeFileSync(file("differs.pb"), sampleText().replace("c;30;2;Lamp;1", "c;30;2;Lamp;0"));
    writeFileSync(file("broken.pb"), sampleText().replace("3;a", "3;z"));
    writeFileSync(file("other.pb"), sampleText({ meta: { rule: "equalshares" } }));
  });

  after(() => rmSync(folder, { recursive: true }));

  it("prints one object for one file, with every field, and ends with 0", async () => {
    const { code, stdout } = await rehearse("--plain", "--json", "--pb", file("good.pb"));
    const { gas, seconds, ...report } = JSON.parse(stdout) as Report;
    expect(report).to.deep.equal({
      file: file("good.pb"),
      kind: "approval",
      rule: "greedy",
      options: 3,
      voters: 4,
      votersInFile: 4,
      cast: 4,
      totals: { a: 3, b: 2, c: 2 },
      recordedTotals: { a: 3, b: 2, c: 2 },
      funded: ["a", "c"],
      recordedFunded: ["a", "c"],
      tied: ["b", "c"],
      match: true,
      verified: null,
      deviations: [],
    });
    expect(gas).to.be.greaterThan(20_000);
    expect(seconds).to.be.a("number");
    expect(code).to.equal(0);
  });

  it("prints an array for several files, goes on after a refused one, and ends with 1", async () => {
    const names = ["broken.pb", "good.pb", "differs.pb", "other.pb", "missing.pb"].map(file);
    const { code, stdout } = await rehearse("--plain", "--json", "--pb", ...names);
    const [broken, good, differs, other, missing] = JSON.parse(stdout);
    expect(broken).to.deep.equal({ file: file("broken.pb"), refused: "Line 18: project z is not in the file" });
    expect(good.match).to.equal(true);
    expect(differs.match).to.equal(false);
    expect(differs.deviations).to.deep.equal(["the rule funds project c, the file records it as not funded"]);
    expect(other.refused).to.equal("This election cannot be run here: its rule is equalshares");
    expect(missing.refused).to.include("cannot be read");
    expect(code).to.equal(1);
  });

  it("shows people each project, the deviations and a verdict", async () => {
    const { code, stdout } = await rehearse("--plain", "--pb", file("good.pb"), file("differs.pb"));
    expect(stdout).to.match(/^ {2}a +3 +3 +yes +yes$/m);
    expect(stdout).to.match(/^ {2}c +2 +2 +yes +no$/m);
    expect(stdout).to.include("Tied: b, c: equal votes where not all fitted");
    expect(stdout).to.include("Deviation: the rule funds project c, the file records it as not funded.");
    expect(stdout)
      .to.match(/^Match, not verified \(--plain\)/m)
      .and.match(/^No match, not verified \(--plain\)/m);
    expect(stdout.trim().split("\n").at(-1)).to.equal("2 files: 1 match, 1 do not, 0 refused");
    expect(code).to.equal(1);
  });

  it("says Match of what the file records alone, and of a file that records nothing that there is nothing", async () => {
    writeFileSync(file("silent.pb"), sampleText({ projects: ["project_id;cost", "a;60", "b;50", "c;30"] }));
    writeFileSync(file("totals.pb"), sampleText({ projects: ["project_id;cost;votes", "a;60;3", "b;50;2", "c;30;2"] }));
    const alone = await rehearse("--plain", "--pb", file("silent.pb"));
    expect(alone.stdout).to.match(/^Nothing recorded to compare, not verified \(--plain\)/m);
    expect(alone.code).to.equal(0);
    const { stdout } = await rehearse("--plain", "--pb", file("silent.pb"), file("totals.pb"));
    expect(stdout).to.match(/^Match with the recorded counts; no winners to compare, not verified/m);
    expect(stdout.trim().split("\n").at(-1)).to.equal(
      "2 files: 1 match, 0 do not, 1 record nothing to compare, 0 refused",
    );
    const { stdout: json } = await rehearse("--plain", "--json", "--pb", file("silent.pb"));
    expect((JSON.parse(json) as Report).match).to.equal(null);
  });

  it("does not match recorded totals that the ballots do not give, whatever the winners", async () => {
    writeFileSync(file("miscounted.pb"), sampleText().replace("a;60;3;Park;1", "a;60;4;Park;1"));
    const { code, stdout } = await rehearse("--plain", "--pb", file("miscounted.pb"));
    expect(stdout).to.match(/^No match, not verified/m);
    expect(code).to.equal(1);
  });

  it("says why a single file is refused, on standard error and for programs as JSON, and ends with 1", async () => {
    const { code, stdout, stderr } = await rehearse("--plain", "--json", "--pb", file("broken.pb"));
    expect(JSON.parse(stdout)).to.deep.include({ code: "PABULIB_MALFORMED", exitCode: 1, remedy: "Correct the file" });
    expect(stderr).to.equal("PabulibMalformedError: Line 18: project z is not in the file. Correct the file.\n");
    expect((await rehearse("--plain", "--pb", file("broken.pb"))).stdout).to.equal("");
    expect(code).to.equal(1);
  });

  it("takes the first voters, and all if there are fewer", async () => {
    const { stdout: two } = await rehearse("--plain", "--json", "--voters", "2", "--pb", file("good.pb"));
    expect(JSON.parse(two)).to.deep.include({
      voters: 2,
      votersInFile: 4,
      cast: 2,
      totals: { a: 2, b: 1, c: 1 },
      match: true,
    });
    const { stdout: text } = await rehearse("--plain", "--voters", "2", "--pb", file("good.pb"));
    expect(text).to.include("the first 2 of 4 voters, 2 ballots counted; recorded are all\n");
    const { stdout: all } = await rehearse("--plain", "--json", "--voters", "9", "--pb", file("good.pb"));
    expect(JSON.parse(all)).to.deep.include({ voters: 4, match: true });
  });

  /** Runs the command in this process, for what is refused before anything starts. */
  async function refused(...args: readonly string[]): Promise<Error> {
    const program = new Command();
    addRehearse(program);
    program.commands[0]?.exitOverride().configureOutput({ writeErr: () => {} });
    try {
      await program.parseAsync(["rehearse", ...args], { from: "user" });
    } catch (error) {
      if (error instanceof Error) return error;
    }
    throw new Error(`${args.join(" ")} was taken`);
  }

  for (const voters of ["0", "-1", "1.5", "many", ""]) {
    it(`refuses --voters "${voters}"`, async () => {
      const error = await refused("--plain", `--voters=${voters}`, "--pb", file("good.pb"));
      expect(error.message).to.include(`argument '${voters}' is invalid. Give a whole number from 1.`);
    });
  }

  it("refuses a record of a plain run or of several files", async () => {
    const record = file("record.json");
    const plain = await refused("--plain", "--record", record, "--pb", file("good.pb"));
    const several = await refused("--record", record, "--pb", file("good.pb"), file("good.pb"));
    expect(plain).to.include({ name: "RecordNotMadeError", what: "There is no record to write with --plain" });
    expect(several).to.include({ name: "RecordNotMadeError", what: "There is no record to write with several files" });
  });
});
