import { expect } from "chai";
import { daily, weekly } from "../../../sdk/proposals/votingDays.ts";

const korea = (time: string) => Date.parse(`${time}+09:00`) / 1000;

describe("Voting days", () => {
  it("are at one time of the day in Korea, before 9 h too, which is another day in UTC", () => {
    for (const [hour, time] of [
      [6, "2027-03-01T06:00"],
      [9, "1999-12-31T09:00"],
      [20, "2026-06-30T20:00"],
    ] as const) {
      const { alignEvery, alignOffset } = daily(hour * 3_600);
      expect(korea(time) % alignEvery).to.equal(alignOffset);
    }
  });

  it("are one day of the week in Korea, each of them at every hour", () => {
    // 2 August 2026 is a Sunday.
    for (let weekday = 0; weekday < 7; weekday++) {
      for (let hour = 0; hour < 24; hour++) {
        const { alignEvery, alignOffset } = weekly(weekday, hour * 3_600);
        const time = `2026-08-0${2 + weekday}T${String(hour).padStart(2, "0")}:00`;
        expect(korea(time) % alignEvery, time).to.equal(alignOffset);
        expect(alignOffset).to.be.within(0, alignEvery - 1);
      }
    }
  });
});
