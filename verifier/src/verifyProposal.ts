import { checkNewcomers } from "./checks/proposal/newcomers.ts";
import { checkNotices } from "./checks/proposal/notices.ts";
import { openOrder } from "./checks/proposal/order.ts";
import { checkPosting } from "./checks/proposal/posting.ts";
import type { ProposalCase } from "./checks/proposal/proposalCase.ts";
import { checkSeries } from "./checks/proposal/series.ts";
import { openSupports } from "./checks/proposal/supports.ts";
import { checkText } from "./checks/proposal/text.ts";
import { contentHash } from "./record/contentHash.ts";
import { changesOf, type ProposalOverview, type ProposalRecord } from "./record/proposal/readProposal.ts";
import type { RecordSource } from "./record/source.ts";
import { PROPOSAL_CHECKS } from "./report/checkNames.ts";
import { createLedger, type Finding } from "./report/ledger.ts";
import { closesAtOf } from "./rules/proposal/closesAt.ts";
import { templateHashOf } from "./rules/proposal/templateHash.ts";
import type { Means } from "./verifyRecord.ts";

/** Where a proposal is at its record's own block (P21.8). */
export type ProposalState = "open" | "expired" | "reached";

/** What was found in a proposal's record. */
export interface ProposalVerification {
  readonly of: "proposal";
  readonly overview: ProposalOverview;
  /** The record's content hash (P11.7), in hexadecimal digits. */
  readonly contentHash: string;
  readonly state: ProposalState;
  readonly closesAt: number;
  readonly templateHash: bigint | undefined;
  readonly findings: readonly Finding[];
}

const stateOf = ({ reached, block }: ProposalRecord, closesAt: number): ProposalState => {
  if (reached) return "reached";
  return block.time >= closesAt ? "expired" : "open";
};

/** Makes all checks that a proposal's record alone allows (docs/record.md, 9.3), change by change. */
export const verifyProposal = async (
  source: RecordSource,
  first: ProposalOverview,
  { keys, random, batch, onProgress }: Means,
): Promise<ProposalVerification> => {
  const { record } = first;
  const { chainId, templates, template, posting, series, newcomers, noticesGiven } = record;
  const ledger = createLedger(PROPOSAL_CHECKS);
  const templateHash = templateHashOf(chainId, templates, template);
  const closesAt = closesAtOf(template, posting.at.time);
  const at: ProposalCase = { record, templateHash, closesAt, semaphore: keys.semaphore, ledger, random, batch };
  ledger.present((check) => check === "P21.15 format");

  checkSeries(at);
  checkPosting(at);
  const supports = openSupports(at, checkNewcomers(at));
  const order = openOrder(at);
  for (const entry of series) order.next("series", entry.at);
  for (const group of newcomers) order.next("newcomers", group.at);

  let done = 0;
  for await (const change of changesOf(source, first.sha256)) {
    supports.apply(change, done);
    order.next("changes", change.at);
    done++;
    await onProgress({ step: "checking", part: done / Math.max(1, first.changes), casts: done });
  }
  supports.end();
  checkText(at);
  checkNotices(at);
  for (const notice of noticesGiven) order.next("noticesGiven", notice.at);
  order.check();

  const state = stateOf(record, closesAt);
  const hash = await contentHash(source, first);
  return {
    of: "proposal",
    overview: first,
    contentHash: hash,
    state,
    closesAt,
    templateHash,
    findings: ledger.findings(),
  };
};
