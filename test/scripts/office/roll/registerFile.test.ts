import { expect } from "chai";
import { Command, InvalidArgumentError } from "commander";
import { day, lastDay, votingDay, withFile } from "../../../../scripts/office/roll/registerFile.ts";

const at = (text: string) => () => Date.parse(text);

describe("The days that an office's commands are given", () => {
  it("are those of Korea where none is given, on both sides of midnight there and in Greenwich", () => {
    for (const [now, wanted] of [
      ["2027-05-31T14:59:00Z", "2027-05-31"],
      ["2027-05-31T15:00:00Z", "2027-06-01"],
      ["2027-05-31T23:59:00Z", "2027-06-01"],
      ["2027-06-01T00:01:00Z", "2027-06-01"],
      ["2027-12-31T15:00:00Z", "2028-01-01"],
    ] as const) {
      expect(withFile(new Command(), at(now)).getOptionValue("on"), now).to.equal(wanted);
    }
  });

  it("are days of the calendar, written in one way", () => {
    expect(day("2028-02-29")).to.equal("2028-02-29");
    for (const text of ["2027-02-29", "2027-11-31", "2027-6-1", "20270601", "tomorrow", ""]) {
      expect(() => day(text), text).to.throw(InvalidArgumentError, "Give a day, for example 2027-06-01.");
    }
  });

  it("are not years ahead where an age counts", () => {
    const morning = at("2027-05-31T23:00:00Z");
    expect(votingDay("2029-06-01", morning)).to.equal("2029-06-01");
    for (const far of ["2127-06-01", "2072-06-01"]) {
      expect(() => votingDay(far, morning), far).to.throw(InvalidArgumentError, "It is years ahead");
    }
    expect(() => votingDay("2027-06-31", morning)).to.throw(InvalidArgumentError, "Give a day, for example");
  });

  it("are not past where something is valid until then; today in Korea is not", () => {
    const morning = at("2027-05-31T23:00:00Z");
    expect(lastDay("2027-06-01", morning)).to.equal("2027-06-01");
    expect(lastDay("2027-12-31", morning)).to.equal("2027-12-31");
    for (const past of ["2027-05-31", "2026-12-31", "1927-06-02"]) {
      expect(() => lastDay(past, morning), past).to.throw(InvalidArgumentError, "today is 2027-06-01 in Korea");
    }
    expect(() => lastDay("2027-06-31", morning)).to.throw(InvalidArgumentError, "Give a day");
  });
});
