import { ICalCalendar, ICalEventStatus } from "ical-generator";
import type { ToldPlace } from "./atom.ts";
import { datedEvents } from "./dates.ts";
import { isIn } from "./districts.ts";
import type { District, Facts } from "./facts.ts";
import { toldId } from "./toldId.ts";
import { FEED_TITLES, type ToldLanguage } from "./toldLanguage.ts";

const MOST_EVENTS = 1_000;

/** Dates, of a district or all of them, as iCalendar (RFC 5545; P29.9). The same facts give the same bytes. */
export function icsCalendar(facts: Facts, place: ToldPlace, language: ToldLanguage, district?: District): string {
  const { chainId, page } = place;
  const calendar = new ICalCalendar({
    name: FEED_TITLES[language],
    prodId: { company: "hanpyo", product: "facts", language: language.toUpperCase() },
  });
  const told = datedEvents(facts).filter(({ subject }) => isIn(subject.district, district));
  for (const { subject, what, title, from, until, setAt, changes, isCancelled } of told.slice(0, MOST_EVENTS)) {
    calendar.createEvent({
      id: toldId(chainId, "date", subject.key, what),
      summary: title[language],
      start: new Date(from * 1000),
      ...(until === undefined ? {} : { end: new Date(until * 1000) }),
      stamp: new Date(setAt * 1000),
      sequence: changes,
      ...(isCancelled ? { status: ICalEventStatus.CANCELLED } : {}),
      ...(page === undefined ? {} : { url: `${page}${subject.path}` }),
    });
  }
  return `${calendar.toString()}\r\n`;
}
