import type { ElectionState } from "../../../../../sdk/chain/electionState.ts";
import { optionsOfBits } from "../../../../../sdk/election/outcome.ts";
import { comparePlaces, insertCandidate } from "../../../../../sdk/proposals/shortlist.ts";
import { afterVote, type CarryKey } from "../carrying.ts";
import type { ShownCell, ShownProject } from "./reading.ts";

/** How far a project is in its cell; a key is one text. */
export type PlaceKey =
  | ("waiting" | "infeasible" | "listed" | "missed" | "noPlace" | "notListed" | "onBallot")
  | ("funded" | "tied" | "notFunded");

/** @see placeOf */
export type Place = {
  readonly key: PlaceKey;
  /** On the list, from 1. */
  readonly place?: number;
  /** Ballots that chose it. */
  readonly votes?: number;
};

type Placed = Pick<ShownProject, "id"> & {
  readonly kept: Pick<ShownProject["kept"], "supporters" | "postedAt">;
  readonly project: Pick<ShownProject["project"], "verdict">;
};
type Within = Pick<ShownCell, "vote"> & {
  readonly standing: Pick<ShownCell["standing"], "state" | "listed" | "terms">;
};

/** How far a project is: waiting for its assessment, on the list or not, and what the chain counted and funds. */
export function placeOf(placed: Placed, { standing, vote }: Within): Place {
  const { state, listed, terms } = standing;
  const at = listed.findIndex(({ id }) => id === placed.id);
  if (at < 0) {
    if (placed.project.verdict === "infeasible") return { key: "infeasible" };
    if (state === "open" || state === "assessing") return { key: "waiting" };
    if (state !== "listing") return { key: "notListed" };
    const withIt = insertCandidate(listed, candidateOf(placed), terms.mostOptions);
    return { key: withIt === listed ? "noPlace" : "missed" };
  }
  const place = at + 1;
  if (vote?.result === undefined) return { key: vote === undefined ? "listed" : "onBallot", place };
  const { counts, outcome } = vote.result;
  const has = (bits: number) => optionsOfBits(bits).includes(at);
  const key = has(outcome.selected) ? "funded" : has(outcome.tied) ? "tied" : "notFunded";
  return { key, place, votes: counts[at] ?? 0 };
}

function candidateOf({ id, kept }: Placed) {
  return { id, supports: kept.supporters, postedAt: kept.postedAt };
}

/** Projects by their places: what is funded first, then as a list has them (P25.3). */
export function inOrder<T extends Placed>(projects: readonly T[], cell: Within): readonly T[] {
  const isFunded = (project: Placed) => placeOf(project, cell).key === "funded";
  return projects.toSorted(
    (a, b) => Number(isFunded(b)) - Number(isFunded(a)) || comparePlaces(candidateOf(a), candidateOf(b)),
  );
}

/** What the funded projects of a cell cost together, in won; undefined as long as nothing is decided. */
export function spentOf({ vote }: Pick<ShownCell, "vote">): number | undefined {
  if (vote?.result === undefined) return undefined;
  return optionsOfBits(vote.result.outcome.selected).reduce((sum, option) => sum + (vote.costs[option] ?? 0), 0);
}

/** What anybody may do with a cell, or why nothing now; a key is one text. */
export type CellAction = {
  readonly key: "open" | "lapsed" | "closed" | "failed" | CarryKey;
  readonly deed?: "openCell" | "settleCell";
  /** Unix seconds that its text names. */
  readonly at?: number;
};

/** What anybody may do with a cell whose list is done (P25.4 to P25.7); undefined before. */
export function cellAction({
  standing: { state, term },
  vote,
}: {
  readonly standing: Pick<ShownCell["standing"], "state" | "term">;
  readonly vote: { readonly state: Pick<ElectionState, "phase" | "undecided"> } | undefined;
}): CellAction | undefined {
  if (state === "openable") return { key: "open", deed: "openCell", at: term.until };
  if (state === "lapsed" || state === "closed" || state === "failed" || state === "decided") return { key: state };
  if (state !== "voting" || vote === undefined) return undefined;
  const { key, deed } = afterVote(vote.state);
  return deed === undefined ? { key } : { key, deed: "settleCell" };
}

/** Whether residents can post in a cell now. @param now The chain's time, Unix seconds. */
export function takesPosts(
  {
    isNext,
    inForceFrom,
    standing,
  }: Pick<ShownCell, "isNext" | "inForceFrom"> & {
    readonly standing: Pick<ShownCell["standing"], "terms">;
  },
  now: number,
): boolean {
  return isNext && inForceFrom <= now && now < standing.terms.supportsClose;
}
