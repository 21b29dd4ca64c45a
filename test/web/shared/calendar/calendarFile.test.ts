import { expect } from "chai";
import { type CalendarEvent, calendarFile } from "../../../../web/src/shared/calendar/calendarFile.ts";

const event: CalendarEvent = {
  uid: "closes-31337-0xab@hanpyo",
  at: Date.UTC(2027, 1, 8, 9, 0, 0) / 1000,
  title: "투표 마감: 우리 동네 예산",
  text: "한국 시간 2027년 2월 8일 (월) 오후 6:00",
  url: "https://vote.example/v/0xab",
  remindBefore: 24,
};

/** The file's lines as a calendar reads them: unfolded. */
function linesOf(file: string): readonly string[] {
  expect(file.endsWith("\r\n")).to.equal(true);
  return file.replaceAll("\r\n ", "").slice(0, -2).split("\r\n");
}

describe("calendar files", () => {
  it("hold an event with its time in universal time, its text, and a reminder", () => {
    expect(linesOf(calendarFile([event], Date.UTC(2027, 0, 1) / 1000))).to.deep.equal([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Hanpyo//Page//EN",
      "CALSCALE:GREGORIAN",
      "BEGIN:VEVENT",
      "UID:closes-31337-0xab@hanpyo",
      "DTSTAMP:20270101T000000Z",
      "DTSTART:20270208T090000Z",
      "SUMMARY:투표 마감: 우리 동네 예산",
      "DESCRIPTION:한국 시간 2027년 2월 8일 (월) 오후 6:00",
      "URL:https://vote.example/v/0xab",
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "DESCRIPTION:투표 마감: 우리 동네 예산",
      "TRIGGER:-PT24H",
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
    ]);
  });

  it("let no text begin a line of its own, and escape what calendars would read as signs", () => {
    for (const end of ["\n", "\r", "\r\n", "\u2028"]) {
      const title = `가;나,다\\라${end}END:VEVENT`;
      const lines = linesOf(calendarFile([{ ...event, title }], 0));
      expect(lines).to.include("SUMMARY:가\\;나\\,다\\\\라\\nEND:VEVENT");
      expect(lines.filter((line) => line === "END:VEVENT")).to.have.length(1);
    }
    const hidden = linesOf(calendarFile([{ ...event, title: "가\u0000\u0007나" }], 0));
    expect(hidden).to.include("SUMMARY:가나");
  });

  it("have no line of more than 75 bytes, at every length, and cut no character in two", () => {
    for (let length = 0; length < 160; length++) {
      for (const sign of ["a", "가", "🗳"]) {
        const title = sign.repeat(length);
        const file = calendarFile([{ ...event, title }], 0);
        const longest = Math.max(...file.split("\r\n").map((line) => Buffer.byteLength(line)));
        expect(longest).to.be.at.most(75);
        expect(linesOf(file)).to.include(`SUMMARY:${title}`);
      }
    }
  });
});
