import type { VerificationKey } from "../proofs/groth16.ts";
import { type ProofsVerifier, proofsHere } from "../proofs/manyProofs.ts";
import { type Check, group, holds } from "./check.ts";
import type { Report } from "./evidence.ts";
import type { ProposalEvidence } from "./proposalEvidence.ts";
import { noticeChecks } from "./proposalNoticeChecks.ts";
import { postingChecks, templateChecks, textChecks } from "./proposalPostingChecks.ts";
import { PROPOSAL_RECORD_FORMAT, type ProposalRecord, proposalRecordSchema } from "./proposalRecord.ts";
import { supportChecks } from "./proposalSupportChecks.ts";
import { DoubledKey } from "./recordText.ts";
import { templateFrom } from "./templateSchema.ts";

export type VerifyProposalOptions = {
  /** Of Semaphore's circuit of depth 20. */
  readonly key: () => VerificationKey;
  /** Where proofs are verified: by default here, in batches. */
  readonly verify?: ProofsVerifier;
  readonly report?: Report;
};

/** All parts in the protocol's order; the first word of a check's name is the protocol's step. */
const PARTS: readonly (readonly [
  string,
  (evidence: ProposalEvidence) => readonly Check[] | Promise<readonly Check[]>,
])[] = [
  ["P20 template", templateChecks],
  ["P21 posting", postingChecks],
  ["P24 text", textChecks],
  ["P21 supports", supportChecks],
  ["P26 notices", noticeChecks],
  ["P21.15 order of events", orderChecks],
];

/** A record of the right form, or the failed check that says where it is not. */
export type ReadProposal = { readonly record: ProposalRecord } | { readonly failed: Check };

/** Reads the form of a proposal's record (P21.15). Never throws, whatever it is given. */
export function readProposalRecord(content: unknown): ReadProposal {
  const failed = (found: string) => ({
    failed: { name: "P21.15 format", ok: false, expected: `a record of the format ${PROPOSAL_RECORD_FORMAT}`, found },
  });
  if (content instanceof DoubledKey) return failed(`an object has the key ${content.key.slice(0, 100)} twice`);
  try {
    const parsed = proposalRecordSchema.safeParse(content);
    if (parsed.success) return { record: parsed.data };
    const [issue] = parsed.error.issues;
    return failed(`${issue?.path.join(".") || "the file"}: ${issue?.message}`);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Recomputes everything in a proposal's record (P21.15) and names every condition. Never throws on a malformed record:
 * that is a failed check.
 */
export async function verifyProposal(
  content: unknown,
  { key, verify = proofsHere, report = () => {} }: VerifyProposalOptions,
): Promise<readonly Check[]> {
  const read = readProposalRecord(content);
  if ("failed" in read) return [read.failed];
  const { record } = read;
  const place = { chainId: BigInt(record.chainId), proposals: record.proposals };
  const evidence = { record, template: templateFrom(record.template), place, key, verify, report };
  const checks: Check[] = [{ name: "P21.15 format", ok: true, expected: record.format, found: record.format }];
  for (const [name, part] of PARTS) checks.push(...(await group(name, () => part(evidence))));
  return checks;
}

/** Blocks and times agree with one another, each list is in order, and nothing is later than the record's block. */
function orderChecks({ record }: ProposalEvidence): readonly Check[] {
  const { series, posting, newcomers, changes, noticesGiven, reached, block } = record;
  const lists = [series, newcomers, changes, noticesGiven].map((list) => list.map(({ at }) => at));
  const isSorted = lists.every((list) => list.every((at, m) => m === 0 || at.block >= (list[m - 1]?.block ?? 0)));
  const all = [
    ...lists.flat(),
    posting.at,
    ...(reached === null ? [] : [reached]),
    { block: block.number, time: block.time },
  ];
  const inOrder = all.toSorted((a, b) => a.block - b.block || a.time - b.time);
  const wrong = inOrder.find((at, m) => {
    const before = inOrder[m - 1];
    return before !== undefined && (at.time < before.time || (at.block === before.block && at.time !== before.time));
  });
  const late = all.find((at) => at.block > block.number);
  const early = [...changes, ...noticesGiven].find(({ at }) => at.block < posting.at.block);
  return [
    holds(
      "P21.15 times follow the blocks, and each list is in the chain's order",
      isSorted && wrong === undefined,
      "one time for each block, not decreasing",
      wrong === undefined ? `${all.length} events` : `block ${wrong.block}`,
    ),
    holds(
      "P21.15 nothing is later than the record's own block, or before the posting",
      late === undefined && early === undefined,
      `from block ${posting.at.block} to ${block.number}`,
      `block ${late?.block ?? early?.at.block ?? block.number}`,
    ),
  ];
}
