import { z } from "zod";

/** How people write a day: 2001-03-04, 2001.3.4., 2001/3/4, 20010304, 2001년 3월 4일. */
const FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.?$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})(\d\d)(\d\d)$/,
  /^(\d{4})년 ?(\d{1,2})월 ?(\d{1,2})일$/,
];
const ZONED = /^(?<day>[^T]+)T(?<time>[\d:]+)(?<zone>Z|[+-](?<hours>\d\d):(?<minutes>[0-5]\d))$/;
const isoDay = z.iso.date();
const isoTime = z.iso.time();

/** No place is further from Greenwich. */
const FURTHEST = 14;
const koreanDate = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Seoul", dateStyle: "short" });

/** A day as YYYY-MM-DD, from any of `FORMS`; undefined for a day that is not in the calendar, which is never moved. */
export function dayOf(text: string): string | undefined {
  const written = text.normalize("NFC");
  for (const form of FORMS) {
    const [, year = "", month = "", day = ""] = form.exec(written) ?? [];
    if (year === "") continue;
    return isoDay.safeParse(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`).data;
  }
  return undefined;
}

/**
 * Unix seconds of a time with its zone, as 2027-03-02T09:00+09:00, with or without whole seconds; undefined for a day or
 * hour that is not in the calendar (31 November, 24:00, a second 60), which is never moved.
 */
export function instantOf(text: string): number | undefined {
  const { day, time, hours = "0", minutes = "0" } = ZONED.exec(text)?.groups ?? {};
  const isReal = isoDay.safeParse(day).success && isoTime.safeParse(time).success;
  if (!isReal || Number(hours) + Number(minutes) / 60 > FURTHEST) return undefined;
  return Date.parse(text) / 1000;
}

/** The day in Korea, as YYYY-MM-DD. @param now Unix milliseconds. */
export function koreanDay(now: number): string {
  return koreanDate.format(now);
}

/** Unix seconds of the end of a day in Korea. @param day YYYY-MM-DD, a day of the calendar. */
export function endOfKoreanDay(day: string): number {
  return Date.parse(`${day}T00:00:00+09:00`) / 1000 + 86_400;
}

/** Full years from a birth date to a day, both YYYY-MM-DD; who was born on 29 February is older from 1 March. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
