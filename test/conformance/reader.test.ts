import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { faultOf, isUnsupported } from "../../scripts/conformance/judge.ts";
import type { Json } from "../../scripts/conformance/operation.ts";
import { vectorQuestions } from "../../scripts/conformance/questions.ts";
import { recordContentHash } from "../../sdk/verify/contentHash.ts";

const READER = "conformance/reader";

function python(args: readonly string[], input = "") {
  return spawnSync("python3", ["-B", ...args], { cwd: projectRoot, input, encoding: "utf8", maxBuffer: 2 ** 28 });
}

describe("The example reader in Python", function () {
  this.timeout(300_000);

  before(function () {
    if (python(["--version"]).status === 0) return;
    console.log("      left out: there is no python3 on this machine");
    this.skip();
  });

  it("agrees with every vector of what it computes, hashes, tree, proofs of knowledge and outcomes among it", () => {
    const asked = vectorQuestions();
    const { stdout } = python([`${READER}/answers.py`], asked.map(({ ask }) => JSON.stringify(ask())).join("\n"));
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Json);
    expect(answers).to.have.length(asked.length);
    const faults = asked.map(({ called, expects }, m) => [called, faultOf(expects, answers[m] as Json)]);
    expect(faults.filter(([, fault]) => fault !== undefined)).to.deep.equal([]);
    expect(answers.filter((one) => !isUnsupported(one)).length).to.be.greaterThan(250);
  });

  it("reads a whole record: every check that it makes holds, and it comes to the same content hash", () => {
    wholeRecord("reader.py", "conformance/records/changed-vote.json", 20);
  });

  it("reads the record of a proposal: every check that it makes holds, and it comes to the same content hash", () => {
    wholeRecord("proposal_record.py", "conformance/records/proposals/reached.json", 14);
  });

  it("reads the record of a project of a budget cell", () => {
    wholeRecord("proposal_record.py", "conformance/records/proposals/project.json", 16);
  });

  function wholeRecord(program: string, file: string, least: number): void {
    const { stdout, status } = python([`${READER}/${program}`, file]);
    const lines = stdout.trim().split("\n");
    expect([status, lines.filter((line) => line.startsWith("FAILS"))]).to.deep.equal([2, []]);
    expect(lines.filter((line) => line.startsWith("holds")).length).to.be.greaterThan(least);
    const record = JSON.parse(readFileSync(projectRoot + file, "utf8")) as unknown;
    expect(lines.at(-1)).to.equal(`content hash ${recordContentHash(record)}`);
  }
});
