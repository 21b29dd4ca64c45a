import type { Template } from "./template.ts";

const DAY = 86_400;
/** From the quota to the first conversion after an answer in time; a shorter time for the answer makes it shorter. */
const LEAST_WAIT = 14 * DAY;

/** What an organizer answers; the later in this list is the more favourable, as in the contract's enum. */
export const REPLIES = ["None", "Refused", "Accepted"] as const;
export type Reply = (typeof REPLIES)[number];

/** What is kept of a proposal from its quota on, as far as its term depends on it; Unix seconds, 0 for never. */
export type Course = {
  readonly answeredAt: number;
  readonly acceptedAt: number;
  /** When the term last began anew, because an election was void or a board is fit again. */
  readonly reopenedAt: number;
  /** Since when the term stands still. */
  readonly pausedAt: number;
};

/** From when and before when anybody converts, Unix seconds. */
export type ConversionTerm = { readonly from: number; readonly until: number };

type Terms = Pick<Template, "conversion" | "answerTerm" | "convertTerm">;

/** Whether the first answer came before the time for it was over (P22.1). */
export function isAnsweredInTime({ answerTerm }: Pick<Terms, "answerTerm">, reachedAt: number, answeredAt: number) {
  return answeredAt !== 0 && answeredAt < reachedAt + answerTerm;
}

/** Whether a refusal in time closes a proposal, until it is accepted (P22.2). */
export function isClosed(terms: Terms, reachedAt: number, { answeredAt, acceptedAt }: Course): boolean {
  return terms.conversion === "WhenFeasible" && acceptedAt === 0 && isAnsweredInTime(terms, reachedAt, answeredAt);
}

/**
 * When anybody converts a proposal whose quota was reached (P22.2); undefined where nobody does. While the term stands
 * still, `until` moves on with `time`.
 */
export function conversionTerm(
  terms: Terms,
  reachedAt: number,
  course: Course,
  time: number,
): ConversionTerm | undefined {
  if (terms.conversion === "Never" || isClosed(terms, reachedAt, course)) return undefined;
  const from = course.reopenedAt === 0 ? firstFrom(terms, reachedAt, course) : course.reopenedAt;
  const stoodStill = course.pausedAt === 0 ? 0 : time - course.pausedAt;
  return { from, until: from + terms.convertTerm + stoodStill };
}

function firstFrom(terms: Terms, reachedAt: number, { answeredAt, acceptedAt }: Course): number {
  const { conversion, answerTerm } = terms;
  if (!isAnsweredInTime(terms, reachedAt, answeredAt)) return reachedAt + answerTerm;
  const answered = conversion === "WhenFeasible" ? acceptedAt : answeredAt;
  return Math.max(answered, reachedAt + Math.min(LEAST_WAIT, answerTerm));
}
