import { Contract, type Provider, toBeHex } from "ethers";
import type { ProposalsPlace } from "../proposals/actions.ts";
import { type AloneHiding, hideAlone, NOTHING_HIDDEN_ALONE } from "../proposals/aloneHiding.ts";
import type { LeafNotice } from "../proposals/leafNotice.ts";
import { leafNotices } from "../proposals/notice.ts";
import { countSupports } from "../proposals/supportCount.ts";
import type { FinalityRule } from "../trust/finality.ts";
import { agreed, agreedFinal, type Rpcs } from "./agreement.ts";
import type { NumberedBlock } from "./finalBlock.ts";
import { readFrom } from "./firstBlock.ts";
import { readLogs } from "./logPages.ts";
import { LogsMissingError } from "./logsMissing.ts";
import { plainEvent } from "./plainEvent.ts";
import { type KeptProposal, type PostedProposal, readKept, readPostings } from "./postedProposals.ts";
import { noticesInterface, proposalsInterface, readPlain } from "./proposalContracts.ts";
import { type PlacedNotice, readNotices } from "./proposalNotices.ts";

/** A support or a withdrawal as its event has it (P21.5). */
export type PlacedChange = {
  readonly id: bigint;
  readonly nullifier: bigint;
  readonly version: number;
  /** Of the newcomers' group that it is proved over; 0 for the proposal's census. */
  readonly newcomersCut: number;
  readonly proof: readonly bigint[];
  readonly blockNumber: number;
};

/** All that a chain has of one proposal, up to a block. */
export type ProposalHistory = {
  readonly posting: PostedProposal;
  readonly kept: KeptProposal;
  readonly changes: readonly PlacedChange[];
  /** Number of the block in which the quota was reached; undefined as long as it is not. */
  readonly reachedIn: number | undefined;
  readonly notices: readonly PlacedNotice[];
};

/** Where a proposal is, with the contract of notices that is followed. */
export type ProposalAddress = ProposalsPlace & { readonly notices: string; readonly id: bigint };

const [CHANGED, REACHED] = ["SupportChanged", "QuotaReached"].map(
  (name) => proposalsInterface.getEvent(name)?.topicHash as string,
) as [string, string];

/** Supports and withdrawals of all proposals or of one, in the chain's order. Throws as `readPostings`. */
export async function readChanges(
  { proposals }: ProposalsPlace,
  provider: Provider,
  { lastBlock, firstBlock, id }: { readonly lastBlock: number; readonly firstBlock?: number; readonly id?: bigint },
): Promise<readonly PlacedChange[]> {
  const first = firstBlock ?? (await readFrom(proposals, lastBlock, provider));
  const topics = id === undefined ? [CHANGED] : [CHANGED, toBeHex(id, 32)];
  const logs = await readLogs({ address: proposals, topics }, { first, last: lastBlock }, provider);
  return logs
    .flatMap((log) => plainEvent(log, proposalsInterface) ?? [])
    .map(({ args, blockNumber }) => ({ ...(args as unknown as Omit<PlacedChange, "blockNumber">), blockNumber }));
}

/**
 * Reads a proposal up to `lastBlock`, and holds what a node shows against what the contract keeps as of that block:
 * the number of supporters, the quota, every leaf's measures, and how long parts were hidden alone.
 * Throws `ProposalUnknownError`, `ProposalEventFalseError`, `LogsMissingError`, `LogsRefusedError`, or ethers' errors
 * where the node is silent.
 */
export async function readProposalHistory(
  { notices, id, ...place }: ProposalAddress,
  provider: Provider,
  lastBlock: number,
): Promise<ProposalHistory> {
  const kept = await readKept(place, id, provider, lastBlock);
  const [posting, second] = await readPostings(place, provider, { lastBlock, id });
  if (posting === undefined || second !== undefined) {
    throw new LogsMissingError(place.proposals, `proposal ${id} was posted once`, second ? "two postings" : "none");
  }
  const firstBlock = posting.blockNumber;
  const blocks = { lastBlock, firstBlock, id };
  const changes = await readChanges(place, provider, blocks);
  const reached = await readLogs(
    { address: place.proposals, topics: [REACHED, toBeHex(id, 32)] },
    { first: firstBlock, last: lastBlock },
    provider,
  );
  const placed = await readNotices(notices, provider, blocks);
  const history = { posting, kept, changes, reachedIn: reached[0]?.blockNumber, notices: placed };
  requireComplete(place, id, history);
  await requireNoticesComplete(notices, id, placed, provider, lastBlock);
  return history;
}

/** As `readProposalHistory`, as of the last block that is final for every node, of what all of them say alike. */
export async function agreedProposal(
  rpcs: Rpcs,
  address: ProposalAddress,
  rule?: FinalityRule,
): Promise<{ readonly block: NumberedBlock; readonly history: ProposalHistory }> {
  const block = await agreedFinal(rpcs, rule);
  return { block, history: await agreed(rpcs, ({ provider }) => readProposalHistory(address, provider, block.number)) };
}

function requireComplete({ proposals }: ProposalsPlace, id: bigint, history: ProposalHistory): void {
  const { posting, kept, changes, reachedIn } = history;
  const counted = countSupports(changes, kept.quota);
  const reachedBy = counted.reachedBy === undefined ? undefined : changes[counted.reachedBy]?.blockNumber;
  const said = `proposal ${id} has ${kept.supporters} supporters, ${kept.reachedAt === 0 ? "no quota" : "its quota"}`;
  const shown = `${counted.supporters}, ${reachedIn === undefined ? "no quota" : "its quota"}`;
  const isSame =
    counted.wrong === undefined &&
    counted.supporters === kept.supporters &&
    reachedIn === reachedBy &&
    (reachedIn === undefined) === (kept.reachedAt === 0) &&
    posting.digest === kept.digest &&
    posting.templateHash === kept.templateHash &&
    posting.censusRoot === kept.censusRoot;
  if (!isSame) throw new LogsMissingError(proposals, said, shown);
}

async function requireNoticesComplete(
  notices: string,
  id: bigint,
  placed: readonly PlacedNotice[],
  provider: Provider,
  lastBlock: number,
): Promise<void> {
  const contract = new Contract(notices, noticesInterface, provider);
  const alone = placed.reduce((sum, one) => (one.kind === "hidden" ? hideAlone(sum, one) : sum), NOTHING_HIDDEN_ALONE);
  const keptAlone = (await readPlain(contract, "aloneHiding", [id], lastBlock)) as unknown as AloneHiding;
  if (keptAlone.used !== alone.used || keptAlone.until !== alone.until) {
    throw new LogsMissingError(notices, `parts of ${id} hidden alone for ${keptAlone.used} s`, `${alone.used} s`);
  }
  for (const [leaf, { aloneUntil, jointAt, restoredFrom }] of leafNotices(placed)) {
    const kept = (await readPlain(contract, "leafNotice", [id, leaf], lastBlock)) as unknown as LeafNotice;
    const said = [kept.aloneUntil, kept.jointAt, kept.restoredFrom].join();
    const shown = [aloneUntil, jointAt, restoredFrom].join();
    if (said !== shown) throw new LogsMissingError(notices, `of leaf ${leaf} ${said}`, shown);
  }
}
