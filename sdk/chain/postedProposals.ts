import { type ContractRunner, type Log, type Provider, toBeHex } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { type ProposalsPlace, postedSubject, proposalId } from "../proposals/actions.ts";
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
  /** What a project of a budget cell costs, in won; 0 of any other proposal. */
  readonly cost: bigint;
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

/** Of the events of a posting: that of a project's cost stands before it. */
export const POSTED_TOPICS: readonly string[] = ["ProposalPosted", "ProjectPosted"].map(
  (name) => proposalsInterface.getEvent(name)?.topicHash as string,
);

/** What projects of budget cells were posted to cost, by id, in won (P21.3). */
export function projectCosts(logs: readonly Log[]): ReadonlyMap<bigint, bigint> {
  const events = logs.flatMap((log) => plainEvent(log, proposalsInterface) ?? []);
  const projects = events.filter(({ name }) => name === "ProjectPosted");
  return new Map(projects.map(({ args }) => [args.id as bigint, BigInt(args.cost as number)]));
}

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
  const topics = id === undefined ? [[...POSTED_TOPICS]] : [[...POSTED_TOPICS], toBeHex(id, 32)];
  const logs = await readLogs({ address, topics }, { first, last: lastBlock }, provider);
  const costs = projectCosts(logs);
  const postings = logs
    .flatMap((log) => plainEvent(log, proposalsInterface) ?? [])
    .filter(({ name }) => name === "ProposalPosted")
    .map(({ args, blockNumber }) => {
      const posted = args as unknown as Omit<PostedProposal, "blockNumber" | "cost">;
      return { ...posted, cost: costs.get(posted.id) ?? 0n, blockNumber };
    });
  for (const posting of postings) {
    const subject = postedSubject(posting.templateHash, posting.digest, posting.cost);
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
