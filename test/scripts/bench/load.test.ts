import { expect } from "chai";
import { hanpyo } from "../runHanpyo.ts";

describe("hanpyo bench load", function () {
  this.timeout(300_000);

  it("has every ballot acknowledged, casts it once, and says what it took", async () => {
    const settings = "--ballots 3 --at-once 2 --batch-delay 1 --no-write --json";
    const { code, out, err } = await hanpyo(["bench", "load", ...settings.split(" ")]);
    expect(code, err).to.equal(0);
    const figures = JSON.parse(out);
    expect(figures).to.include({
      "ballots.sent": 3,
      "ballots.lost": 0,
      "ballots.doubled": 0,
      atOnce: 2,
      batchDelay: 1,
    });
    expect(figures["gas.perBallot"]).to.be.within(100_000, 500_000);
    expect(figures["perSecond.acknowledgements"]).to.be.greaterThan(0);
    const [p50, p99] = ["p50", "p99"].map((name) => figures[`milliseconds.acknowledgement.${name}`]);
    expect(p50).to.be.greaterThan(0);
    expect(p99).to.be.at.least(p50);
  });
});
