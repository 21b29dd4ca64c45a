import { type Provider, toBeHex } from "ethers";
import type { ProposalNotice } from "../proposals/notice.ts";
import { readFrom } from "./firstBlock.ts";
import { readLogs } from "./logPages.ts";
import { plainEvent } from "./plainEvent.ts";
import { noticesInterface } from "./proposalContracts.ts";

/** A notice with the proposal that it is about, and its block. */
export type PlacedNotice = ProposalNotice & { readonly id: bigint; readonly blockNumber: number };

const KINDS: Readonly<Record<string, ProposalNotice["kind"]>> = {
  LeafHidden: "hidden",
  LeafNamed: "named",
  LeafHiddenJointly: "joint",
  NameWithdrawn: "withdrawn",
  LeafRestored: "restored",
  StageNoted: "stage",
  MilestoneNoted: "milestone",
};

/**
 * Notices up to `lastBlock` in the chain's order (P26), of all proposals or of one.
 * Throws `LogsRefusedError`, or ethers' errors where the node is silent.
 */
export async function readNotices(
  notices: string,
  provider: Provider,
  { lastBlock, firstBlock, id }: { readonly lastBlock: number; readonly firstBlock?: number; readonly id?: bigint },
): Promise<readonly PlacedNotice[]> {
  const first = firstBlock ?? (await readFrom(notices, lastBlock, provider));
  const topics = id === undefined ? [] : [null, toBeHex(id, 32)];
  const logs = await readLogs({ address: notices, topics }, { first, last: lastBlock }, provider);
  return logs
    .flatMap((log) => plainEvent(log, noticesInterface) ?? [])
    .flatMap(({ name, args, blockNumber }) => {
      const kind = KINDS[name];
      return kind === undefined ? [] : [{ kind, ...args, blockNumber } as unknown as PlacedNotice];
    });
}
