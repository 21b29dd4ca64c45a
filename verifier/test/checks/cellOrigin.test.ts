import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Case } from "../../src/checks/case.ts";
import { checkOrigin } from "../../src/checks/origin.ts";
import { constitutionShape } from "../../src/record/constitutionShape.ts";
import { originShape } from "../../src/record/proposal/originShape.ts";
import { CHECKS } from "../../src/report/checkNames.ts";
import { createLedger } from "../../src/report/ledger.ts";
import { readContent } from "../../src/rules/content.ts";
import type { Draft } from "../altered/alterations.ts";

const RECORD = JSON.parse(
  readFileSync(new URL("../../../conformance/records/proposals/approval-cell-election.json", import.meta.url), "utf8"),
);

/** An election that a cell came to, as far as these checks look at it. */
const opened = (): Draft => ({
  chainId: BigInt(RECORD.chainId),
  content: Uint8Array.from(Buffer.from(RECORD.content.slice(2), "hex")),
  created: { ...RECORD.created },
  constitution: structuredClone(constitutionShape(RECORD.constitution)),
  proposal: structuredClone(originShape(RECORD.proposal)),
});

const failedBy = (change: (record: Draft) => void): readonly string[] => {
  const record = opened();
  change(record);
  const ledger = createLedger(CHECKS);
  checkOrigin({ record, ledger } as Case);
  return ledger.findings().flatMap(({ check, state }) => (state === "fails" ? [check] : []));
};

test("an election that a cell came to holds, and what nobody can read is shown by its number", () => {
  assert.deepEqual(
    failedBy(() => undefined),
    [],
  );
  const content = readContent(opened().content)!;
  const titles = content.options.map(({ title }) => title.ko!);
  assert.equal(titles[0], "이문동 쉼터");
  assert.match(titles[1]!, /^#[0-9a-f]{12}$/);
  assert.equal(content.title.en, "Which projects shall the budget pay for?");
});

const ALTERED: readonly (readonly [string, string, (record: Draft) => void])[] = [
  ["exactly if a proposal came to it", "no origin", (r) => delete r.proposal],
  ["exactly if a proposal came to it", "other content", (r) => Object.assign(r, { content: new Uint8Array(32) })],
  ["the template is the one", "content cut off", (r) => Object.assign(r, { content: r.content.subarray(0, 64) })],
  ["the list is sorted", "exchanged", (r) => r.proposal.projects.reverse()],
  ["the list is sorted", "twice", (r) => r.proposal.projects.push(r.proposal.projects[1])],
  ["the list is sorted", "too many", (r) => Object.assign(r.proposal.template.cell, { mostOptions: 1 })],
  ["the list is sorted", "too cheap", (r) => Object.assign(r.proposal.projects[1], { cost: 99 })],
  ["the list is sorted", "too dear", (r) => Object.assign(r.proposal.projects[1], { cost: 1_001 })],
  ["the options are the projects", "one left out", (r) => r.proposal.projects.pop()],
  ["the options are the projects", "one more", (r) => r.proposal.projects.push({ ...r.proposal.projects[1], id: 1n })],
  ["the titles are those", "another salt", (r) => r.proposal.projects[0].salt++],
  ["the titles are those", "another leaf", (r) => r.proposal.projects[1].titleLeaf++],
  ["the constitution is the one", "a cost of the outcome", (r) => r.constitution.outcome.costs[0]++],
  ["the constitution is the one", "more choices", (r) => r.constitution.rules.maxTotal++],
  ["the constitution is the one", "another size", (r) => Object.assign(r.constitution, { ballotSize: 8 })],
];

for (const [check, says, change] of ALTERED) {
  test(`P25.8 ${check}: ${says}`, () => {
    const failed = failedBy(change);
    assert.ok(
      failed.some((one) => one.includes(check)),
      failed.join("; "),
    );
  });
}
