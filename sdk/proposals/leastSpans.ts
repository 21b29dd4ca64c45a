const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];

// As in contracts/libraries/LeastSpans.sol; in seconds.
/** To support, to answer, to convert. */
export const LEAST_TERM = 14 * DAY;
/** From a conversion to the opening: trustees consent in it. */
export const LEAST_OPEN_LEAD = DAY;
/** For anybody to open the box. */
export const LEAST_OPEN_GRACE = HOUR;
/** As long as a polling station is open on a day of elections. */
export const LEAST_VOTING = 12 * HOUR;
/** Of every span of a test: some blocks. */
const OF_TEST = MINUTE;

/** The least of a span that is at least `real` where it binds (P20.2). */
export function leastSpan(isTest: boolean, real: number): number {
  return isTest ? OF_TEST : real;
}
