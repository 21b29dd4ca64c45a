import { expect } from "chai";
import { named, RELAYER_FAULTS } from "./campaignFaults.ts";
import { runCampaign } from "./relayerFaults.ts";

/** Of the whole campaign (`node test/campaign/relayerFaults.ts`), what is most likely to break. */
const few = [
  "kill at intake.written",
  "kill at watch.headRead",
  "kill at send.broadcast",
  "time-out at eth_sendRawTransaction",
  "reset at eth_sendRawTransaction",
  "wrong at eth_sendRawTransaction",
  "wrong at eth_estimateGas",
  "reorganisation at eth_sendRawTransaction",
  "stolen nonce at eth_sendRawTransaction",
  "underpriced at eth_sendRawTransaction",
  "replaced at eth_getBlockByNumber",
  "empty at eth_sendRawTransaction",
  "disk full at insert",
  "disk full at putIntent",
  "lost database at sent",
];

describe("A relayer under faults", function () {
  this.timeout(300_000);

  it("loses and doubles no acknowledged ballot", async () => {
    const faults = named(RELAYER_FAULTS, few);
    const { fired, acknowledged, lost, doubled, broken } = await runCampaign({ faults, nodes: 3, times: 4 });
    expect(broken).to.deep.equal([]);
    expect(fired).to.be.greaterThan(50);
    expect(acknowledged).to.be.greaterThan(50);
    expect([lost, doubled]).to.deep.equal([0, 0]);
  });

  it("loses and doubles none when its process is killed, whenever that is in the life of a batch", async () => {
    const { fired, acknowledged, lost, doubled, broken } = await runCampaign({
      faults: [],
      nodes: 3,
      times: 0,
      kills: 4,
    });
    expect(broken).to.deep.equal([]);
    expect([fired, lost, doubled]).to.deep.equal([4, 0, 0]);
    // Three in each of six batches, all of which are acknowledged in the end.
    expect(acknowledged).to.equal(18);
  });

  it("is found to lose ballots when it is killed before it has written what it acknowledged", async () => {
    const { fired, lost, doubled } = await runCampaign({
      faults: [],
      nodes: 3,
      times: 0,
      kills: 1,
      durability: "lazy",
    });
    expect([fired, doubled]).to.deep.equal([1, 0]);
    // All of the last batch, with what it took over from the one before.
    expect(lost).to.be.at.least(3);
  });

  it("is found to lose ballots when the write before the acknowledgement is taken out", async () => {
    const faults = named(RELAYER_FAULTS, ["kill at watch.headRead"]);
    const { fired, lost, doubled } = await runCampaign({ faults, nodes: 1, times: 3, durability: "lazy" });
    expect(fired).to.equal(3);
    expect(lost).to.be.greaterThan(0);
    expect(doubled).to.equal(0);
  });
});
