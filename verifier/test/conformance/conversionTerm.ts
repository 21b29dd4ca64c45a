const EARLIEST_AFTER = 14 * 86_400;

/** A proposal that reached its quota, as far as its term goes; a time is 0 for what did not happen. */
export interface Course {
  readonly terms: {
    readonly conversion: "Never" | "WhenAnswered" | "WhenFeasible";
    readonly answerTerm: number;
    readonly convertTerm: number;
  };
  readonly reachedAt: number;
  readonly course: {
    readonly answeredAt: number;
    readonly acceptedAt: number;
    readonly reopenedAt: number;
    readonly pausedAt: number;
  };
  readonly time: number;
}

/** From when on anybody converts (P22.2), or from when on once more (P22.4, P22.5); `undefined` where nobody does. */
const firstTime = ({ terms, reachedAt, course }: Course): number | undefined => {
  const { conversion, answerTerm } = terms;
  const { answeredAt, acceptedAt, reopenedAt } = course;
  if (conversion === "Never") return undefined;
  if (reopenedAt !== 0) return reopenedAt;
  const silent = reachedAt + answerTerm;
  if (answeredAt === 0 || answeredAt >= silent) return silent;
  const opens = conversion === "WhenAnswered" ? answeredAt : acceptedAt;
  return opens === 0 ? undefined : Math.max(opens, reachedAt + Math.min(EARLIEST_AFTER, answerTerm));
};

/** The term of a conversion at a time (P22.2); while it stands still its end moves on with the clock (P22.4). */
export const conversionTerm = (of: Course): { readonly from: number; readonly until: number } | null => {
  const from = firstTime(of);
  if (from === undefined) return null;
  const { pausedAt } = of.course;
  const stood = pausedAt === 0 ? 0 : of.time - pausedAt;
  return { from, until: from + of.terms.convertTerm + stood };
};
