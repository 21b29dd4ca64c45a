import { type ContractRunner, type Provider, toBeHex } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { type ProposalsPlace, plainSubject, proposalId } from "../proposals/actions.ts";
import { readFrom } from "./firstBlock.ts";
import { readLogs } from "./logPages.ts";
import { plainEvent } from "./plainEvent.ts";
import { proposalsAt, proposalsInterface, readPlain } from "./proposalContracts.ts";
import { ProposalEventFalseError } from "./publishedTemplates.ts";

/** A proposal as it was posted (P21.3); times are Unix seconds. */
export type PostedProposal = {
  readonly id: bigint;
  readonly templateHash: string;
  readonly digest: string;
  readonly censusRoot: bigint;
  /** Of the weekly census. */
  readonly cut: number;
  readonly period: number;
  readonly slot: number;
  readonly postNullifier: bigint;
  readonly proof: readonly bigint[];
  readonly blockNumber: number;
};

/** What the contract keeps of a proposal, as `Proposal` of contracts/types; times are Unix seconds, 0 for none. */
export type KeptProposal = {
  readonly censusRoot: bigint;
  readonly postedAt: number;
  readonly closesAt: number;
  readonly reachedAt: number;
  readonly supporters: number;
  readonly quota: number;
  readonly activeMembers: number;
  readonly week: number;
  readonly templateHash: string;
  readonly digest: string;
};

export class ProposalUnknownError extends HanpyoError {
  constructor(id: bigint, proposals: string) {
    super(
      "PROPOSAL_UNKNOWN",
      told`Under ${{ proposals }} no proposal ${{ id }} was posted`,
      "Look at the number again, and at the chain and contract that it belongs to",
    );
  }
}

const POSTED = proposalsInterface.getEvent("ProposalPosted")?.topicHash as string;

/**
 * All postings up to `lastBlock`, in the chain's order, or that of one id; every id is computed again. How many there are
 * no contract counts, so a node can leave one out: ask two.
 * Throws `ProposalEventFalseError`, `LogsRefusedError`, or ethers' errors where the node is silent.
 */
export async function readPostings(
  place: ProposalsPlace,
  provider: Provider,
  { lastBlock, firstBlock, id }: { readonly lastBlock: number; readonly firstBlock?: number; readonly id?: bigint },
): Promise<readonly PostedProposal[]> {
  const address = place.proposals;
  const first = firstBlock ?? (await readFrom(address, lastBlock, provider));
  const topics = id === undefined ? [POSTED] : [POSTED, toBeHex(id, 32)];
  const logs = await readLogs({ address, topics }, { first, last: lastBlock }, provider);
  const postings = logs
    .flatMap((log) => plainEvent(log, proposalsInterface) ?? [])
    .map(({ args, blockNumber }) => ({ ...(args as unknown as Omit<PostedProposal, "blockNumber">), blockNumber }));
  for (const posting of postings) {
    const subject = plainSubject(posting.templateHash, posting.digest);
    if (proposalId(place, subject, posting.censusRoot, posting.postNullifier) !== posting.id) {
      throw new ProposalEventFalseError("ProposalPosted", String(posting.id));
    }
  }
  return postings;
}

/** What the contract keeps of a proposal as of a block. Throws `ProposalUnknownError`, and what `read` throws. */
export async function readKept(
  { proposals }: ProposalsPlace,
  id: bigint,
  provider: Provider,
  block: number,
): Promise<KeptProposal> {
  const kept = await readProposal(proposals, id, provider, block);
  if (kept.postedAt === 0) throw new ProposalUnknownError(id, proposals);
  return kept;
}

/** As `readKept`, at the latest block unless one is named; all zero where nothing was posted. */
export async function readProposal(
  proposals: string,
  id: bigint,
  runner: ContractRunner,
  block?: number,
): Promise<KeptProposal> {
  return (await readPlain(proposalsAt(proposals, runner), "proposal", [id], block)) as unknown as KeptProposal;
}
