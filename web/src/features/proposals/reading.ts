import type { JsonRpcProvider } from "ethers";
import { readHead } from "../../../../sdk/chain/electionState.ts";
import { readFinal } from "../../../../sdk/chain/finalBlock.ts";
import {
  type KeptProposal,
  type PostedProposal,
  ProposalUnknownError,
  readKept,
  readPostings,
  readProposal,
} from "../../../../sdk/chain/postedProposals.ts";
import { type KeptCourse, type ProposalState, readCourse } from "../../../../sdk/chain/proposalCourse.ts";
import { type PlacedNotice, readNotices } from "../../../../sdk/chain/proposalNotices.ts";
import type { ProposalTown } from "../../../../sdk/chain/proposalTown.ts";
import { type PublishedTemplate, readTemplates } from "../../../../sdk/chain/publishedTemplates.ts";
import type { Template } from "../../../../sdk/proposals/template.ts";
import { requireVotable, votableFault } from "../../../../sdk/proposals/votableTemplate.ts";
import type { FinalityRule } from "../../../../sdk/trust/finality.ts";
import { isOwnTemplate } from "../../../../sdk/trust/ownTemplate.ts";

/** A proposal of the municipality as the chain has it now; its text is nowhere on the chain. */
export type ShownProposal = {
  readonly id: bigint;
  readonly posting: PostedProposal;
  readonly kept: KeptProposal;
  readonly template: Template;
  readonly state: ProposalState;
  readonly course: KeptCourse;
  readonly notices: readonly PlacedNotice[];
  /** Whether the block that reached the quota can no longer be undone. */
  readonly isReachedFinal: boolean;
};

/** Proposals, the templates under which one may be posted now, and when that was read, by the chain's clock. */
export type ProposalListing = {
  /** Without projects of budget rounds, which stand in their rounds. */
  readonly proposals: readonly ShownProposal[];
  /** Whether there is a budget round. */
  readonly hasRounds: boolean;
  /** A cell's, as long as it takes supports. */
  readonly inForce: readonly PublishedTemplate[];
  readonly time: number;
};

/**
 * All proposals under the municipality's own templates, newest first. Whoever posted none of them is nobody's business:
 * others' templates are passed over, and so are those under which nobody could read a vote (P23.6). How many there are no contract counts (P21.14).
 */
export async function readListing(town: ProposalTown, provider: JsonRpcProvider): Promise<ProposalListing> {
  const head = await readHead(provider);
  const [templates, postings, notices] = await Promise.all([
    readTemplates(town.templates, town.chainId, provider, head.number),
    readPostings(town, provider, { lastBlock: head.number }),
    readNotices(town.notices, provider, { lastBlock: head.number }),
  ]);
  const own = templates.published.filter(
    ({ template }) => isOwnTemplate(town, template) && votableFault(template) === undefined,
  );
  const byHash = new Map(own.map((one) => [one.templateHash, one.template]));
  const proposals = await Promise.all(
    postings.map(async (posting) => {
      const template = byHash.get(posting.templateHash);
      if (template === undefined || template.kind === "BudgetCell") return [];
      const [kept, course] = await Promise.all([
        readProposal(town.proposals, posting.id, provider),
        readCourse(town.conversions, posting.id, provider),
      ]);
      const ofIt = notices.filter(({ id }) => id === posting.id);
      return [{ id: posting.id, posting, kept, template, ...course, notices: ofIt, isReachedFinal: true }];
    }),
  );
  // Who was taken over from less than a day ago can still be posted under; what replaced it is what a page offers.
  const replaced = new Set(templates.changes.map(({ predecessor }) => predecessor));
  const took = new Set(templates.changes.map(({ templateHash }) => templateHash));
  const inForce = own.filter(
    ({ serial, templateHash, inForceFrom, template }) =>
      (serial === 1 || took.has(templateHash)) &&
      !replaced.has(templateHash) &&
      inForceFrom <= head.time &&
      (template.kind !== "BudgetCell" || head.time < template.cell.supportsClose),
  );
  const hasRounds = own.some(({ template }) => template.kind === "BudgetCell");
  return { proposals: proposals.flat().toReversed(), hasRounds, inForce, time: head.time };
}

/**
 * One proposal by its id. Throws `ProposalUnknownError` where there is none, or where it is not the municipality's, and
 * what `requireVotable` throws: nobody supports what comes to no vote.
 */
export async function readOne(
  town: ProposalTown,
  id: bigint,
  provider: JsonRpcProvider,
  rule: FinalityRule,
): Promise<{ readonly proposal: ShownProposal; readonly time: number }> {
  const head = await readHead(provider);
  const lastBlock = head.number;
  const [kept, [posting], { published }, notices, course] = await Promise.all([
    readKept(town, id, provider, lastBlock),
    readPostings(town, provider, { lastBlock, id }),
    readTemplates(town.templates, town.chainId, provider, lastBlock),
    readNotices(town.notices, provider, { lastBlock, id }),
    readCourse(town.conversions, id, provider),
  ]);
  const template = published.find(({ templateHash }) => templateHash === kept.templateHash)?.template;
  if (posting === undefined || template === undefined || !isOwnTemplate(town, template)) {
    throw new ProposalUnknownError(id, town.proposals);
  }
  requireVotable(template);
  const isReachedFinal = kept.reachedAt === 0 || (await wasReached(town, id, provider, rule));
  return { proposal: { id, posting, kept, template, ...course, notices, isReachedFinal }, time: head.time };
}

/** Whether the quota is reached as of the last block that is final. */
async function wasReached(
  { proposals }: ProposalTown,
  id: bigint,
  provider: JsonRpcProvider,
  rule: FinalityRule,
): Promise<boolean> {
  const final = await readFinal(provider, rule);
  return final !== undefined && (await readProposal(proposals, id, provider, final.number)).reachedAt !== 0;
}
