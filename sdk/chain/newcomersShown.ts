import type { Provider } from "ethers";
import { readFrom } from "./firstBlock.ts";
import { readLogs } from "./logPages.ts";
import { plainEvent } from "./plainEvent.ts";
import { proposalsInterface } from "./proposalContracts.ts";

/** A newcomers' group that somebody showed (P21.6). */
export type ShownNewcomers = {
  readonly cut: number;
  readonly root: bigint;
  readonly activeMembers: number;
  readonly blockNumber: number;
};

/** The newcomers' groups that were shown under a template up to `lastBlock`. Throws as `readPostings`. */
export async function readNewcomers(
  proposals: string,
  templateHash: string,
  provider: Provider,
  lastBlock: number,
): Promise<readonly ShownNewcomers[]> {
  const shown = proposalsInterface.getEvent("NewcomersShown")?.topicHash as string;
  const first = await readFrom(proposals, lastBlock, provider);
  const filter = { address: proposals, topics: [shown, templateHash] };
  return (await readLogs(filter, { first, last: lastBlock }, provider))
    .flatMap((log) => plainEvent(log, proposalsInterface) ?? [])
    .map(({ args, blockNumber }) => ({ ...(args as unknown as Omit<ShownNewcomers, "blockNumber">), blockNumber }));
}
