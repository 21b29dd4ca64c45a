import { expect } from "chai";
import { handInEnrolment } from "../../../sdk/enrolling/officeClient.ts";
import type { OfficeService } from "../../../services/registrar/office.ts";
import { DEFAULT_LIMITS } from "../../../services/registrar/works.ts";
import { errorOf } from "../../errorOf.ts";
import { limitedNode } from "../../rpcLimits.ts";
import { drip, hang, type RpcProxy, startRpcProxy } from "../../rpcProxy.ts";
import { REACH } from "./syntheticDevice.ts";
import { syntheticOffices } from "./syntheticOffices.ts";

describe("An office on a chain with limits", function () {
  this.timeout(120_000);
  const town = syntheticOffices();
  let node: RpcProxy;
  let office: OfficeService;
  const said: string[] = [];

  before(async () => {
    node = await startRpcProxy(town.world.chain.url);
  });
  beforeEach(async () => {
    node.answer = () => undefined;
    said.splice(0);
    office = await town.world.office("registrar", {
      rpc: node.url,
      rpcTimeout: 2_000,
      grace: 200,
      limits: { staleAfter: DEFAULT_LIMITS.staleAfter },
      clock: () => town.now,
      say: (line) => said.push(line),
    });
  });
  afterEach(() => office.close());
  after(() => node.close());

  async function handIn(): Promise<void> {
    const { device } = await town.resident();
    await handInEnrolment(office.url, await device.enrol(await device.present()), REACH);
  }

  it("takes no enrolment while its node refuses its transactions, and says why in the node's words", async () => {
    await handIn();
    node.answer = limitedNode({ refuses: "Sender account not authorized to send transactions" });
    for (let i = 0; i < 3; i++) await office.work();
    expect(office.health()).to.deep.include({
      status: "node refuses",
      said: "Sender account not authorized to send transactions",
      waiting: 1,
    });
    expect(said).to.deep.equal(["The node takes no transaction: Sender account not authorized to send transactions"]);
    const error = await errorOf(handIn(), Error);
    expect(error.message).to.contain("NODE_REFUSES");
    node.answer = () => undefined;
    town.now += 400_000;
    for (let i = 0; i < 2; i++) await office.work();
    expect(office.health()).to.deep.include({ status: "single-node", waiting: 0, said: null });
  });

  it("enrols on a chain that has no base fee, and cuts by the bytes that its node takes", async () => {
    node.answer = limitedNode({ noBaseFee: true, refuseType2: true, transactionBytes: 3_000, range: 500 });
    for (let i = 0; i < 4; i++) await handIn();
    for (let i = 0; i < 6; i++) await office.work();
    expect(office.health()).to.deep.include({ status: "single-node", waiting: 0 });
  });

  it("says how old its reading of the chain is, and promises nothing by an old one", async () => {
    town.now += 90_001;
    expect(office.health()).to.deep.include({ status: "chain stale", headAge: 90 });
    await office.work();
    expect(office.health()).to.deep.include({ status: "single-node", headAge: 0 });
  });

  for (const [what, transport] of [
    ["drips for ever", drip],
    ["never answers", hang],
  ] as const) {
    it(`is stopped in time where its node ${what}`, async () => {
      node.answer = () => transport;
      void office.work();
      const asked = performance.now();
      await office.close();
      expect(performance.now() - asked).to.be.lessThan(3_000);
    });
  }
});
