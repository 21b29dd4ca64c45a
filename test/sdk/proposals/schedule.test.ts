import { expect } from "chai";
import fc from "fast-check";
import { timeInKorea } from "../../../sdk/election/timeInKorea.ts";
import {
  daysLost,
  deriveSchedule,
  MOST_DAYS_LOST,
  mayPostpone,
  opensBefore,
  requireSoundTiming,
  type Span,
  type Timing,
  TimingInvalidError,
} from "../../../sdk/proposals/schedule.ts";
import { daily, weekly } from "../../../sdk/proposals/votingDays.ts";
import { conversions } from "./timings.ts";

const [HOUR, DAY] = [3_600, 86_400];
const korea = (time: string) => Date.parse(`${time}+09:00`) / 1000;
const days = (first: string, last: string): Span => ({
  from: korea(`${first}T00:00`),
  until: korea(`${last}T00:00`) + DAY,
});

/** As Seoul voted in 2011: a Wednesday from 6 to 20 h; the census three weeks before. */
const WEDNESDAYS: Timing = {
  ...weekly(3, 6 * HOUR),
  openLead: 30 * DAY,
  censusLead: 21 * DAY,
  openGrace: HOUR,
  votingLength: 14 * HOUR,
  closeGrace: HOUR,
  sharesTerm: 3 * DAY,
  sealDelay: HOUR,
  mostPostponed: 120 * DAY,
  blackouts: [],
};

const holidays = (count: number): readonly Span[] =>
  Array.from({ length: count }, (_, i) => ({ from: i * 30 * DAY, until: i * 30 * DAY + DAY }));

describe("The schedule of an election that nobody dates", () => {
  it("opens on the first voting day that keeps the whole box out of every blackout, and never in one", () => {
    const met = { blackout: 0, postponement: 0 };
    fc.assert(
      fc.property(conversions, ({ timing, postponement, start }) => {
        requireSoundTiming(timing, true);
        const { opensAt, closesAt, closeGrace } = deriveSchedule(timing, postponement, start);
        const spans = [...timing.blackouts, ...(postponement === undefined ? [] : [postponement])];
        const isFree = (opening: number) =>
          spans.every(({ from, until }) => opening >= until || opening + timing.votingLength + closeGrace < from);
        expect(opensAt % timing.alignEvery).to.equal(timing.alignOffset);
        expect(isFree(opensAt) && closesAt === opensAt + timing.votingLength).to.equal(true);
        expect(opensAt).to.be.lessThan(opensBefore(timing, start));
        const passed = [];
        for (let day = opensAt - timing.alignEvery; day >= start + timing.openLead; day -= timing.alignEvery) {
          expect(isFree(day), `${day}`).to.equal(false);
          passed.push(day);
        }
        expect(passed.length).to.be.at.most(daysLost(timing));
        met.blackout += Number(passed.length > 0);
        met.postponement += Number(deriveSchedule(timing, undefined, start).opensAt < opensAt);
      }),
      { numRuns: 500 },
    );
    expect(met.blackout).to.be.greaterThan(50);
    expect(met.postponement).to.be.greaterThan(10);
  });

  it("has census, box and shares as far from the opening as the template says", () => {
    fc.assert(
      fc.property(conversions, ({ timing, postponement, start }) => {
        const schedule = deriveSchedule(timing, postponement, start);
        const { opensAt, openGrace, closesAt, closeGrace, sealDelay } = schedule;
        expect([openGrace, closeGrace, sealDelay]).to.deep.equal([
          timing.openGrace,
          timing.closeGrace,
          timing.sealDelay,
        ]);
        expect(opensAt - schedule.censusTime).to.equal(timing.censusLead);
        expect(schedule.sharesDueAt - closesAt - closeGrace).to.equal(timing.sharesTerm);
        expect(schedule.censusTime).to.be.at.least(start);
      }),
    );
  });

  it("passes the 60 days before the local elections of 3 June 2026, and the day itself", () => {
    const timing = { ...WEDNESDAYS, blackouts: [days("2026-04-04", "2026-06-03")] };
    requireSoundTiming(timing, false);
    const opening = (start: string) => timeInKorea(deriveSchedule(timing, undefined, korea(start)).opensAt);
    expect(opening("2026-02-20T12:00")).to.equal("2026-03-25 06:00:00 KST");
    expect(opening("2026-03-02T06:00")).to.equal("2026-04-01 06:00:00 KST");
    expect(opening("2026-03-02T06:00:01")).to.equal("2026-06-10 06:00:00 KST");
    expect(opening("2026-05-20T00:00")).to.equal("2026-06-24 06:00:00 KST");
  });

  it("is postponed past an election that nobody foresaw, as that of 3 June 2025", () => {
    const start = korea("2025-03-20T10:00");
    const opening = (postponement?: Span) => timeInKorea(deriveSchedule(WEDNESDAYS, postponement, start).opensAt);
    expect(opening()).to.equal("2025-04-23 06:00:00 KST");
    const postponement = days("2025-04-04", "2025-06-03");
    expect(mayPostpone(WEDNESDAYS, postponement)).to.equal(true);
    expect(opening(postponement)).to.equal("2025-06-04 06:00:00 KST");
    expect(mayPostpone(WEDNESDAYS, { from: 0, until: 120 * DAY + 1 })).to.equal(false);
    expect(mayPostpone(WEDNESDAYS, { from: 10, until: 10 })).to.equal(false);
    expect(mayPostpone({ mostPostponed: 0 }, { from: 10, until: 11 })).to.equal(false);
  });

  it("passes a holiday that the last hour of a week's box would reach into", () => {
    const week = { ...WEDNESDAYS, ...weekly(1, 9 * HOUR), votingLength: 5 * DAY + 9 * HOUR, blackouts: [] };
    const chuseok = days("2026-09-24", "2026-09-27");
    const timing = { ...week, blackouts: [chuseok] };
    requireSoundTiming(timing, false);
    const opening = (start: string) => timeInKorea(deriveSchedule(timing, undefined, korea(start)).opensAt);
    expect(opening("2026-08-12T00:00")).to.equal("2026-09-14 09:00:00 KST");
    expect(opening("2026-08-20T00:00")).to.equal("2026-09-28 09:00:00 KST");
  });

  it("is refused where blackouts leave too few days, and by the field that is wrong", () => {
    // A day's box with its blackout of a day takes 2 Wednesdays, the postponement 19: ceil(120.6 / 7) + 1.
    expect(daysLost({ ...WEDNESDAYS, blackouts: holidays(21) })).to.equal(MOST_DAYS_LOST - 2);
    requireSoundTiming({ ...WEDNESDAYS, blackouts: holidays(22) }, false);
    const refused = (field: keyof Timing, change: Partial<Timing>) =>
      expect(() => requireSoundTiming({ ...WEDNESDAYS, ...change }, false), field).to.throw(
        TimingInvalidError,
        `: ${field}.`,
      );
    refused("blackouts", { blackouts: holidays(23) });
    refused("blackouts", { blackouts: [{ from: 5, until: 5 }] });
    refused("blackouts", { blackouts: [...holidays(2), { from: 30 * DAY + DAY - 1, until: 40 * DAY }] });
    // Daily voting days leave no room for a postponement of four months.
    refused("blackouts", daily(9 * HOUR));
    requireSoundTiming({ ...WEDNESDAYS, ...daily(9 * HOUR), mostPostponed: 60 * DAY }, false);
    refused("alignEvery", { alignEvery: 0 });
    refused("alignEvery", { alignEvery: 366 * DAY + 1 });
    refused("alignOffset", { alignOffset: 7 * DAY });
    refused("openLead", { openLead: 366 * DAY + 1 });
    refused("censusLead", { censusLead: 30 * DAY + 1 });
    refused("votingLength", { votingLength: 366 * DAY + 1 });
    refused("closeGrace", { closeGrace: 366 * DAY + 1 });
    refused("sharesTerm", { sharesTerm: 366 * DAY + 1 });
    refused("mostPostponed", { mostPostponed: 120 * DAY + 1 });
  });

  it("has time to consent, to open and to vote, of a test some blocks, and comes within a council's term", () => {
    const least = { openLead: DAY, censusLead: DAY, openGrace: HOUR, votingLength: 12 * HOUR };
    const minutes = { openLead: 60, censusLead: 60, openGrace: 60, votingLength: 60 };
    const taken = (change: Partial<Timing>, isTest: boolean) =>
      requireSoundTiming({ ...WEDNESDAYS, ...change }, isTest);
    taken(least, false);
    taken(minutes, true);
    for (const field of ["openLead", "openGrace", "votingLength"] as const) {
      for (const [spans, isTest] of [[least, false] as const, [minutes, true] as const]) {
        const short = { ...spans, censusLead: 0, [field]: spans[field] - 1 };
        expect(() => taken(short, isTest), field).to.throw(TimingInvalidError, `: ${field}.`);
      }
    }
    const yearly = { alignEvery: 366 * DAY, mostPostponed: 0, openLead: 366 * DAY };
    taken({ ...yearly, blackouts: holidays(1) }, true);
    taken({ ...yearly, blackouts: [{ from: 0, until: 366 * DAY - 16 * HOUR }] }, true);
    for (const blackouts of [[{ from: 0, until: 366 * DAY }], [...holidays(2)]]) {
      expect(() => taken({ ...yearly, blackouts }, true)).to.throw(TimingInvalidError, ": alignEvery.");
    }
  });
});
