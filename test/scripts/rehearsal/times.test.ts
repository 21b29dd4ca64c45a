import { expect } from "chai";
import { demoPlan } from "../../../scripts/rehearsal/demoPlan.ts";
import { DAYS, leastDuration, realTimes } from "../../../scripts/rehearsal/times.ts";

const plan = { ballots: demoPlan.ballots.slice(0, 6), trustees: 3 };
const MINUTE = 60;

describe("The times of an election that is rehearsed in real time", () => {
  for (const [chain, lag] of [
    ["that is final at once", { blocks: 0, seconds: 0, blockSeconds: 1 }],
    [
      "that takes 12 s for a block and a quarter of an hour to be final",
      { blocks: 75, seconds: 900, blockSeconds: 12 },
    ],
    ["of slow blocks", { blocks: 2, seconds: 240, blockSeconds: 120 }],
  ] as const) {
    it(`keep the rules of the contract on a chain ${chain}, and leave room for what must be final`, () => {
      const times = realTimes(lag, plan);
      expect(times.untilCensus).to.be.greaterThan(lag.blockSeconds);
      expect(times.consenting).to.be.greaterThan(lag.seconds + plan.trustees * lag.blockSeconds);
      expect(times.openGrace).to.be.greaterThan(lag.blockSeconds);
      expect(times.voting).to.be.greaterThan(times.openGrace);
      expect(times.sealDelay).to.be.at.least(MINUTE);
      expect(times.sharing).to.be.greaterThan(times.closeGrace + times.sealDelay);
      expect(times.dealing).to.be.greaterThan(times.registering + lag.seconds);
    });
  }

  it("are minutes where finality takes seconds, and days where the clock is moved", () => {
    const quick = realTimes({ blocks: 8, seconds: 32, blockSeconds: 4 }, plan);
    expect(leastDuration(quick)).to.be.within(5 * MINUTE, 15 * MINUTE);
    expect(leastDuration(DAYS)).to.be.greaterThan(10 * 24 * 60 * MINUTE);
  });
});
