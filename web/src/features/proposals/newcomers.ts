import { useQuery } from "@tanstack/react-query";
import { readNewcomers, type ShownNewcomers } from "../../../../sdk/chain/newcomersShown.ts";
import { checkpointAt, isPublishedRolls } from "../../../../sdk/chain/publishedRolls.ts";
import { companionOf } from "../../../../sdk/election/companionRolls.ts";
import { weeklyCut } from "../../../../sdk/proposals/weeklyCut.ts";
import type { ProposalNow } from "./queries.ts";

/** The newcomers' group by which somebody who registered later can support a proposal (P21.6). */
export type Newcomers = {
  /** The newest that was shown and is not before the proposal's census; undefined where there is none. */
  readonly group: ShownNewcomers | undefined;
  /** A newer one that anybody may show: it has enough members. */
  readonly showable: number | undefined;
};

/** Whether so small a group, or so high a quota, must be said before somebody supports by it. */
export function isHighQuota(
  { kept }: Pick<ProposalNow["proposal"], "kept">,
  { activeMembers }: Pick<ShownNewcomers, "activeMembers">,
): boolean {
  return 2 * kept.quota > kept.activeMembers + activeMembers;
}

/** Reads it from the chain. Throws what reading it throws. */
export async function readNewcomersOf({ town, proposal, provider }: ProposalNow, now: number): Promise<Newcomers> {
  const { template, kept, posting } = proposal;
  // A published roll has no companion that counts.
  if (await isPublishedRolls(template.rolls, provider)) return { group: undefined, showable: undefined };
  const last = await provider.getBlockNumber();
  const shown = await readNewcomers(town.proposals, kept.templateHash, provider, last);
  const group = shown.filter(({ cut }) => cut >= posting.cut).toSorted((a, b) => b.cut - a.cut)[0];
  const cut = weeklyCut(now);
  if (cut < posting.cut || (group !== undefined && group.cut >= cut)) return { group, showable: undefined };
  const next = await checkpointAt(template.rolls, companionOf(template.rollId), cut, provider);
  const isEnough = next !== undefined && next.activeMembers >= template.leastMembers;
  return { group, showable: isEnough ? cut : undefined };
}

export function useNewcomers(read: ProposalNow, now: number) {
  const cut = weeklyCut(now);
  return useQuery({
    queryKey: ["newcomers", String(read.proposal.id), cut],
    queryFn: () => readNewcomersOf(read, now),
  });
}
