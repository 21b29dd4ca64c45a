export const DAY = 86_400;
export const WEEK = 7 * DAY;

/** The weekly state of a roll that is in use at a time (P21.2), from a day after its Thursday on. */
export const cutAt = (time: number): number => Math.floor((time - DAY) / WEEK) * WEEK;

/** The cuts that a posting may name: that in use, and for a day after the turn the one before (P21.2). */
export const cutsAt = (now: number): readonly number[] => [cutAt(now), cutAt(now - DAY)];

/** The periods that a posting may be of: that of its time, and for a day the one before (P21.3). */
export const periodsAt = (now: number, periodLength: number): readonly number[] =>
  [now, now - DAY].map((time) => Math.floor(time / periodLength));
