import type { ContractRunner } from "ethers";
import { read } from "./contracts.ts";
import { type PublishedSnapshot, publishedRollsAt } from "./publishedRolls.ts";

type Onchain = Pick<PublishedSnapshot, "sequence" | "root" | "contentRoot"> & {
  readonly activeMembers: bigint;
  readonly finalAt: bigint;
};

/** The snapshot of a roll that can be challenged and withdrawn at the latest block; undefined if there is none (P13.3). */
export async function pendingSnapshot(
  rolls: string,
  rollId: bigint,
  runner: ContractRunner,
): Promise<PublishedSnapshot | undefined> {
  const found = await read<Onchain>(publishedRollsAt(rolls, runner), "pending", rollId);
  const { sequence, root, contentRoot } = found;
  if (found.finalAt === 0n) return undefined;
  return {
    sequence,
    root,
    contentRoot,
    activeMembers: Number(found.activeMembers),
    finalAt: Number(found.finalAt),
  };
}
