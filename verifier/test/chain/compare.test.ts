import assert from "node:assert/strict";
import { test } from "node:test";
import { compareWithChain } from "../../src/chain/compare.ts";
import { NodeUnreachable, nodeAt } from "../../src/chain/rpc.ts";
import { overview } from "../../src/record/readRecord.ts";
import type { Verification } from "../../src/verifyRecord.ts";
import type { Draft } from "../altered/alterations.ts";
import { sourceOf } from "../sourceOf.ts";
import { fakeNode, recordText } from "./fakeNode.ts";

const PLACE = { url: "http://node.example", fromBlock: 0 };

const compare = async (change: (record: Draft) => void): Promise<readonly string[]> => {
  const record = JSON.parse(recordText());
  change(record);
  const source = sourceOf(JSON.stringify(record));
  const verification = { overview: await overview(source, () => undefined) } as Verification;
  const node = fakeNode(JSON.parse(recordText()));
  const findings = await compareWithChain(source, verification, PLACE, node);
  return findings.flatMap(({ state, check, told }) => (state === "fails" ? [check, ...told] : []));
};

test("a record equals the chain that it was read from", async () => {
  assert.deepEqual(await compare(() => undefined), []);
});

const ALTERED: readonly (readonly [string, (record: Draft) => void])[] = [
  ["creator", (r) => Object.assign(r, { creator: r.election })],
  ["created.time", (r) => r.created.time--],
  ["board.registerBy", (r) => r.board.registerBy++],
  ["board.registrations.0.at.time", (r) => r.board.registrations[0].at.time++],
  ["roll.0.checkpoints.0.time", (r) => r.roll[0].checkpoints[0].time--],
  ["consents.1.at.block", (r) => r.consents[1].at.block++],
  ["batches.1.at.time", (r) => r.batches[1].at.time++],
  ["batches.2", (r) => r.batches.pop()],
  ["skipped", (r) => r.skipped.push({ at: r.batches[0].at, nullifier: "1", version: "0" })],
  ["firstSum.time", (r) => r.firstSum.time++],
  ["shares.1", (r) => r.shares.pop()],
  ["result", (r) => Object.assign(r, { result: null })],
];

for (const [where, change] of ALTERED) {
  test(`what only the chain tells is compared: ${where}`, async () => {
    const failed = await compare(change);
    assert.equal(failed[0], "P11 record equals the chain");
    assert.ok(failed[1]!.includes(where), failed[1]);
  });
}

test("a record's own block must be one of the chain", async () => {
  const failed = await compare((record) => Object.assign(record.block, { hash: `0x${"1".repeat(64)}` }));
  assert.ok(failed.includes("P11 the record's block is one of this chain"));
});

test("a record of another chain is not compared further", async () => {
  const failed = await compare((record) => Object.assign(record, { chainId: "1" }));
  assert.ok(failed.includes("P11 the record is of this chain"));
});

test("a node that answers nothing that can be read is no node", async () => {
  const answers = (body: string) => nodeAt("http://node.example", async () => new Response(body));
  for (const body of ["", "null", "[]", "{}"]) await assert.rejects(answers(body)("eth_chainId", []), NodeUnreachable);
});
