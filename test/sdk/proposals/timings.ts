import fc from "fast-check";
import type { Span, Timing } from "../../../sdk/proposals/schedule.ts";
import { daysLost, MOST_DAYS_LOST } from "../../../sdk/proposals/schedule.ts";

/** A conversion under a timing that is sound. */
export type Conversion = { readonly timing: Timing; readonly postponement: Span | undefined; readonly start: number };

const DAY = 86_400;
const START = 1_800_000_000;

/** Votes of four days that open on a weekday, with a month's postponement and one blackout. */
export const WEEKLY: Timing = {
  ...{ openLead: 21 * DAY, alignEvery: 7 * DAY, alignOffset: 2 * DAY, censusLead: 7 * DAY, openGrace: 3_600 },
  ...{ votingLength: 4 * DAY, closeGrace: 600, sharesTerm: 3 * DAY, sealDelay: 600, mostPostponed: 30 * DAY },
  blackouts: [{ from: START, until: START + 20 * DAY }],
};

const hours = (least: number, most: number) => fc.integer({ min: least, max: most }).map((value) => value * 3_600);

/** Blackouts one after the other from a time on, by gaps and lengths in hours. */
function inOrder(start: number, spans: readonly (readonly [gap: number, length: number])[]): readonly Span[] {
  const ends = spans.map((_, i) => spans.slice(0, i + 1).reduce((sum, [gap, length]) => sum + gap + length, start));
  return spans.map(([, length], i) => ({ from: (ends[i] as number) - length, until: ends[i] as number }));
}

/** Boxes of hours to days, with blackouts where they open; the bound is often nearly used up. */
export const conversions: fc.Arbitrary<Conversion> = fc
  .record({
    start: hours(0, 2_000).map((after) => START + after),
    alignEvery: fc.oneof(fc.constantFrom(DAY, 7 * DAY, 14 * DAY), hours(1, 400)),
    offset: fc.nat(2 ** 30),
    openLead: hours(24, 900),
    censusShare: fc.double({ min: 0, max: 1, noNaN: true }),
    votingLength: hours(2, 240),
    closeGrace: hours(0, 3),
    sharesTerm: hours(24, 100),
    mostPostponed: fc.oneof(fc.constant(0), hours(1, 800)),
    postponedAfter: hours(0, 1_500),
    spans: fc.array(fc.tuple(hours(0, 300), hours(1, 200)), { maxLength: 16 }),
  })
  .map(({ start, offset, censusShare, postponedAfter, spans, ...rest }) => {
    const timing = {
      ...rest,
      alignOffset: offset % rest.alignEvery,
      censusLead: Math.floor(rest.openLead * censusShare),
      ...{ openGrace: 3_600, sealDelay: 600, blackouts: inOrder(start, spans) },
    };
    const from = start + postponedAfter;
    const postponement = rest.mostPostponed === 0 ? undefined : { from, until: from + rest.mostPostponed };
    return { timing, postponement, start };
  })
  .filter(({ timing }) => daysLost(timing) <= MOST_DAYS_LOST);
