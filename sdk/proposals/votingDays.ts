import type { Timing } from "./schedule.ts";

/** When elections may open. */
export type VotingDays = Pick<Timing, "alignEvery" | "alignOffset">;

const HOUR = 3_600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Ahead of UTC; Korea has had no other offset since 1988. */
const KOREA = 9 * HOUR;
/** Day of the week on which Unix time begins. */
const FIRST_WEEKDAY = 4;

/** Every day at one time of the day in Korea, in seconds after midnight. */
export function daily(timeOfDay: number): VotingDays {
  return { alignEvery: DAY, alignOffset: modulo(timeOfDay - KOREA, DAY) };
}

/** One day of every week, 0 for Sunday, at one time of the day in Korea, in seconds after midnight. */
export function weekly(weekday: number, timeOfDay: number): VotingDays {
  return { alignEvery: WEEK, alignOffset: modulo((weekday - FIRST_WEEKDAY) * DAY + timeOfDay - KOREA, WEEK) };
}

function modulo(value: number, length: number): number {
  return ((value % length) + length) % length;
}
