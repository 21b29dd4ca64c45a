import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const RECORD = fileURLToPath(new URL("../../conformance/records/changed-vote.json", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "verifier-"));
after(() => rmSync(folder, { recursive: true }));

const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
};

const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test("a record alone is never called verified, and ends with 2", () => {
  const { status, stdout } = run(RECORD, "--lang", "en");
  assert.equal(status, 2);
  assert.match(stdout, /^This is a test election/);
  assert.match(stdout, /Verdict: not compared/);
  const korean = run(RECORD, "--lang", "ko").stdout;
  assert.match(korean, /^연습 투표입니다[\s\S]*판정: 비교하지 않음/);
  // Times and words are those of the other programs.
  assert.match(korean, /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d KST/);
  assert.doesNotMatch(korean, /\dZ|장부|시험 투표/);
});

test("a record with a fault ends with 1, and names the check", () => {
  const record = JSON.parse(readFileSync(RECORD, "utf8"));
  record.result.counts[0] = "3";
  const { status, stdout } = run(fileOf("fault.json", JSON.stringify(record)), "--json");
  const report = JSON.parse(stdout);
  assert.equal(status, 1);
  assert.equal(report.verdict, "not verified");
  const failed = report.checks.filter(({ state }: { state: string }) => state === "failed");
  assert.ok(failed.some(({ check }: { check: string }) => check === "P10.1 the counts open the sealed sum"));
});

test("a file of another form ends with 1, one that is no JSON or not there with 2", () => {
  const form = run(fileOf("form.json", "{}"), "--json");
  assert.equal(form.status, 1);
  assert.equal(JSON.parse(form.stdout).checks[0].check, "P11 format");
  assert.equal(run(fileOf("text.json", "no JSON")).status, 2);
  assert.equal(run(join(folder, "nothing.json")).status, 2);
});

test("a node that is not there leaves the comparison unmade, and ends with 2", () => {
  const { status, stderr } = run(RECORD, "--rpc", "http://127.0.0.1:1");
  assert.equal(status, 2);
  assert.match(stderr, /The node gave no answer/);
});

test("without a file, or with an unknown option, it says how it is called", () => {
  assert.equal(run().status, 2);
  assert.equal(run("--what").status, 2);
  assert.match(run("--help", "--lang", "en").stdout, /Ends with 0 verified/);
});

const PROPOSAL = fileURLToPath(new URL("../../conformance/records/proposals/notices.json", import.meta.url));

test("a proposal's record ends with 2, nothing having been compared with, and is reported in both languages", () => {
  const { status, stdout } = run(PROPOSAL, "--lang", "en");
  assert.equal(status, 2);
  assert.match(stdout, /^This is a proposal under a test template[\s\S]*Supporters, of the quota: [\s\S]*not compared/);
  assert.match(run(PROPOSAL, "--lang", "ko").stdout, /^연습 절차 틀의 제안입니다[\s\S]*판정: 비교하지 않음/);
});

test("a proposal's record with a fault ends with 1, as does its form by a name of its own; a snapshot is none of it", () => {
  const record = JSON.parse(readFileSync(PROPOSAL, "utf8"));
  record.supporters++;
  const fault = run(fileOf("proposal.json", JSON.stringify(record)), "--json");
  assert.equal(fault.status, 1);
  assert.equal(JSON.parse(fault.stdout).proposal, record.id);
  record.more = 1;
  const form = run(fileOf("proposal.json", JSON.stringify(record)), "--json");
  assert.equal(form.status, 1);
  assert.equal(JSON.parse(form.stdout).checks[0].check, "P21.15 format");
  const { status, stderr } = run(PROPOSAL, "--snapshot", folder);
  assert.equal(status, 2);
  assert.match(stderr, /A proposal's record has no such thing: --snapshot/);
});
