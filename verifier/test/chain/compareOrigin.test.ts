import assert from "node:assert/strict";
import { test } from "node:test";
import type { Comparison } from "../../src/chain/comparison.ts";
import { compareOrigin } from "../../src/chain/originOnChain.ts";
import type { Origin } from "../../src/record/proposal/originShape.ts";
import { templateShape } from "../../src/record/proposal/templateShape.ts";
import { CHECKS } from "../../src/report/checkNames.ts";
import { createLedger } from "../../src/report/ledger.ts";
import { templateHashOf } from "../../src/rules/proposal/templateHash.ts";
import type { Draft } from "../altered/alterations.ts";
import { syntheticProposal } from "../synthetic/proposal.ts";
import { type FakeLog, fakeProposalNode, log } from "./fakeProposalNode.ts";

const CREATOR = "0x00000000000000000000000000000000000c0417";
const ELECTION = 0xe1ec7n;
const SPAN = { from: 1_816_000_000, until: 1_816_500_000 };

const source = syntheticProposal();
const template = templateShape(source.template);
const hash = templateHashOf(BigInt(source.chainId), BigInt(source.templates), template)!;
const CREATED = { block: source.block.number, time: source.block.time };

const converted = log(
  CREATOR,
  CREATED.block,
  "ProposalConverted(uint256,address,address)",
  [source.id, ELECTION],
  [BigInt(source.notices)],
);

const postponedAt = (block: number, of = hash): FakeLog =>
  log(
    source.templates,
    block,
    "TemplatePostponed(bytes32,(uint48,uint48))",
    [of],
    [BigInt(SPAN.from), BigInt(SPAN.until)],
  );

/** What is told of an election whose origin names `postponement`, on a chain with these events in this order. */
const told = async (
  postponement: Origin["postponement"],
  logs: readonly FakeLog[],
  change: (origin: Draft) => void = () => undefined,
): Promise<readonly string[]> => {
  const [templates, proposals, notices] = [source.templates, source.proposals, source.notices].map(BigInt);
  const { id, posting } = source;
  const origin: Draft = {
    ...{ templates, proposals, notices, template, postponement },
    ...{ id: BigInt(id), digest: BigInt(posting.digest), successor: null },
  };
  change(origin);
  const views = (["notices", "proposals"] as const).map(
    (name) => [CREATOR, `${name}()`, [BigInt(source[name])]] as const,
  );
  const ledger = createLedger(CHECKS);
  await compareOrigin({
    ...{ ledger, equals: "P11 record equals the chain", from: 0, latest: CREATED.block },
    ask: fakeProposalNode(source, CREATED.block, { logs, views }),
    timeOf: async () => CREATED.time,
    record: {
      chainId: BigInt(source.chainId),
      election: ELECTION,
      creator: BigInt(CREATOR),
      created: CREATED,
      proposal: origin,
    },
  } as unknown as Comparison);
  return ledger.findings().flatMap(({ state, told }) => (state === "holds" ? [] : told));
};

test("an election's origin equals the chain that it was read from", async () => {
  assert.deepEqual(await told(null, [converted]), []);
  assert.deepEqual(await told(SPAN, [postponedAt(CREATED.block - 1), converted]), []);
});

test("the postponement is that of the origin's template, and stood before the conversion, of one block too", async () => {
  assert.deepEqual(await told(SPAN, [postponedAt(CREATED.block), converted]), []);
  assert.deepEqual(await told(null, [converted, postponedAt(CREATED.block)]), []);
  assert.deepEqual(await told(null, [postponedAt(CREATED.block - 1, hash + 1n), converted]), []);
});

const WRONG: readonly (readonly [string, Origin["postponement"], readonly FakeLog[], ((origin: Draft) => void)?])[] = [
  ["proposal.postponement", null, [postponedAt(CREATED.block - 1), converted]],
  ["proposal.postponement", SPAN, [converted]],
  ["proposal.postponement", SPAN, [converted, postponedAt(CREATED.block)]],
  ["proposal.postponement.until", { ...SPAN, until: SPAN.until + 1 }, [postponedAt(CREATED.block - 1), converted]],
  ["proposal.id", null, []],
  ["proposal.digest", null, [converted], (origin) => origin.digest++],
  ["proposal.notices", null, [converted], (origin) => origin.notices++],
  ["proposal.proposals", null, [converted], (origin) => origin.proposals++],
  ["proposal.templates", null, [converted], (origin) => origin.templates++],
];

for (const [where, postponement, logs, change] of WRONG) {
  test(`an origin that is another on the chain is told: ${where}, ${logs.length} events`, async () => {
    const found = await told(postponement, logs, change);
    assert.ok(
      found.some((line) => line.includes(where)),
      found.join("; "),
    );
  });
}
