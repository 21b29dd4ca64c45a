import { expect } from "chai";
import { registryAt } from "../../../sdk/chain/townContracts.ts";
import type { EnrolmentFile } from "../../../sdk/enrolling/officeAnswers.ts";
import { handInEnrolment, type OfficeRefusedError, readEnrolmentStatus } from "../../../sdk/enrolling/officeClient.ts";
import type { OfficeService } from "../../../services/registrar/office.ts";
import { errorOf } from "../../errorOf.ts";
import { limitedNode } from "../../rpcLimits.ts";
import { hang, type RpcProxy, type Saying, startRpcProxy } from "../../rpcProxy.ts";
import { REACH } from "./syntheticDevice.ts";
import { syntheticOffices } from "./syntheticOffices.ts";

describe("An office's book of its registry, with two nodes of which one may lie or be silent", function () {
  this.timeout(120_000);
  const town = syntheticOffices();
  let nodes: RpcProxy[];
  let office: OfficeService;

  beforeEach(async () => {
    nodes = await Promise.all([startRpcProxy(town.world.chain.url), startRpcProxy(town.world.chain.url)]);
    const rpc = nodes.map(({ url }) => url);
    const limits = { finality: 0 };
    office = await town.world.office("registrar", { rpc, rpcTimeout: 1_000, clock: () => town.now, limits });
  });
  afterEach(async () => {
    await office.close();
    for (const node of nodes) await node.close();
  });

  const node = (index: number) => nodes[index] as RpcProxy;

  async function handIn(): Promise<EnrolmentFile> {
    const { device } = await town.resident();
    const file = await device.enrol(await device.present());
    await handInEnrolment(office.url, file, REACH);
    return file;
  }

  const stateOf = async ({ identityCommitment }: EnrolmentFile) =>
    (await readEnrolmentStatus(office.url, BigInt(identityCommitment), REACH)).state;

  async function work(rounds: number): Promise<void> {
    for (let i = 0; i < rounds; i++) await office.work();
  }

  it("calls an enrolment final once both show it below a block that both call final", async () => {
    const before = await town.world.chain.provider.getBlockNumber();
    node(1).answer = limitedNode({ finalized: before });
    const file = await handIn();
    await work(3);
    expect(await stateOf(file)).to.equal("included");
    expect(office.health()).to.deep.include({ status: "ok", nodes: 2, answering: 2, final: before });
    node(1).answer = () => undefined;
    await work(1);
    expect(await stateOf(file)).to.equal("final");
  });

  it("settles nothing and takes nothing while they show different registries", async () => {
    const file = await handIn();
    // The last enrolment alone is hidden, as long as nothing of it was final.
    const hides: Saying = async ({ method }, pass) =>
      method === "eth_getLogs" ? { ...(await pass()), result: [] } : undefined;
    node(1).answer = hides;
    await work(3);
    expect(await stateOf(file)).to.equal("included");
    expect(office.health().status).to.equal("nodes disagree");
    expect((await errorOf(handIn(), Error)).message).to.contain("NODES_DISAGREE");
    node(1).answer = () => undefined;
    await work(2);
    expect(await stateOf(file)).to.equal("final");
    expect(office.health()).to.deep.include({ status: "ok", said: null });
  });

  it("goes on by the other one where the node in use hangs", async () => {
    node(0).answer = () => hang;
    const file = await handIn();
    await work(3);
    expect(["included", "final"]).to.include(await stateOf(file));
    expect(office.health()).to.deep.include({ nodes: 2, answering: 1, failure: null });
  });

  it("takes a lone node's word where office file and registry both say that it is for tests, and nowhere else", async () => {
    const { device } = await town.resident();
    const file = await device.enrol(await device.present());
    const isTest = registryAt(town.world.registry.registry, town.world.chain.provider).interface.getFunction("isTest");
    const alone = async (declared: boolean, said: boolean) => {
      await office.close();
      node(0).answer = ({ method, params }) => {
        const [call] = params as readonly [{ readonly data?: string }?];
        const isAsked = method === "eth_call" && call?.data === isTest?.selector;
        return isAsked ? { result: `0x${String(Number(said)).padStart(64, "0")}` } : undefined;
      };
      const settings = { rpc: node(0).url, clock: () => town.now, limits: { finality: 0 }, isTest: declared };
      office = await town.world.office("registrar", settings);
      return handInEnrolment(office.url, file, REACH).then(
        ({ state }) => state,
        (error: OfficeRefusedError) => error.refusal,
      );
    };
    expect(await alone(false, true)).to.equal("NODE_ALONE");
    expect(await alone(true, false)).to.equal("NODE_ALONE");
    expect(await alone(true, true)).to.equal("waiting");
  });
});
