import { expect } from "chai";
import { named, OFFICE_FAULTS } from "./campaignFaults.ts";
import { runOfficeCampaign } from "./officeFaults.ts";

/** Of the whole campaign (`node test/campaign/officeFaults.ts`), what is most likely to break. */
const few = [
  "kill at enrol.written",
  "kill at round.bookRead",
  "kill at send.stored",
  "kill at send.broadcast",
  "time-out at eth_sendRawTransaction",
  "wrong at eth_sendRawTransaction",
  "wrong at eth_estimateGas",
  "wrong at eth_getLogs",
  "wrong at eth_getBlockByNumber",
  "reorganisation at eth_sendRawTransaction",
  "stolen nonce at eth_sendRawTransaction",
  "underpriced at eth_sendRawTransaction",
  "disk full at putEnrolment",
  "disk full at putIntent",
  "lost database at accepted",
];

describe("An office under faults", function () {
  this.timeout(300_000);

  it("loses and doubles no acknowledged enrolment", async () => {
    const faults = named(OFFICE_FAULTS, few);
    const { fired, acknowledged, lost, doubled, broken } = await runOfficeCampaign({
      faults,
      nodes: 3,
      times: 2,
      durability: "durable",
    });
    expect(broken).to.deep.equal([]);
    expect(fired).to.be.greaterThan(25);
    expect(acknowledged).to.be.greaterThan(35);
    expect([lost, doubled]).to.deep.equal([0, 0]);
  });

  it("is found to lose enrolments when the write before the acknowledgement is taken out", async () => {
    const faults = named(OFFICE_FAULTS, ["kill at round.bookRead"]);
    const { fired, lost, doubled } = await runOfficeCampaign({ faults, nodes: 1, times: 3, durability: "lazy" });
    expect(fired).to.equal(3);
    expect(lost).to.be.greaterThan(0);
    expect(doubled).to.equal(0);
  });
});
