const FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.?$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})(\d\d)(\d\d)$/,
];

/** A day as YYYY-MM-DD, from that, 2001.3.4., 2001/3/4 or 20010304; undefined for a day that is not in the calendar. */
export function dayOf(text: string): string | undefined {
  for (const form of FORMS) {
    const [, year, month, day] = form.exec(text) ?? [];
    if (year === undefined || month === undefined || day === undefined) continue;
    const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    const time = Date.parse(`${iso}T00:00:00Z`);
    return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
  }
  return undefined;
}

/** Full years from a birth date to a day, both YYYY-MM-DD; who was born on 29 February is older from 1 March. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
