import type { Text } from "../../../../sdk/election/content.ts";
import type { Phase } from "../../../../sdk/election/phase.ts";
import type { PageConfig } from "../../shared/config.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";

export const GROUPS = ["open", "soon", "closed", "decided"] as const;
export type Group = (typeof GROUPS)[number];

const groups: Readonly<Record<Phase, Group>> = {
  open: "open",
  pending: "soon",
  closed: "closed",
  sealed: "closed",
  decided: "decided",
  "too few": "decided",
  "below quorum": "decided",
  void: "decided",
};

/** What a visitor looks for; an empty district means all. */
export type Wanted = { readonly words: string; readonly district: string };

/** Name of the district whose roll votes, where the page knows it. */
export function districtOf({ constitution }: ListedElection, rolls: PageConfig["rolls"]): Text | undefined {
  return rolls.find(({ id }) => BigInt(id) === constitution.rollId)?.title;
}

/** The elections in their groups, what closes or opens next first. */
export function grouped(
  elections: readonly ListedElection[],
): readonly (readonly [Group, readonly ListedElection[]])[] {
  const order: Readonly<Record<Group, (a: ListedElection, b: ListedElection) => number>> = {
    open: (a, b) => a.constitution.schedule.closesAt - b.constitution.schedule.closesAt,
    soon: (a, b) => a.constitution.schedule.opensAt - b.constitution.schedule.opensAt,
    closed: (a, b) => b.constitution.schedule.closesAt - a.constitution.schedule.closesAt,
    decided: (a, b) => b.constitution.schedule.closesAt - a.constitution.schedule.closesAt,
  };
  return GROUPS.map((group) => [
    group,
    elections.filter(({ state }) => groups[state.phase] === group).toSorted(order[group]),
  ]);
}

/** Whether every word occurs in the title or the district's name, in any of its languages. */
export function matches(election: ListedElection, rolls: PageConfig["rolls"], { words, district }: Wanted): boolean {
  if (district !== "" && String(election.constitution.rollId) !== district) return false;
  const { title } = election.content;
  const place = districtOf(election, rolls);
  const text = [...Object.values(title), place?.ko, place?.en].join(" ").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
