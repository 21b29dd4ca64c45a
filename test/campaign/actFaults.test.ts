import { expect } from "chai";
import { runActCampaign } from "./actFaults.ts";
import { ACT_FAULTS, named } from "./campaignFaults.ts";

/** Of the whole campaign (`node test/campaign/actFaults.ts`), what is most likely to break. */
const few = ["kill at intake.written", "kill at watch.ended"];

describe("A relayer of acts under faults", function () {
  this.timeout(300_000);

  it("loses and doubles no acknowledged act, but what a quota came before", async () => {
    const faults = named(ACT_FAULTS, few);
    const { fired, acknowledged, lost, doubled, broken } = await runActCampaign({ faults, nodes: 3, times: 6 });
    expect(broken).to.deep.equal([]);
    expect(fired).to.be.greaterThan(6);
    expect(acknowledged).to.be.greaterThan(10);
    expect([lost, doubled]).to.deep.equal([0, 0]);
  });

  it("is found to lose acts when the write before the acknowledgement is taken out", async () => {
    const faults = named(ACT_FAULTS, ["kill at watch.headRead"]);
    const { fired, lost, doubled } = await runActCampaign({ faults, nodes: 1, times: 3, durability: "lazy" });
    expect(fired).to.equal(3);
    expect(lost).to.be.greaterThan(0);
    expect(doubled).to.equal(0);
  });
});
