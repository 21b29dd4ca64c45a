import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { dayOf, endOfKoreanDay, instantOf, koreanDay } from "../../../scripts/terminal/calendar.ts";

const IMPOSSIBLE = ["2027-11-31", "2027-02-29", "2027-06-31", "2100-02-29", "2027-00-10", "2027-01-00", "2027-13-01"];

describe("The calendar", () => {
  it("takes a day in every notation that people use, and gives one", () => {
    const notations = ["1985-03-02", "1985-3-2", "1985.3.2", "1985. 3. 2.", "1985/03/02", "19850302", "1985년 3월 2일"];
    for (const text of [...notations, "1985년3월2일", "1985년 03월 02일".normalize("NFD")]) {
      expect(dayOf(text), text).to.equal("1985-03-02");
    }
    for (const text of ["85-03-02", "02.03.1985", "3/2/1985", "1985-3", "1985 3 2", "31108", "1985-03-02T00:00", ""]) {
      expect(dayOf(text), text).to.equal(undefined);
    }
  });

  it("moves no day that there is not, in any notation", () => {
    expect([dayOf("2028-02-29"), dayOf("2000-02-29")]).to.deep.equal(["2028-02-29", "2000-02-29"]);
    for (const day of IMPOSSIBLE) {
      const [year, month, date] = day.split("-");
      for (const text of [day, day.replaceAll("-", "."), day.replaceAll("-", ""), `${year}년 ${month}월 ${date}일`]) {
        expect(dayOf(text), text).to.equal(undefined);
      }
      expect(instantOf(`${day}T09:00+09:00`), day).to.equal(undefined);
    }
  });

  it("takes a time with its zone, to the minute or to the second", () => {
    const wanted = Date.UTC(2027, 2, 2) / 1000;
    for (const text of ["2027-03-02T09:00+09:00", "2027-03-02T09:00:00+09:00", "2027-03-02T00:00Z"]) {
      expect(instantOf(text), text).to.equal(wanted);
    }
    const hours = ["T24:00+09:00", "T09:60+09:00", "T09:00:60+09:00", "T9:00+09:00", "T09:00", "T09:00+24:00"];
    for (const hour of [...hours, "T09:00+14:30", "T09:00:00.5+09:00", "T0900+09:00", " 09:00+09:00", ""]) {
      expect(instantOf(`2027-03-02${hour}`), hour).to.equal(undefined);
    }
  });

  it("has the day of Korea, which begins at 15:00 UTC", () => {
    const day = (text: string) => koreanDay(Date.parse(text));
    expect(day("2027-05-31T14:59:59Z")).to.equal("2027-05-31");
    expect(day("2027-05-31T15:00:00Z")).to.equal("2027-06-01");
    expect(day("2027-05-31T23:59:59Z")).to.equal("2027-06-01");
    expect(day("2027-06-01T00:00:00Z")).to.equal("2027-06-01");
    expect(day("2026-12-31T15:00:00Z")).to.equal("2027-01-01");
    expect(endOfKoreanDay("2027-05-31")).to.equal(Date.parse("2027-05-31T15:00:00Z") / 1000);
    expect(endOfKoreanDay("2027-12-31")).to.equal(Date.parse("2028-01-01T00:00:00+09:00") / 1000);
  });

  it("is the only reader of dates among the commands", () => {
    const files = readdirSync(`${projectRoot}scripts`, { recursive: true, encoding: "utf8" });
    const reading = files.filter(
      (name) => name.endsWith(".ts") && readFileSync(`${projectRoot}scripts/${name}`, "utf8").includes("Date.parse("),
    );
    expect(reading).to.deep.equal(["terminal/calendar.ts"]);
  });
});
