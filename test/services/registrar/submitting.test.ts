import { expect } from "chai";
import { Wallet } from "ethers";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { registryAt } from "../../../sdk/chain/townContracts.ts";
import type { EnrolmentFile } from "../../../sdk/enrolling/officeAnswers.ts";
import { handInEnrolment, readEnrolmentStatus } from "../../../sdk/enrolling/officeClient.ts";
import type { OfficeService } from "../../../services/registrar/office.ts";
import { type RpcProxy, startRpcProxy } from "../../rpcProxy.ts";
import { REACH, syntheticDevice } from "./syntheticDevice.ts";
import { syntheticOffices } from "./syntheticOffices.ts";

describe("An office that submits", function () {
  this.timeout(120_000);
  const town = syntheticOffices();
  let node: RpcProxy;
  let office: OfficeService;

  const rpc = (method: string, ...params: unknown[]) => town.world.chain.provider.send(method, params);
  const account = () => new Wallet(town.world.keys.registrar.accountKey).address;
  const handedOver = () => node.called.filter((method) => method === "eth_sendRawTransaction").length;
  const book = () => town.world.rolls.registrar.database;

  before(async () => {
    node = await startRpcProxy(town.world.chain.url);
  });
  beforeEach(async () => {
    node.answer = () => undefined;
    office = await town.world.office("registrar", { rpc: node.url, clock: () => town.now });
  });
  afterEach(() => office.close());
  after(() => node.close());

  /** An enrolment that the office acknowledged. */
  async function acknowledged(): Promise<EnrolmentFile> {
    const { device } = await town.resident();
    const file = await device.enrol(await device.present());
    await handInEnrolment(office.url, file, REACH);
    node.called = [];
    return file;
  }

  const statusOf = ({ identityCommitment }: EnrolmentFile) =>
    readEnrolmentStatus(office.url, BigInt(identityCommitment), REACH);

  async function timesEnrolled({ identityCommitment }: EnrolmentFile): Promise<number> {
    const history = await readRollHistory(town.world.registry.registry, town.world.chain.provider);
    const enrolments = history.flatMap(({ enrolments: all }) => all);
    return enrolments.filter((one) => String(one.identityCommitment) === identityCommitment).length;
  }

  it("hands nothing to the node on an estimate below what any enrolment costs", async () => {
    const file = await acknowledged();
    // A node that would try the call with all gas there is, whatever it is told.
    node.answer = ({ method, params }, pass) => {
      if (method === "eth_estimateGas") return { result: "0xea5f" };
      const [{ gas: _, ...call } = {}] = params as readonly [{ readonly gas?: string }?];
      return method === "eth_call" ? pass({ method, params: [call, "latest"] }) : undefined;
    };
    for (let i = 0; i < 3; i++) await office.work();
    expect(node.called).to.include("eth_estimateGas");
    expect(handedOver()).to.equal(0);
    node.answer = () => undefined;
    for (let i = 0; i < 2; i++) await office.work();
    expect(await timesEnrolled(file)).to.equal(1);
  });

  it("only sets aside what a node refuses without naming an error of the contract", async () => {
    const file = await acknowledged();
    const error = { code: 3, message: "execution reverted", data: "0x" };
    node.answer = ({ method }) => (method === "eth_estimateGas" ? { error } : undefined);
    await office.work();
    expect(await statusOf(file)).to.include({ state: "waiting", refusal: null });
    node.answer = () => undefined;
    town.now += 5_000;
    for (let i = 0; i < 2; i++) await office.work();
    expect((await statusOf(file)).state).to.equal("included");
  });

  it("tries what the contract refused again, as long as its voucher is valid", async () => {
    const file = await acknowledged();
    const { interface: registry } = registryAt(town.world.registry.registry, town.world.chain.provider);
    const error = {
      code: 3,
      message: "execution reverted",
      data: registry.encodeErrorResult("SiblingsMissing", [0, 1]),
    };
    node.answer = ({ method }) => (method === "eth_estimateGas" ? { error } : undefined);
    await office.work();
    expect(await statusOf(file)).to.include({ state: "refused", refusal: "REFUSED_SIBLINGS_MISSING" });
    node.answer = () => undefined;
    for (let i = 0; i < 2; i++) await office.work();
    expect((await statusOf(file)).state, "set aside").to.equal("refused");
    town.now += 5_000;
    for (let i = 0; i < 2; i++) await office.work();
    expect((await statusOf(file)).state).to.equal("included");
    expect(await timesEnrolled(file)).to.equal(1);
  });

  it("brings both of a resident's enrolments again when a reorganisation dropped them, whatever their order", async () => {
    for (let i = 0; i < 4; i++) {
      const resident = await town.resident();
      const snapshot = await rpc("evm_snapshot");
      const files: EnrolmentFile[] = [];
      for (const device of [resident.device, syntheticDevice(town.world, town.offices, resident.visits)]) {
        const file = await device.enrol(await device.present());
        await handInEnrolment(office.url, file, REACH);
        for (let round = 0; round < 2; round++) await office.work();
        files.push(file);
      }
      expect(files.map(({ sequence }) => sequence)).to.deep.equal([1, 2]);
      await rpc("evm_revert", snapshot);
      await town.world.chain.mine(1);
      town.now += 61_000;
      for (let round = 0; round < 6; round++) {
        await office.work();
        town.now += 5_000;
      }
      expect(await Promise.all(files.map(timesEnrolled))).to.deep.equal([1, 1]);
    }
  });

  it("hands nothing to the node that its account cannot pay for, says so, and goes on once it is filled", async () => {
    const file = await acknowledged();
    const balance = await rpc("eth_getBalance", account(), "latest");
    await rpc("hardhat_setBalance", account(), "0x3b9aca00");
    for (let i = 0; i < 3; i++) await office.work();
    expect(office.health()).to.deep.include({ status: "account empty", waiting: 1, failure: null });
    expect(handedOver()).to.equal(0);
    await rpc("hardhat_setBalance", account(), balance);
    for (let i = 0; i < 2; i++) await office.work();
    expect(office.health()).to.deep.include({ status: "single-node", waiting: 0 });
    expect(await timesEnrolled(file)).to.equal(1);
  });

  it("keeps acknowledged enrolments going to the chain while the disk takes nothing, and says so", async () => {
    const first = await acknowledged();
    book().exec("PRAGMA query_only = ON");
    try {
      for (let i = 0; i < 3; i++) await office.work();
      expect(await timesEnrolled(first)).to.equal(1);
      expect(office.health().failure).to.equal("STORAGE_FAILED");
    } finally {
      book().exec("PRAGMA query_only = OFF");
    }
    const second = await acknowledged();
    for (let i = 0; i < 2; i++) await office.work();
    expect([await timesEnrolled(first), await timesEnrolled(second)]).to.deep.equal([1, 1]);
    expect(office.health()).to.deep.include({ status: "single-node", waiting: 0, failure: null });
  });

  it("reads its book anew for refusals that show it wrong alone, and at most once a minute", async () => {
    await office.close();
    const settings = { rpc: node.url, clock: () => town.now, limits: { finality: 0, setAsideDelay: 1 } };
    office = await town.world.office("registrar", settings);
    const { interface: registry } = registryAt(town.world.registry.registry, town.world.chain.provider);
    await acknowledged();
    let said = "0x";
    let earliest = Number.POSITIVE_INFINITY;
    node.answer = ({ method, params }) => {
      if (method === "eth_getLogs") {
        const [{ fromBlock }] = params as readonly [{ readonly fromBlock: string }];
        earliest = Math.min(earliest, Number(fromBlock));
      }
      return method === "eth_estimateGas"
        ? { error: { code: 3, message: "execution reverted", data: said } }
        : undefined;
    };
    /** From which block on the registry is read after the contract refused with these words. */
    const readAfter = async (data: string) => {
      said = data;
      town.now += 1_000;
      await office.work();
      earliest = Number.POSITIVE_INFINITY;
      await office.work();
      return earliest;
    };
    const head = await town.world.chain.provider.getBlockNumber();
    const differs = registry.encodeErrorResult("ResidentRecordDiffers", [`0x${"11".repeat(32)}`]);
    expect(await readAfter("0x")).to.be.at.least(head);
    expect(await readAfter(registry.encodeErrorResult("VoucherExpired", [0, 1]))).to.be.at.least(head);
    expect(await readAfter(differs)).to.be.below(head);
    expect(await readAfter(differs)).to.be.at.least(head);
    town.now += 60_000;
    expect(await readAfter(differs)).to.be.below(head);
  });

  it("says that a voucher has ended, and sends nothing for it", async () => {
    const file = await acknowledged();
    await town.world.chain.moveTo(file.expiresAt);
    await office.work();
    expect(await statusOf(file)).to.include({ state: "refused", refusal: "REFUSED_VOUCHER_EXPIRED" });
    expect(node.called).to.not.include("eth_estimateGas");
  });
});
