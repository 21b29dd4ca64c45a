const DAY = 86_400;

/** A cell's times, what is kept of it, and when it is asked; a time is 0 for what did not happen. */
export interface Standing {
  readonly terms: {
    readonly supportsClose: number;
    readonly assessBy: number;
    readonly insertBy: number;
    readonly openBy: number;
  };
  readonly course: {
    readonly reopenedAt: number;
    readonly pausedAt: number;
    readonly ending: "none" | "decided" | "failed";
    readonly isVoting: boolean;
    readonly listed: number;
  };
  readonly time: number;
}

/** How a cell stands (P25.7), until when its reviewer assesses (P25.1), and the term in which anybody opens it (P25.4). */
export const cellStanding = ({ terms, course, time }: Standing) => {
  const { supportsClose, assessBy, insertBy, openBy } = terms;
  const { reopenedAt, pausedAt, ending, isVoting, listed } = course;
  const from = reopenedAt || insertBy;
  const term = { from, until: from + (openBy - insertBy) + (pausedAt && time - pausedAt) };
  const afterwards = (): string => {
    if (ending !== "none") return ending;
    if (isVoting) return "voting";
    if (listed === 0) return "closed";
    return time < term.until ? "openable" : "lapsed";
  };
  const before: readonly (readonly [number, string])[] = [
    [supportsClose, "open"],
    [assessBy, "assessing"],
    [insertBy, "listing"],
  ];
  const state = before.find(([end]) => time < end)?.[1] ?? afterwards();
  return { state, reviewBy: insertBy - Math.min(7 * DAY, Math.floor((insertBy - assessBy) / 2)), term };
};
