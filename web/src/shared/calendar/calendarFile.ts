/** One moment that somebody may want to be reminded of. */
export type CalendarEvent = {
  /** The same for the same moment of the same election, so that a calendar replaces what it has. */
  readonly uid: string;
  /** Unix seconds. */
  readonly at: number;
  readonly title: string;
  readonly text: string;
  readonly url: string;
  /** Hours before it at which the calendar reminds; none: it does not. */
  readonly remindBefore?: number;
};

/** Most bytes of a line (RFC 5545, section 3.1), without its end. */
const LINE = 75;

/**
 * A calendar file (RFC 5545) with events that take no time. Times are universal time, which every calendar shows in its
 * own zone; what the text says of them is up to the caller.
 * @param now Unix seconds at which the file is made.
 */
export function calendarFile(events: readonly CalendarEvent[], now: number): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Hanpyo//Page//EN",
    "CALSCALE:GREGORIAN",
    ...events.flatMap((event) => linesOf(event, now)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function linesOf({ uid, at, title, text, url, remindBefore }: CalendarEvent, now: number): readonly string[] {
  const alarm =
    remindBefore === undefined
      ? []
      : [
          "BEGIN:VALARM",
          "ACTION:DISPLAY",
          `DESCRIPTION:${escaped(title)}`,
          `TRIGGER:-PT${remindBefore}H`,
          "END:VALARM",
        ];
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(at)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    ...alarm,
    "END:VEVENT",
  ];
}

/** "20270302T000000Z". */
function utc(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

/** A text's value (RFC 5545, section 3.3.11): no line of it becomes a line of the file. */
function escaped(text: string): string {
  return (
    text
      .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in the file
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
      .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
      .replaceAll("\n", "\\n")
  );
}

/** Lines of at most 75 bytes, the next ones begun by a space; no character is cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const lines: string[] = [];
  let current = "";
  let bytes = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (bytes + size > LINE) {
      lines.push(current);
      current = " ";
      bytes = 1;
    }
    current += character;
    bytes += size;
  }
  return [...lines, current].join("\r\n");
}
