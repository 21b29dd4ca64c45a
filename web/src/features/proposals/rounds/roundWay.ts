import type { WayState } from "../way.ts";
import type { ShownCell } from "./reading.ts";

/** The steps of a budget round, from the first project to the last milestone (P25.1, P26). */
export const ROUND_WAY = ["posting", "review", "listing", "opening", "vote", "funded", "after"] as const;
export type RoundStep = (typeof ROUND_WAY)[number];

export type RoundWayStep = {
  readonly step: RoundStep;
  readonly state: WayState;
  /** What is said beside it, by the key of its text. */
  readonly said: string;
  /** Unix seconds that it names. */
  readonly at?: number;
};

type OnItsWay = Pick<ShownCell, "inForceFrom"> & {
  readonly standing: Pick<ShownCell["standing"], "state" | "terms" | "term">;
};

/**
 * The whole way of a round, or of one of its cells: what is over, where it is, what is to come, and what never comes.
 * @param cells Of one round, so that their times up to the ballot are the same; at least one.
 * @param isTold Whether something was told of what came after.
 * @param now The chain's time, Unix seconds.
 */
export function roundWay(
  cells: readonly [OnItsWay, ...OnItsWay[]],
  isTold: boolean,
  now: number,
): readonly RoundWayStep[] {
  const steps: readonly RoundWayStep[] = [
    posting(cells[0], now),
    review(cells[0], now),
    listing(cells, now),
    opening(cells, now),
    vote(cells),
    funded(cells),
    after(cells, isTold),
  ];
  // What comes after a step that never came never comes.
  const end = steps.findIndex(({ state }) => state === "never");
  return end < 0
    ? steps
    : steps.map((step, index) => (index > end ? { ...step, state: "never", said: "never" } : step));
}

function posting({ standing, inForceFrom }: OnItsWay, now: number): RoundWayStep {
  const [step, at] = ["posting", standing.terms.supportsClose] as const;
  if (now < inForceFrom) return { step, state: "later", said: "notice", at: inForceFrom };
  return now < at ? { step, state: "now", said: "posting", at } : { step, state: "done", said: "posted", at };
}

function review({ standing: { terms } }: OnItsWay, now: number): RoundWayStep {
  const step = "review";
  if (now < terms.supportsClose) return { step, state: "later", said: "reviewLater", at: terms.supportsClose };
  if (now < terms.assessBy) return { step, state: "now", said: "review", at: terms.assessBy };
  return { step, state: "done", said: "reviewed", at: terms.assessBy };
}

function listing(cells: readonly [OnItsWay, ...OnItsWay[]], now: number): RoundWayStep {
  const step = "listing";
  const { assessBy, insertBy } = cells[0].standing.terms;
  if (now < assessBy) return { step, state: "later", said: "listingLater", at: assessBy };
  if (now < insertBy) return { step, state: "now", said: "listing", at: insertBy };
  if (are(cells, ["closed"])) return { step, state: "never", said: "noneListed", at: insertBy };
  return { step, state: "done", said: "listed", at: insertBy };
}

function opening(cells: readonly [OnItsWay, ...OnItsWay[]], now: number): RoundWayStep {
  const step = "opening";
  const { insertBy } = cells[0].standing.terms;
  if (now < insertBy) return { step, state: "later", said: "openingLater", at: insertBy };
  const ready = cells.filter(({ standing }) => standing.state === "openable");
  if (ready.length > 0) {
    return { step, state: "now", said: "opening", at: Math.min(...ready.map(({ standing }) => standing.term.until)) };
  }
  if (are(cells, ["lapsed", "closed"])) return { step, state: "never", said: "lapsed" };
  return { step, state: "done", said: "opened" };
}

function vote(cells: readonly OnItsWay[]): RoundWayStep {
  const step = "vote";
  if (is(cells, "voting")) return { step, state: "now", said: "voting" };
  if (are(cells, [...OVER]) && !are(cells, ["lapsed", "closed"])) return { step, state: "done", said: "voted" };
  return { step, state: "later", said: "voteLater" };
}

function funded(cells: readonly OnItsWay[]): RoundWayStep {
  const step = "funded";
  if (!are(cells, [...OVER])) return { step, state: "later", said: "fundedLater" };
  return is(cells, "decided") ? { step, state: "done", said: "funded" } : { step, state: "never", said: "failed" };
}

function after(cells: readonly OnItsWay[], isTold: boolean): RoundWayStep {
  const step = "after";
  if (isTold) return { step, state: "now", said: "told" };
  return { step, state: is(cells, "decided") ? "now" : "later", said: "afterLater" };
}

type State = ShownCell["standing"]["state"];
const OVER: readonly State[] = ["decided", "failed", "lapsed", "closed"];

function is(cells: readonly OnItsWay[], wanted: State): boolean {
  return cells.some(({ standing }) => standing.state === wanted);
}

function are(cells: readonly OnItsWay[], wanted: readonly State[]): boolean {
  return cells.every(({ standing }) => wanted.includes(standing.state));
}
