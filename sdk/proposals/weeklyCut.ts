const WEEK = 604_800;
const DAY = 86_400;

/** The weekly census in use at a time (P21.2), both Unix seconds: the last Thursday, 00:00 UTC, that is a day past. */
export function weeklyCut(time: number): number {
  return Math.floor((time - DAY) / WEEK) * WEEK;
}

/** The cuts that a posting may name at a time: the one in use and, for a day, the one before. */
export function postingCuts(time: number): readonly number[] {
  return [...new Set([weeklyCut(time), weeklyCut(time - DAY)])];
}

/** From which time on, Unix seconds, nobody may post under a cut and period any more. */
export function postingClosesAt(cut: number, period: number, periodLength: number): number {
  return Math.min(cut + WEEK + 2 * DAY, (period + 1) * periodLength + DAY);
}

/** The periods that a posting may name at a time: that of now and, for a day, the one before. */
export function postingPeriods(time: number, periodLength: number): readonly number[] {
  return [...new Set([time, time - DAY].map((moment) => Math.floor(moment / periodLength)))];
}
