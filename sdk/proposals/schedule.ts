import type { Schedule } from "../election/constitution.ts";
import { HanpyoError, told } from "../errors.ts";
import { LEAST_OPEN_GRACE, LEAST_OPEN_LEAD, LEAST_VOTING, leastSpan } from "./leastSpans.ts";

/** The time from `from` on and before `until`, Unix seconds. */
export type Span = { readonly from: number; readonly until: number };

/** From what the schedule of an election follows that nobody dates; mirrors `Timing` of contracts/types. In seconds. */
export type Timing = {
  /** From the conversion to the opening, at least. */
  readonly openLead: number;
  /** Elections open where Unix time is a multiple of `alignEvery` and `alignOffset`. */
  readonly alignEvery: number;
  readonly alignOffset: number;
  /** From the census to the opening. */
  readonly censusLead: number;
  readonly openGrace: number;
  /** From the opening to the closing that people see; from there to the box's. */
  readonly votingLength: number;
  readonly closeGrace: number;
  /** From the box's closing to the time at which the shares are due. */
  readonly sharesTerm: number;
  readonly sealDelay: number;
  /** How long the one postponement may be; 0 for none. */
  readonly mostPostponed: number;
  /** In which no box is open, in order. */
  readonly blackouts: readonly Span[];
};

const DAY = 86_400;
/** Voting days that blackouts and postponement take away, at most; each takes 2 or more, so there are at most 31. */
export const MOST_DAYS_LOST = 63;
export const MOST_POSTPONED = 120 * DAY;
/** Most seconds of every other span. */
export const MOST_SPAN = 366 * DAY;
/** From a conversion to the opening, whatever blackouts and postponement do: no longer than a council sits. */
export const MOST_WAIT = 4 * MOST_SPAN;

export class TimingInvalidError extends HanpyoError {
  constructor(field: string) {
    super(
      "TIMING_INVALID",
      told`The template's timing cannot be kept: ${{ field }}`,
      "Correct the field named, as P23.1 of docs/protocol.md says; fewer or shorter blackouts help, or rarer voting days",
    );
  }
}

/**
 * The schedule of an election that is converted at `start`, for a timing that is sound (P23.1).
 * @param postponement Undefined for none.
 */
export function deriveSchedule(timing: Timing, postponement: Span | undefined, start: number): Schedule {
  const { openLead, censusLead, openGrace, votingLength, closeGrace, sharesTerm, sealDelay } = timing;
  const opensAt = openingFrom(timing, postponement, start + openLead);
  const closesAt = opensAt + votingLength;
  const [censusTime, sharesDueAt] = [opensAt - censusLead, closesAt + closeGrace + sharesTerm];
  return { censusTime, opensAt, openGrace, closesAt, closeGrace, sharesDueAt, sealDelay };
}

/** The first opening from `earliest` on that is aligned and keeps its whole box out of every blackout. */
export function openingFrom(timing: Timing, postponement: Span | undefined, earliest: number): number {
  const spans = [...timing.blackouts, ...(postponement === undefined ? [] : [postponement])];
  let opensAt = aligned(timing, earliest);
  for (let span = spans.find(meets); span !== undefined; span = spans.find(meets))
    opensAt = aligned(timing, span.until);
  return opensAt;

  function meets({ from, until }: Span): boolean {
    return opensAt < until && opensAt + boxLength(timing) >= from;
  }
}

/** A time before which every conversion of `start` opens, whatever is postponed. */
export function opensBefore(timing: Timing, start: number): number {
  return start + timing.openLead + timing.alignEvery * (daysLost(timing) + 1);
}

/** How many voting days blackouts and postponement take away at most. */
export function daysLost(timing: Timing): number {
  const lengths = timing.blackouts.map(({ from, until }) => until - from);
  if (timing.mostPostponed !== 0) lengths.push(timing.mostPostponed);
  return lengths.reduce((sum, length) => sum + Math.ceil((length + boxLength(timing)) / timing.alignEvery) + 1, 0);
}

/** Throws `TimingInvalidError`, with the field that the contract names, unless the timing is sound. */
export function requireSoundTiming(timing: Timing, isTest: boolean): void {
  const fault = timingFault(timing, isTest);
  if (fault !== undefined) throw new TimingInvalidError(fault);
}

/** Whether a timing may be postponed by a span. */
export function mayPostpone({ mostPostponed }: Pick<Timing, "mostPostponed">, { from, until }: Span): boolean {
  return until > from && until - from <= mostPostponed;
}

function timingFault(timing: Timing, isTest: boolean): keyof Timing | undefined {
  const { alignEvery, alignOffset, openLead, censusLead, mostPostponed, blackouts } = timing;
  if (alignEvery === 0 || alignEvery > MOST_SPAN) return "alignEvery";
  if (alignOffset >= alignEvery) return "alignOffset";
  if (openLead < leastSpan(isTest, LEAST_OPEN_LEAD) || openLead > MOST_SPAN) return "openLead";
  if (censusLead > openLead) return "censusLead";
  if (timing.openGrace < leastSpan(isTest, LEAST_OPEN_GRACE)) return "openGrace";
  if (timing.votingLength < leastSpan(isTest, LEAST_VOTING)) return "votingLength";
  const long = (["votingLength", "closeGrace", "sharesTerm"] as const).find((field) => timing[field] > MOST_SPAN);
  if (long !== undefined) return long;
  if (mostPostponed > MOST_POSTPONED) return "mostPostponed";
  const inOrder = blackouts.every(({ from, until }, i) => from >= (blackouts[i - 1]?.until ?? 0) && until > from);
  if (!inOrder || daysLost(timing) > MOST_DAYS_LOST) return "blackouts";
  return opensBefore(timing, 0) > MOST_WAIT ? "alignEvery" : undefined;
}

function aligned({ alignEvery, alignOffset }: Timing, time: number): number {
  const over = (time + alignEvery - alignOffset) % alignEvery;
  return over === 0 ? time : time + alignEvery - over;
}

/** From the opening to the box's closing. */
function boxLength({ votingLength, closeGrace }: Timing): number {
  return votingLength + closeGrace;
}
