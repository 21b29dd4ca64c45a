import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeList } from "../../src/chain/codeList.ts";
import { compareProposalWithChain } from "../../src/chain/proposal/compareProposal.ts";
import { firstReading } from "../../src/record/firstReading.ts";
import { proposalOverviewOf } from "../../src/record/proposal/readProposal.ts";
import { templateHashOf } from "../../src/rules/proposal/templateHash.ts";
import type { ProposalVerification } from "../../src/verifyProposal.ts";
import type { Draft } from "../altered/alterations.ts";
import { sourceOf } from "../sourceOf.ts";
import { syntheticProject, syntheticProposal } from "../synthetic/proposal.ts";
import { fakeProposalNode, proposalCodeOf } from "./fakeProposalNode.ts";

const PLACE = { url: "http://node.example", fromBlock: 0 };
const EQUALS = "P21.15 record equals the chain";

/** The checks that a record fails beside the chain of the unaltered one, each with what is told. */
const compare = async (
  change: (record: Draft) => void,
  code?: CodeList,
  node = fakeProposalNode(syntheticProposal()),
  record = syntheticProposal(),
): Promise<readonly string[]> => {
  change(record);
  const source = sourceOf(JSON.stringify(record));
  const overview = proposalOverviewOf(await firstReading(source, () => undefined));
  const { chainId, templates, template } = overview.record;
  const templateHash = templateHashOf(chainId, templates, template);
  const verification = { of: "proposal", overview, templateHash } as ProposalVerification;
  const findings = await compareProposalWithChain(source, verification, { ...PLACE, code }, node);
  return findings.flatMap(({ state, check, told }) => (state === "fails" ? [check, ...told] : []));
};

test("a proposal's record equals the chain that it was read from", async () => {
  assert.deepEqual(await compare(() => undefined), []);
  assert.deepEqual(await compare(() => undefined, proposalCodeOf(syntheticProposal())), []);
});

test("a project's record equals the chain that it was read from, and its cost is that of the chain", async () => {
  const node = fakeProposalNode(syntheticProject());
  assert.deepEqual(await compare(() => undefined, undefined, node, syntheticProject()), []);
  const failed = await compare((r) => r.posting.cost++, undefined, node, syntheticProject());
  assert.ok(
    failed.some((told) => told.includes("posting.cost")),
    failed.join("; "),
  );
});

const ALTERED: readonly (readonly [string, (record: Draft) => void])[] = [
  ["series", (r) => r.series.splice(0, 1)],
  ["series.1.at.time", (r) => r.series[1].at.time++],
  ["posting.at.block", (r) => r.posting.at.block++],
  ["posting.activeMembers", (r) => r.posting.activeMembers++],
  ["posting.slot", (r) => Object.assign(r.posting, { slot: 0 })],
  ["newcomers", (r) => r.newcomers.pop()],
  ["newcomers.0.activeMembers", (r) => r.newcomers[0].activeMembers++],
  ["changes", (r) => r.changes.pop()],
  ["changes.2.version", (r) => Object.assign(r.changes[2], { version: 3 })],
  ["changes", (r) => r.changes.push(r.changes[4])],
  ["supporters", (r) => r.supporters++],
  ["reached", (r) => Object.assign(r, { reached: null })],
  ["noticesGiven", (r) => r.noticesGiven.pop()],
  ["noticesGiven.0.words", (r) => Object.assign(r.noticesGiven[0], { words: "없음" })],
  ["noticesGiven.9.day", (r) => r.noticesGiven[9].day++],
  ["noticesGiven.10.evidence", (r) => Object.assign(r.noticesGiven[10], { evidence: `0x${"ef".repeat(32)}` })],
  ["block.time", (r) => r.block.time++],
  ["proposals", (r) => Object.assign(r, { proposals: r.templates })],
  ["templates", (r) => Object.assign(r, { templates: r.proposals })],
  ["template", (r) => Object.assign(r.template, { rolls: r.templates })],
];

for (const [where, change] of ALTERED) {
  test(`what only the chain tells of a proposal is compared: ${where}`, async () => {
    const failed = await compare(change);
    assert.ok(failed.includes(EQUALS), failed.join("; "));
    assert.ok(
      failed.some((told) => told.includes(where)),
      failed.join("; "),
    );
  });
}

test("a census that is not the roll's is named by its own check", async () => {
  const failed = await compare((record) => Object.assign(record.posting, { censusRoot: "1" }));
  assert.ok(failed.includes("P21.2 the census is the roll's state at the posting's cut"));
});

test("a record of another chain, of no block of this one, or not yet final is refused as such", async () => {
  assert.equal((await compare((r) => Object.assign(r, { chainId: "1" })))[0], "P21.15 the record is of this chain");
  const other = (r: Draft) => Object.assign(r.block, { hash: `0x${"11".repeat(32)}` });
  assert.equal((await compare(other))[0], "P21.15 the record's block is one of this chain");
  const early = fakeProposalNode(syntheticProposal(), 1059);
  assert.deepEqual((await compare(() => undefined, undefined, early))[0], "P21.15 the record's block is final");
});

test("code that is not that of the list is named by its contract", async () => {
  const list = proposalCodeOf(syntheticProposal());
  const names = ["templates", "proposals, with the committed key", "notices", "proofs' verifier"];
  for (const [place, name] of names.entries()) {
    const altered = list.map((one, i) => (i === place ? { ...one, codeHash: 1n } : one));
    assert.deepEqual(await compare(() => undefined, altered), [`P21.15 code of the ${name}`, "it is other code"]);
    const without = list.filter((_, i) => i !== place);
    assert.equal((await compare(() => undefined, without))[0], `P21.15 code of the ${name}`);
  }
});
