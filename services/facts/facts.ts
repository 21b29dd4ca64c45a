import type { BlockFacts } from "../../sdk/chain/blockTimes.ts";
import type { KeptProposal, PostedProposal } from "../../sdk/chain/postedProposals.ts";
import type { ProposalState } from "../../sdk/chain/proposalCourse.ts";
import type { Content } from "../../sdk/election/content.ts";
import type { RollTransaction } from "../../sdk/election/rollHistory.ts";
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
  readonly content: Content | undefined;
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

export type ProposalFacts = {
  readonly posting: PostedProposal;
  readonly kept: KeptProposal;
  /** Nothing where no contract of conversions is known. */
  readonly course: ProposalCourse | undefined;
};

export type RollFacts = {
  readonly rolls: string;
  readonly rollId: string;
  readonly checkpoints: readonly RollTransaction["checkpoints"][number][];
};

/** All that is told, as of one final block; everything by its name in small letters, in the chain's order. */
export type Facts = {
  readonly block: BlockFacts;
  readonly elections: ReadonlyMap<string, ElectionFacts>;
  readonly proposals: ReadonlyMap<string, ProposalFacts>;
  /** By `rolls/rollId`. */
  readonly rolls: ReadonlyMap<string, RollFacts>;
};
