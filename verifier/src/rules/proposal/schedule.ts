import type { Constitution } from "../../record/constitutionShape.ts";
import type { Timing } from "../../record/proposal/templateShape.ts";
import { DAY } from "./weeklyCut.ts";

/** A time span, both ends given. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const LONGEST = 366 * DAY;
/** The farthest opening from its start, whatever blackouts there are: four years. */
const FARTHEST_OPENING = 4 * LONGEST;
const MOST_POSTPONED = 120 * DAY;
const MOST_LOST = 63;

/** What spans of a timing are at least, and of a test's (P23.1). */
const LEAST = { openLead: DAY, openGrace: 3600, votingLength: 43_200 };
const LEAST_OF_TEST = { openLead: 60, openGrace: 60, votingLength: 60 };

/** How many aligned times all blackouts and one postponement meet at most (P23.1). */
const lostOf = ({ votingLength, closeGrace, alignEvery, blackouts, mostPostponed }: Timing): number => {
  const lengths = blackouts.map(({ from, until }) => until - from);
  if (mostPostponed !== 0) lengths.push(mostPostponed);
  return lengths.reduce((sum, length) => sum + Math.ceil((length + votingLength + closeGrace) / alignEvery) + 1, 0);
};

/** How long after a start no vote opens any more (P23.1). */
const farthestOf = (timing: Timing): number => timing.openLead + timing.alignEvery * (lostOf(timing) + 1);

/** Whether a timing is sound (P23.1). */
const isSound = (timing: Timing, isTest: boolean): boolean => {
  const { alignEvery, alignOffset, openLead, openGrace, censusLead, votingLength, closeGrace, sharesTerm } = timing;
  const { mostPostponed, blackouts } = timing;
  const least = isTest ? LEAST_OF_TEST : LEAST;
  const ordered = blackouts.every(({ from, until }, i) => from < until && (i === 0 || blackouts[i - 1]!.until <= from));
  return (
    alignEvery >= 1 &&
    alignEvery <= LONGEST &&
    alignOffset < alignEvery &&
    openLead >= least.openLead &&
    openGrace >= least.openGrace &&
    votingLength >= least.votingLength &&
    [openLead, votingLength, closeGrace, sharesTerm].every((span) => span <= LONGEST) &&
    censusLead <= openLead &&
    mostPostponed <= MOST_POSTPONED &&
    ordered &&
    lostOf(timing) <= MOST_LOST &&
    farthestOf(timing) <= FARTHEST_OPENING
  );
};

/** The first aligned time from `earliest` on. */
const alignedFrom = (earliest: number, { alignEvery, alignOffset }: Timing): number => {
  const rest = (((alignOffset - earliest) % alignEvery) + alignEvery) % alignEvery;
  return earliest + rest;
};

/** The schedule of a conversion at `start` (P23.1); `undefined` for a timing or a postponement that is not allowed. */
export const scheduleOf = (
  timing: Timing,
  isTest: boolean,
  postponement: Span | null,
  start: number,
): { readonly schedule: Constitution["schedule"]; readonly before: number } | undefined => {
  if (!isSound(timing, isTest)) return undefined;
  const length = postponement ? postponement.until - postponement.from : 1;
  if (length <= 0 || (postponement && length > timing.mostPostponed)) return undefined;

  const { openLead, censusLead, openGrace, votingLength, closeGrace, sharesTerm, sealDelay } = timing;
  const box = votingLength + closeGrace;
  const spans = [...timing.blackouts, ...(postponement ? [postponement] : [])];
  const meeting = (opens: number): Span | undefined =>
    spans.find(({ from, until }) => opens < until && opens + box >= from);
  let opensAt = alignedFrom(start + openLead, timing);
  for (let span = meeting(opensAt); span; span = meeting(opensAt)) opensAt = alignedFrom(span.until, timing);

  const closesAt = opensAt + votingLength;
  const dates = { censusTime: opensAt - censusLead, opensAt, openGrace, closesAt, closeGrace };
  return {
    schedule: { ...dates, sharesDueAt: closesAt + closeGrace + sharesTerm, sealDelay },
    before: start + farthestOf(timing),
  };
};
