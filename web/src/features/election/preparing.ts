import type { ListedElection } from "../../shared/elections/queries.ts";

/** What decides whether this device gets ready to vote before it is asked to. */
export type Readiness = {
  readonly election: Pick<ListedElection, "state" | "constitution">;
  /** The chain's time, Unix seconds. */
  readonly now: number;
  /** Whether the visitor asks pages to spare data. */
  readonly sparesData: boolean;
};

/** Only where a vote can be cast now are megabytes fetched in advance. */
export function mayPrepare({ election, now, sparesData }: Readiness): boolean {
  const { state, constitution } = election;
  return state.phase === "open" && now < constitution.schedule.closesAt && !sparesData;
}

/** The visitor's wish, where the browser knows of one. */
export function sparesData(from: Navigator): boolean {
  return (from as { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData === true;
}
