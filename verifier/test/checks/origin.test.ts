import assert from "node:assert/strict";
import { test } from "node:test";
import type { Case } from "../../src/checks/case.ts";
import { checkOrigin } from "../../src/checks/origin.ts";
import { keccak } from "../../src/hash/keccak.ts";
import { templateShape } from "../../src/record/proposal/templateShape.ts";
import { CHECKS } from "../../src/report/checkNames.ts";
import { createLedger } from "../../src/report/ledger.ts";
import { readContent } from "../../src/rules/content.ts";
import { derivedConstitution } from "../../src/rules/proposal/derivedConstitution.ts";
import { proposalContentBytes } from "../../src/rules/proposal/proposalContent.ts";
import { textDigest } from "../../src/rules/proposal/proposalText.ts";
import { templateHashOf } from "../../src/rules/proposal/templateHash.ts";
import type { Draft } from "../altered/alterations.ts";
import { syntheticProposal } from "../synthetic/proposal.ts";

const QUESTION =
  '{"options":[{"en":"Yes","ko":"찬성"},{"en":"No","ko":"반대"},{"en":"Abstain","ko":"기권"}],' +
  '"question":{"en":"Do you agree?","ko":"찬성하십니까?"}}';
const CREATED = 1_816_000_000;

/** An election that came of a proposal, as far as these checks look at it. */
const converted = (): Draft => {
  const { template, text, templates } = syntheticProposal();
  template.ballot.question = `0x${Buffer.from(QUESTION).toString("hex")}`;
  const read = templateShape(template);
  const content = proposalContentBytes(
    templateHashOf(31337n, BigInt(templates), read)!,
    new TextEncoder().encode(QUESTION),
    text.leaves,
  );
  const { board, consentsRequired } = read.ballot;
  const conversion = { board, consentsRequired, contentHash: keccak(content), time: CREATED, postponement: null };
  const origin = { templates: BigInt(templates), proposals: 1n, notices: 2n, id: 3n, digest: textDigest(text.leaves) };
  return {
    ...{ chainId: 31337n, content, created: { block: 1, time: CREATED } },
    constitution: structuredClone(derivedConstitution(read, conversion)),
    proposal: { ...origin, template: read, postponement: null, successor: null },
  };
};

const failedBy = (change: (record: Draft) => void): readonly string[] => {
  const record = converted();
  change(record);
  const ledger = createLedger(CHECKS);
  checkOrigin({ record, ledger } as Case);
  return ledger.findings().flatMap(({ check, state }) => (state === "fails" ? [check] : []));
};

test("an election that came of a proposal holds, and its content is read", () => {
  assert.deepEqual(
    failedBy(() => undefined),
    [],
  );
  const content = readContent(converted().content)!;
  assert.equal(content.language, "ko");
  assert.deepEqual(content.options[1]!.title, { en: "No", ko: "반대" });
  assert.equal(content.title.ko, "통학로에 보행자 우선 도로를 지정하는 조례");
});

const ALTERED: readonly (readonly [string, string, (record: Draft) => void])[] = [
  ["exactly if a proposal came to it", "no origin", (r) => delete r.proposal],
  ["exactly if a proposal came to it", "other content", (r) => Object.assign(r, { content: new Uint8Array(32) })],
  ["the template is the one", "another quota", (r) => Object.assign(r.proposal.template, { quota: 4 })],
  ["the template is the one", "content cut off", (r) => Object.assign(r, { content: r.content.subarray(0, 64) })],
  [
    "the question is the template's",
    "another one",
    (r) => Object.assign(r.proposal.template.ballot, { question: new Uint8Array() }),
  ],
  ["the text is of the digest", "another digest", (r) => r.proposal.digest++],
  [
    "the board is the template's own",
    "a successor of another series",
    (r) => Object.assign(r.proposal, { successor: { ...r.proposal.template, series: 1n } }),
  ],
  ["the constitution is the one", "another board", (r) => r.constitution.board++],
  ["the constitution is the one", "another date", (r) => r.constitution.schedule.opensAt++],
  [
    "the constitution is the one",
    "another time of creation",
    (r) => Object.assign(r.created, { time: CREATED + 604_800 }),
  ],
  [
    "the constitution is the one",
    "a vote of less than 12 hours",
    (r) => {
      const { template } = r.proposal;
      const { schedule } = r.constitution;
      const shorter = template.timing.votingLength - 43_199;
      Object.assign(template, { timing: { ...template.timing, votingLength: 43_199 } });
      schedule.closesAt -= shorter;
      schedule.sharesDueAt -= shorter;
    },
  ],
  ["the constitution is the one", "another quorum", (r) => r.constitution.outcome.quorum.numerator++],
  [
    "the constitution is the one",
    "a postponement that was none",
    (r) =>
      Object.assign(r.proposal, {
        postponement: { from: r.constitution.schedule.opensAt, until: r.constitution.schedule.opensAt + 1 },
      }),
  ],
];

for (const [check, says, change] of ALTERED) {
  test(`P23.5 ${check}: ${says}`, () => {
    const failed = failedBy(change);
    assert.ok(
      failed.some((one) => one.includes(check)),
      failed.join("; "),
    );
  });
}
