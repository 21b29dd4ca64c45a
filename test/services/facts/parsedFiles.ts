import { DOMParser } from "@xmldom/xmldom";
import { parse } from "csv-parse/sync";
import ICAL from "ical.js";

/** What other programs read of feeds, calendars and tables: by libraries that did not write them. */

const ATOM = "http://www.w3.org/2005/Atom";

export type ReadEntry = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly updated: number;
  readonly href: string | undefined;
};

/** Entries of an Atom feed; throws for XML that is not well-formed, and for what RFC 4287 asks of a feed and is missing. */
export function readAtom(text: string): readonly ReadEntry[] {
  const fail = (_: string, message: string) => {
    throw new Error(message);
  };
  const root = new DOMParser({ onError: fail }).parseFromString(text, "text/xml").documentElement;
  if (root?.localName !== "feed" || root.namespaceURI !== ATOM) throw new Error("no feed of Atom");
  type Parent = typeof root;
  const said = (parent: Parent, name: string) => {
    const [found] = [...parent.getElementsByTagNameNS(ATOM, name)].filter((one) => one.parentNode === parent);
    if (found === undefined) throw new Error(`no ${name}`);
    return (found.textContent ?? "").trim();
  };
  for (const name of ["id", "title", "updated"]) said(root, name);
  return [...root.getElementsByTagNameNS(ATOM, "entry")].map((entry) => ({
    id: said(entry, "id"),
    title: said(entry, "title"),
    text: said(entry, "content"),
    updated: Date.parse(said(entry, "updated")) / 1000,
    href: entry.getElementsByTagNameNS(ATOM, "link")[0]?.getAttribute("href") ?? undefined,
  }));
}

export type ReadEvent = {
  readonly uid: string;
  readonly summary: string;
  readonly start: number;
  readonly end: number;
  readonly sequence: number;
  readonly status: string | null;
};

/** Events of an iCalendar file; times in Unix seconds. */
export function readIcs(text: string): readonly ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  if (calendar.getFirstPropertyValue("version") !== "2.0") throw new Error("no calendar of version 2.0");
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    if (component.getFirstPropertyValue("dtstamp") === null) throw new Error("an event without DTSTAMP");
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toUnixTime(),
      end: event.endDate.toUnixTime(),
      sequence: event.sequence,
      status: component.getFirstPropertyValue("status") as string | null,
    };
  });
}

/** Lines of a CSV file by its column names. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  return parse(text, { columns: true, relax_column_count: false });
}
