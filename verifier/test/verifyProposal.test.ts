import assert from "node:assert/strict";
import { test } from "node:test";
import { PROPOSAL_CHECKS } from "../src/report/checkNames.ts";
import { NotARecord, OtherFormat } from "../src/verifierError.ts";
import { verifyFile } from "../src/verifyFile.ts";
import type { ProposalVerification } from "../src/verifyProposal.ts";
import type { Draft } from "./altered/alterations.ts";
import { hiddenBeside, PROPOSAL_ALTERATIONS, takenOver } from "./altered/proposalAlterations.ts";
import { random, sourceOf } from "./sourceOf.ts";
import { SYNTHETIC_KEYS } from "./synthetic/election.ts";
import { syntheticProject, syntheticProposal } from "./synthetic/proposal.ts";

const verify = async (record: unknown): Promise<ProposalVerification> => {
  const text = typeof record === "string" ? record : JSON.stringify(record);
  const means = { keys: SYNTHETIC_KEYS, random, batch: 64, onProgress: () => undefined };
  const verification = await verifyFile(sourceOf(text, 1000), means);
  assert.equal(verification.of, "proposal");
  return verification as ProposalVerification;
};

const OF_PROJECTS = /^P21\.3 (a|the) project /;
const WITH_A_CHAIN = /^P11\.6 |^P15\.7 |^P21\.15 (the record|record equals|code of)|^P21\.2 the census is the roll's/;

test("a whole proposal holds in every check", async () => {
  const { findings, state } = await verify(syntheticProposal());
  assert.deepEqual(
    findings.filter((finding) => finding.state !== "holds"),
    [],
  );
  const made = findings.map(({ check }) => check);
  assert.deepEqual(
    made,
    PROPOSAL_CHECKS.filter(
      (check) => !WITH_A_CHAIN.test(check) && !OF_PROJECTS.test(check) && check !== "P20 template",
    ),
  );
  assert.equal(state, "reached");
});

test("a whole project of a budget cell holds too, with the checks of its cost and time", async () => {
  const { findings, closesAt } = await verify(syntheticProject());
  assert.deepEqual(
    findings.filter((finding) => finding.state !== "holds"),
    [],
  );
  const ofProject = findings.map(({ check }) => check).filter((check) => OF_PROJECTS.test(check));
  assert.equal(ofProject.length, 2);
  assert.equal(closesAt, syntheticProject().template.cell.supportsClose);
});

const OF_PROJECT: readonly (readonly [string, string, (record: Draft) => void])[] = [
  ["a project has a cost", "less than its cell takes", (r) => Object.assign(r.posting, { cost: 99 })],
  ["a project has a cost", "more than there is", (r) => Object.assign(r.posting, { cost: 1_001 })],
  ["a project has a cost", "no cost", (r) => delete r.posting.cost],
  ["the posting's proof", "another cost", (r) => r.posting.cost++],
  ["the id follows", "another cost", (r) => r.posting.cost--],
  [
    "the project was posted before",
    "posted as its cell closes",
    (r) => Object.assign(r.template.cell, { supportsClose: r.posting.at.time }),
  ],
  [
    "every change came while",
    "supported once its cell is closed",
    (r) => Object.assign(r.template.cell, { supportsClose: r.changes[4].at.time }),
  ],
];

for (const [check, says, change] of OF_PROJECT) {
  test(`a project: ${check}: ${says}`, async () => {
    const record = syntheticProject();
    change(record);
    const failed = (await verify(record)).findings.flatMap((one) => (one.state === "fails" ? [one.check] : []));
    assert.ok(
      failed.some((name) => name.includes(check)),
      `failed: ${failed.join("; ")}`,
    );
  });
}

test("a cost of what is no project is refused", async () => {
  const record = syntheticProposal();
  record.posting.cost = 1;
  const failed = (await verify(record)).findings.filter(({ state }) => state === "fails").map(({ check }) => check);
  assert.ok(failed.includes("P21.3 a project has a cost that its cell takes, and any other proposal none"));
});

test("a file with blanks, escapes and another order of fields is the same record", async () => {
  const record = syntheticProposal();
  const backwards = JSON.stringify(Object.fromEntries(Object.entries(record).reverse()), null, 1);
  const { contentHash, findings } = await verify(backwards.replaceAll('"version"', '"\\u0076ersion"'));
  assert.equal(contentHash, (await verify(record)).contentHash);
  assert.ok(findings.every((finding) => finding.state === "holds"));
});

test("without text, supports and notices there is less to check, and nothing fails", async () => {
  const record = syntheticProposal();
  Object.assign(record, { changes: [], newcomers: [], noticesGiven: [], supporters: 0, reached: null, text: null });
  const { findings, state } = await verify(record);
  assert.ok(findings.every((finding) => finding.state === "holds"));
  assert.ok(!findings.some(({ check }) => check.startsWith("P24")));
  assert.equal(state, "open");
  record.block.time = record.posting.at.time + record.template.window;
  assert.equal((await verify(record)).state, "expired");
});

const HELD: readonly (readonly [string, (record: Draft) => void])[] = [
  ["a template that was taken over from is posted under for a day", (r) => takenOver(r, 86_399)],
  ["a template is posted under in the block in which another takes over", (r) => takenOver(r, 0)],
  ["seconds in which two leaves are hidden alone count once", (r) => hiddenBeside(r, 3 * 86_400)],
];

for (const [says, change] of HELD) {
  test(says, async () => {
    const record = syntheticProposal();
    change(record);
    const { findings } = await verify(record);
    assert.deepEqual(
      findings.filter((finding) => finding.state !== "holds"),
      [],
    );
  });
}

for (const [check, says, change] of PROPOSAL_ALTERATIONS) {
  test(`${check}: ${says}`, async () => {
    const record = syntheticProposal();
    change(record);
    const failed = (await verify(record)).findings.flatMap((one) => (one.state === "fails" ? [one.check] : []));
    assert.ok(failed.includes(check), `failed: ${failed.join("; ")}`);
  });
}

test("every check that a record alone allows is failed by an alteration", () => {
  const tried = new Set(PROPOSAL_ALTERATIONS.map(([check]) => check));
  const left = PROPOSAL_CHECKS.filter(
    (check) => !WITH_A_CHAIN.test(check) && !OF_PROJECTS.test(check) && check !== "P21.15 format",
  );
  assert.deepEqual(
    left.filter((check) => !tried.has(check)),
    [],
  );
});

const MALFORMED: readonly (readonly [string, (record: Draft) => void])[] = [
  ["a field more", (r) => Object.assign(r, { more: 1 })],
  ["a field less", (r) => delete r.posting.slot],
  ["a project that costs nothing", (r) => Object.assign(r.posting, { cost: 0 })],
  ["a change of version 14", (r) => Object.assign(r.changes[0], { version: 14 })],
  ["a field more in a change", (r) => Object.assign(r.changes[0], { more: 1 })],
  ["a notice of no kind", (r) => Object.assign(r.noticesGiven[0], { kind: "shown" })],
  ["a notice with a field of another kind", (r) => Object.assign(r.noticesGiven[0], { stage: 1 })],
  ["an entry of the series that is both", (r) => Object.assign(r.series[2], { serial: 1 })],
  ["a leaf that is shown and hidden", (r) => Object.assign(r.text.leaves[0], { hash: "" })],
  ["a nullifier that is no element", (r) => Object.assign(r.changes[0], { nullifier: `${2n ** 255n}` })],
  ["a number with a leading zero", (r) => Object.assign(r, { id: `0${r.id}` })],
  ["capital digits in bytes", (r) => Object.assign(r.template.ballot, { question: "0xAB" })],
  ["33 blackouts", (r) => Object.assign(r.template.timing, { blackouts: Array(33).fill({ from: 1, until: 2 }) })],
];

for (const [says, change] of MALFORMED) {
  test(`the form of a proposal's record is refused by its own check: ${says}`, async () => {
    const record = syntheticProposal();
    change(record);
    await assert.rejects(verify(record), (error) => error instanceof NotARecord && error.check === "P21.15 format");
  });
}

test("a name that stands twice in a change or a notice is refused by the check of form", async () => {
  const text = JSON.stringify(syntheticProposal());
  for (const name of ['"version":0', '"kind":"joint"']) {
    const twice = text.replace(name, `${name},${name}`);
    await assert.rejects(verify(twice), (error) => error instanceof NotARecord && error.check === "P21.15 format");
  }
});

test("a later format of proposals is refused as such", async () => {
  const record = { ...syntheticProposal(), format: "hanpyo-proposal-2" };
  await assert.rejects(verify(record), (error) => error instanceof OtherFormat && error.check === "P21.15 format");
});
