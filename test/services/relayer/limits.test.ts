import { expect } from "chai";
import { toQuantity } from "ethers";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import type { Relayer, RelayerSettings } from "../../../services/relayer/relayer.ts";
import { openStore, type Store } from "../../../services/relayer/store.ts";
import { limitedNode, type NodeLimits } from "../../rpcLimits.ts";
import { drip, flood, hang, type RpcProxy, startRpcProxy } from "../../rpcProxy.ts";
import { get, packageOf, post, type RelayerWorld, startRelayerWorld, timesCast } from "./relayerWorld.ts";
import { syntheticBallot } from "./syntheticBallots.ts";

describe("A relayer on a chain with limits", function () {
  this.timeout(120_000);
  let world: RelayerWorld;
  let node: RpcProxy;
  let relayer: Relayer;
  let store: Store;
  let now = 1;
  let said: string[] = [];

  before(async () => {
    world = await startRelayerWorld();
    node = await startRpcProxy(world.chain.url);
  });
  beforeEach(() => {
    node.answer = () => undefined;
    node.called = [];
    store = openStore(world.newFile());
    said = [];
  });
  afterEach(async () => {
    await relayer.close();
    store.close();
  });
  after(async () => {
    await node.close();
    await world.close();
  });

  async function started(limits: NodeLimits, settings: Partial<RelayerSettings> = {}): Promise<void> {
    node.answer = limitedNode(limits);
    relayer = await world.relayer({
      store,
      rpc: node.url,
      clock: () => now,
      say: (line) => said.push(line),
      ...settings,
    });
  }

  const newBallot = (over?: Ballot) => syntheticBallot(world.election, over);
  const send = (ballot: Ballot) => post(relayer, packageOf(world.election, ballot));
  const handedOver = () => node.called.filter((method) => method === "eth_sendRawTransaction").length;
  const nonce = () => world.chain.provider.getTransactionCount(world.account.address);

  async function taken(count: number): Promise<readonly Ballot[]> {
    const ballots = Array.from({ length: count }, () => newBallot());
    for (const ballot of ballots) expect((await send(ballot)).status).to.equal(201);
    return ballots;
  }

  it("cuts its batches by bytes before the node refuses any", async () => {
    const limits = { transaction: { bytes: 5_000, gas: 16_777_216n } };
    await started({ transactionBytes: 5_000 }, { limits });
    const ballots = await taken(8);
    for (let i = 0; i < 6; i++) await relayer.work();
    expect(await timesCast(world, ballots)).to.deep.equal(ballots.map(() => 1));
    expect(said).to.deep.equal([]);
    expect(handedOver()).to.be.within(2, 3);
  });

  it("cuts its batches by gas, and names no more than a transaction may", async () => {
    const gas = 1_500_000n;
    await started({ transactionGas: Number(gas) }, { limits: { transaction: { bytes: 131_072, gas } } });
    const ballots = await taken(8);
    for (let i = 0; i < 8; i++) await relayer.work();
    expect(await timesCast(world, ballots)).to.deep.equal(ballots.map(() => 1));
    expect(said).to.deep.equal([]);
  });

  it("sends half of what a node refuses for its size, says the node's limit, and keeps to it", async () => {
    await started({ transactionBytes: 5_000 });
    const ballots = await taken(8);
    for (let i = 0; i < 8; i++) await relayer.work();
    expect(await timesCast(world, ballots)).to.deep.equal(ballots.map(() => 1));
    expect(said[0]).to.contain("oversized data").and.contain("limit 5000");
    node.called = [];
    const more = await taken(4);
    for (let i = 0; i < 4; i++) await relayer.work();
    expect(await timesCast(world, more)).to.deep.equal(more.map(() => 1));
    expect(relayer.health()).to.deep.include({ status: "single-node", said: null });
  });

  for (const words of [
    "tx fee (1.42 ether) exceeds the configured cap (1.00 ether)",
    "Sender account not authorized to send transactions",
    "sender not in the allowlist (fee policy)",
  ]) {
    it(`takes no ballot while its node refuses, backs off, and says why: ${words}`, async () => {
      await started({});
      const ballots = await taken(2);
      node.answer = limitedNode({ refuses: words });
      for (let i = 0; i < 3; i++) await relayer.work();
      const before = handedOver();
      expect(relayer.health()).to.deep.include({ status: "node refuses", said: words, waiting: 2 });
      expect(said.filter((line) => line.includes(words))).to.have.length(1);
      const refused = await send(newBallot());
      expect([refused.status, refused.body.code]).to.deep.equal([503, "NODE_REFUSES"]);
      expect(refused.body.cause).to.contain(words);
      await relayer.close();
      relayer = await world.relayer({ store, rpc: node.url, clock: () => now, limits: { setAsideDelay: 1_000 } });
      for (let i = 0; i < 20; i++) await relayer.work();
      expect(handedOver() - before).to.be.lessThan(4);
      node.answer = () => undefined;
      now += 64_000;
      for (let i = 0; i < 2; i++) await relayer.work();
      expect(await timesCast(world, ballots)).to.deep.equal([1, 1]);
      expect((await send(newBallot())).status).to.equal(201);
    });
  }

  it("sends transactions from before EIP-1559 on a chain that has no base fee, and says so", async () => {
    await started({ noBaseFee: true, refuseType2: true });
    expect(relayer.health()).to.deep.include({ status: "single-node", transactionType: 0 });
    const ballots = await taken(2);
    for (let i = 0; i < 2; i++) await relayer.work();
    expect(await timesCast(world, ballots)).to.deep.equal([1, 1]);
    const block = await world.chain.provider.getBlock("latest", true);
    expect(block?.prefetchedTransactions.map(({ type }) => type)).to.deep.equal([0]);
  });

  it("promises nothing where the chain asks more than it may pay, and sends nothing", async () => {
    await started({ baseFee: 10_000n }, { limits: { maxFee: 9_999n } });
    expect(relayer.health()).to.deep.include({ status: "fee too high" });
    const { status, body } = await send(newBallot());
    expect([status, body.code]).to.deep.equal([503, "FEE_TOO_HIGH"]);
    expect(body.cause).to.contain("10000").and.contain("9999");
    node.answer = () => undefined;
  });

  it("pays nothing, from an empty account, on a chain where gas is free", async () => {
    const balance = await world.rpc("eth_getBalance", world.account.address, "latest");
    await world.rpc("hardhat_setNextBlockBaseFeePerGas", "0x0");
    await world.rpc("evm_mine");
    await world.rpc("hardhat_setBalance", world.account.address, "0x0");
    for (const maxFee of [500_000_000_000n, 0n]) {
      await started({ freeGas: true }, { limits: { maxFee } });
      expect(relayer.health()).to.deep.include({ status: "single-node", balance: "0", runway: null, fee: "0" });
      const ballots = await taken(2);
      for (let i = 0; i < 2; i++) {
        await world.rpc("hardhat_setNextBlockBaseFeePerGas", "0x0");
        await relayer.work();
      }
      expect(await timesCast(world, ballots)).to.deep.equal([1, 1]);
      await relayer.close();
    }
    await world.rpc("hardhat_setBalance", world.account.address, balance);
  });

  it("takes no other voter's ballot for one that displaced its own, where a node looks at the first topic alone", async () => {
    await started({ firstTopicOnly: true });
    const [first] = (await taken(1)) as [Ballot];
    await relayer.work();
    // Its own ballot lies further back than rounds read; others of the same version are nearer.
    await world.chain.mine(60);
    const others = await taken(2);
    for (let i = 0; i < 3; i++) await relayer.work();
    await world.chain.mine(40);
    for (let i = 0; i < 2; i++) await relayer.work();
    expect(await timesCast(world, [first, ...others])).to.deep.equal([1, 1, 1]);
    const displaced = store.database.prepare("SELECT count(*) AS n FROM ballots WHERE placement = 'displaced'").get();
    expect(displaced?.n).to.equal(0);
    expect(relayer.health()).to.deep.include({ waiting: 0, unsettled: 0 });
  });

  it("sends nothing where an estimate does not say that the call reverts", async () => {
    await started({});
    const [ballot] = (await taken(1)) as [Ballot];
    const altered = packageOf(world.election, { ...ballot, proof: newBallot().proof });
    store.database.prepare("UPDATE ballots SET package = ?").run(altered);
    node.answer = ({ method }) => (method === "eth_estimateGas" ? { result: "0x5b8d80" } : undefined);
    const before = await nonce();
    for (let i = 0; i < 3; i++) await relayer.work();
    expect([handedOver(), await nonce()]).to.deep.equal([0, before]);
  });

  it("pays for no transaction that runs out of gas where its node estimates too low", async () => {
    await started({});
    const ballots = await taken(3);
    node.answer = ({ method }) => (method === "eth_estimateGas" ? { result: toQuantity(3 * 70_000) } : undefined);
    const before = await nonce();
    for (let i = 0; i < 2; i++) await relayer.work();
    expect(await timesCast(world, ballots)).to.deep.equal([1, 1, 1]);
    expect(await nonce()).to.equal(before + 1);
  });

  for (const [what, transport] of [
    ["drips for ever", drip],
    ["never answers", hang],
    ["answers 400 MiB", flood(400 * 2 ** 20)],
  ] as const) {
    it(`says that its node fails where it ${what}, goes on, and is stopped in time`, async () => {
      await started({}, { rpcTimeout: 1_500, limits: { staleAfter: 90_000 } });
      node.answer = () => transport;
      await relayer.work();
      expect(relayer.health().status).to.equal("chain unreachable");
      const { status } = await send(newBallot());
      expect(status).to.equal(503);
      node.answer = () => undefined;
      await relayer.work();
      expect(relayer.health().status).to.equal("single-node");
      node.answer = () => transport;
      void relayer.work();
      const asked = performance.now();
      await relayer.close();
      expect(performance.now() - asked).to.be.lessThan(5_000);
    });
  }

  it("is stopped after its grace, however long its node may take", async () => {
    await started({}, { rpcTimeout: 60_000, grace: 100 });
    node.answer = () => hang;
    void relayer.work();
    const asked = performance.now();
    await relayer.close();
    expect(performance.now() - asked).to.be.lessThan(3_000);
  });

  it("promises nothing on what it read of the chain long ago, without asking the node for every ballot", async () => {
    await started({}, { limits: { staleAfter: 90_000 } });
    await relayer.work();
    now += 90_001;
    node.called = [];
    node.answer = () => hang;
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(newBallot())));
    expect(answers.map(({ body }) => body.code)).to.deep.equal(answers.map(() => "CHAIN_STALE"));
    expect(node.called).to.deep.equal([]);
    expect((await get(relayer, "/health")).body).to.deep.include({ status: "chain stale", headAge: 90 });
  });

  it("promises nothing while its chain stands still with ballots waiting", async () => {
    await world.rpc("evm_setAutomine", false);
    try {
      await started({}, { limits: { staleAfter: 90_000 } });
      await taken(1);
      await relayer.work();
      for (let i = 0; i < 4; i++) {
        now += 30_000;
        await relayer.work();
      }
      expect(relayer.health()).to.deep.include({ status: "chain stands still", waiting: 1, headAge: 0 });
      expect((await send(newBallot())).body.code).to.equal("CHAIN_STALLED");
      await world.rpc("evm_mine");
      for (let i = 0; i < 2; i++) await relayer.work();
      expect(relayer.health()).to.deep.include({ status: "single-node", waiting: 0 });
    } finally {
      await world.rpc("evm_setAutomine", true);
    }
  });
});
