import type { BlockFacts } from "../../sdk/chain/blockTimes.ts";
import type { KeptProposal, PostedProposal } from "../../sdk/chain/postedProposals.ts";
import type { ProposalState } from "../../sdk/chain/proposalCourse.ts";
import type { Text } from "../../sdk/election/content.ts";
import type { RollTransaction } from "../../sdk/election/rollHistory.ts";
import type { CellTerms } from "../../sdk/proposals/ballotTerms.ts";
import type { ElectionContent } from "../../sdk/proposals/electionContent.ts";
import type { MilestoneNotice, StageNotice } from "../../sdk/proposals/notice.ts";
import type { Check } from "../../sdk/verify/check.ts";
import type { ElectionStatus } from "../../sdk/verify/electionStatus.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";

/** One election as of the block that its record names. */
export type ElectionFacts = {
  readonly record: ElectionRecord;
  /** Canonical JSON, and its hash (P11.7). */
  readonly text: string;
  readonly contentHash: string;
  readonly status: ElectionStatus;
  /** Nothing where the content is of no form that this release reads. */
  readonly content: ElectionContent | undefined;
  /** Made once, when nothing can change any more (P29.4). */
  readonly checks: readonly Check[] | undefined;
  /** Milliseconds of the service's clock. */
  readonly readAt: number;
};

/** What the contract of conversions keeps of a proposal; Unix seconds, 0 for never. */
export type ProposalCourse = {
  readonly state: ProposalState;
  readonly answeredAt: number;
  readonly acceptedAt: number;
  /** The zero address for none. */
  readonly election: string;
};

/** What council and organizer noted of a proposal (P26.6), with the time of its block. */
export type ProposalNote = (StageNotice | MilestoneNotice) & { readonly notedAt: number };

/** A roll by its contract and id: a district. */
export type District = { readonly rolls: string; readonly rollId: string };

export type ProposalFacts = {
  readonly posting: PostedProposal;
  readonly district: District;
  /** Seconds from the quota to the end of the time for an answer. */
  readonly answerTerm: number;
  /** In the chain's order. */
  readonly notes: readonly ProposalNote[];
  readonly kept: KeptProposal;
  /** Nothing where no contract of conversions is known. */
  readonly course: ProposalCourse | undefined;
};

/** A cell of a budget round (P25.1). */
export type CellFacts = {
  readonly templateHash: string;
  readonly district: District;
  readonly terms: CellTerms;
  /** Nothing where it is not readable. */
  readonly question: Text | undefined;
  readonly publishedAt: number;
};

export type RollFacts = District & {
  readonly checkpoints: readonly RollTransaction["checkpoints"][number][];
};

/** All that is told, as of one final block; everything by its name in small letters, in the chain's order. */
export type Facts = {
  readonly block: BlockFacts;
  readonly elections: ReadonlyMap<string, ElectionFacts>;
  readonly proposals: ReadonlyMap<string, ProposalFacts>;
  /** Of budget rounds, by the template's hash. */
  readonly cells: ReadonlyMap<string, CellFacts>;
  /** By `rolls/rollId`. */
  readonly rolls: ReadonlyMap<string, RollFacts>;
};
