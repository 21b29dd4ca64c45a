import { expect } from "chai";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import type { Relayer } from "../../../services/relayer/relayer.ts";
import { openStore, type Store } from "../../../services/relayer/store.ts";
import { startRpcProxy, status } from "../../rpcProxy.ts";
import { refusingWrites } from "../sending/refusingWrites.ts";
import { get, packageOf, post, type RelayerWorld, startRelayerWorld, timesCast } from "./relayerWorld.ts";
import { syntheticBallot } from "./syntheticBallots.ts";

const FINALITY = 32;

describe("A relayer's sending", function () {
  this.timeout(120_000);
  let world: RelayerWorld;
  let relayer: Relayer;
  let store: Store;
  let now = 1;

  before(async () => {
    world = await startRelayerWorld();
  });
  beforeEach(async () => {
    store = openStore(world.newFile());
    relayer = await world.relayer({ store, clock: () => now });
  });
  afterEach(async () => {
    await world.rpc("evm_setAutomine", true);
    await relayer.close();
    store.close();
  });
  after(() => world.close());

  /** Ballots that the relayer acknowledged, with their trackers. */
  async function take(count: number): Promise<{ ballots: Ballot[]; trackers: string[] }> {
    const ballots = Array.from({ length: count }, () => syntheticBallot(world.election));
    const trackers: string[] = [];
    for (const ballot of ballots) {
      const { status, body } = await post(relayer, packageOf(world.election, ballot));
      expect(status).to.equal(201);
      trackers.push(body.tracker as string);
    }
    return { ballots, trackers };
  }

  const stateOf = async (tracker = "") => (await get(relayer, `/ballots/${tracker}`)).body.state;
  const pending = () => world.rpc("eth_getBlockByNumber", "pending", false) as Promise<{ transactions: string[] }>;

  async function finish(ballots: readonly Ballot[]): Promise<void> {
    now += 60_000;
    for (let i = 0; i < 4; i++) {
      await relayer.work();
      await world.rpc("evm_mine");
    }
    await world.chain.mine(FINALITY);
    await relayer.work();
    expect(await timesCast(world, ballots)).to.deep.equal(ballots.map(() => 1));
    expect(relayer.health()).to.deep.include({ waiting: 0, unsettled: 0, failure: null });
  }

  it("casts what it acknowledged in one batch, and follows it until it is final", async () => {
    const { ballots, trackers } = await take(3);
    expect(await stateOf(trackers[0])).to.equal("accepted");
    const block = await world.chain.provider.getBlockNumber();
    await relayer.work();
    expect(await world.chain.provider.getBlockNumber()).to.equal(block + 1);
    await relayer.work();
    expect(await stateOf(trackers[0])).to.equal("included");
    await world.chain.mine(FINALITY - 1);
    await relayer.work();
    expect(await stateOf(trackers[0])).to.equal("included");
    await world.chain.mine(1);
    await relayer.work();
    expect(await stateOf(trackers[0])).to.equal("final");
    expect(await timesCast(world, ballots)).to.deep.equal([1, 1, 1]);
  });

  it("waits for more ballots until the delay or the size of a batch is reached", async () => {
    await relayer.close();
    relayer = await world.relayer({ store, clock: () => now, limits: { batchDelay: 1_000, batchSize: 3 } });
    const first = await take(2);
    await relayer.work();
    now += 999;
    await relayer.work();
    expect(await timesCast(world, first.ballots)).to.deep.equal([0, 0]);
    now += 1;
    await relayer.work();
    expect(await timesCast(world, first.ballots)).to.deep.equal([1, 1]);
    const second = await take(3);
    await relayer.work();
    await relayer.work();
    expect(await timesCast(world, second.ballots)).to.deep.equal([1, 1, 1]);
  });

  it("does not let one ballot that the chain refuses keep back the others, and spends no gas on it", async () => {
    const { ballots } = await take(4);
    const [bad] = ballots as [Ballot];
    const { database } = store;
    const altered = packageOf(world.election, { ...bad, proof: (ballots[1] as Ballot).proof });
    database.prepare("UPDATE ballots SET package = ? WHERE nullifier = ?").run(altered, String(bad.nullifier));
    for (let i = 0; i < 3; i++) await relayer.work();
    expect(await timesCast(world, ballots)).to.deep.equal([0, 1, 1, 1]);
    expect(relayer.health().waiting).to.equal(1);
    const nonce = await world.chain.provider.getTransactionCount(world.account.address);
    await relayer.work();
    expect(await world.chain.provider.getTransactionCount(world.account.address)).to.equal(nonce);
  });

  it("sends again what a reorganisation of 31 blocks dropped", async () => {
    const { ballots, trackers } = await take(2);
    const snapshot = await world.rpc("evm_snapshot");
    await relayer.work();
    await world.chain.mine(30);
    await relayer.work();
    expect(await stateOf(trackers[0])).to.equal("included");
    await world.rpc("evm_revert", snapshot);
    await world.chain.mine(2);
    expect(await timesCast(world, ballots)).to.deep.equal([0, 0]);
    await finish(ballots);
  });

  it("raises the fee of a transaction that stays out of blocks, and casts once", async () => {
    await world.rpc("evm_setAutomine", false);
    const { ballots } = await take(2);
    await relayer.work();
    const [first] = (await pending()).transactions;
    await relayer.work();
    expect((await pending()).transactions).to.deep.equal([first]);
    now += 60_000;
    await relayer.work();
    const [second, ...none] = (await pending()).transactions;
    expect(none).to.deep.equal([]);
    expect(second).not.to.equal(first);
    await finish(ballots);
  });

  it("sends again what the node dropped", async () => {
    await world.rpc("evm_setAutomine", false);
    const { ballots } = await take(2);
    await relayer.work();
    const [dropped] = (await pending()).transactions;
    await world.rpc("hardhat_dropTransaction", dropped);
    now += 60_000;
    await relayer.work();
    expect((await pending()).transactions).to.have.length(1);
    await finish(ballots);
  });

  it("goes on when another transaction of its account takes the nonce, before or after it was sent", async () => {
    await world.rpc("evm_setAutomine", false);
    const { ballots } = await take(2);
    await relayer.work();
    const nonce = await world.chain.provider.getTransactionCount(world.account.address);
    const fees = { maxFeePerGas: 900_000_000_000n, maxPriorityFeePerGas: 900_000_000_000n };
    await world.account.sendTransaction({ to: world.account.address, nonce, ...fees });
    await world.rpc("evm_mine");
    expect(await timesCast(world, ballots)).to.deep.equal([0, 0]);
    await finish(ballots);
  });

  it("replaces another transaction of its account that pays less, with what the node asks", async () => {
    await world.rpc("evm_setAutomine", false);
    const { ballots } = await take(1);
    const nonce = await world.chain.provider.getTransactionCount(world.account.address);
    const fees = { maxFeePerGas: 30_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n };
    await world.account.sendTransaction({ to: world.account.address, nonce, ...fees });
    for (let i = 0; i < 30; i++) await relayer.work();
    await finish(ballots);
  });

  it("says that its account is empty, takes nothing new, and casts what waits once it is filled", async () => {
    const { ballots } = await take(2);
    const balance = await world.rpc("eth_getBalance", world.account.address, "latest");
    await world.rpc("hardhat_setBalance", world.account.address, "0x0");
    await relayer.work();
    expect(relayer.health()).to.deep.include({ status: "account empty", runway: 0, waiting: 2 });
    const refused = await post(relayer, packageOf(world.election, syntheticBallot(world.election)));
    expect([refused.status, refused.body.code]).to.deep.equal([503, "ACCOUNT_EMPTY"]);
    await world.rpc("hardhat_setBalance", world.account.address, balance);
    await finish(ballots);
  });

  it("sends smaller batches where large ones find no answer", async () => {
    const node = await startRpcProxy(world.chain.url);
    // A ballot alone takes about 3,000 hexadecimal digits.
    node.answer = ({ method, params }) =>
      method === "eth_sendRawTransaction" && String(params[0]).length > 5_000 ? status(413) : undefined;
    await relayer.close();
    const rpc = node.url;
    relayer = await world.relayer({ store, rpc, clock: () => now });
    const { ballots } = await take(2);
    for (let i = 0; i < 30; i++) {
      await relayer.work();
      now += 60_000;
    }
    await finish(ballots);
    await node.close();
  });

  it("goes on after a restart at any state, with the database it had", async () => {
    const { ballots } = await take(1);
    for (let i = 0; i < 3; i++) {
      await relayer.close();
      relayer = await world.relayer({ store, clock: () => now });
    }
    await finish(ballots);
  });

  it("casts a ballot that changes another one again after a reorganisation that dropped it", async () => {
    const [first] = (await take(1)).ballots as [Ballot];
    await relayer.work();
    const snapshot = await world.rpc("evm_snapshot");
    const second = syntheticBallot(world.election, first);
    expect((await post(relayer, packageOf(world.election, second))).status).to.equal(201);
    await relayer.work();
    await world.rpc("evm_revert", snapshot);
    expect(await timesCast(world, [first, second])).to.deep.equal([1, 0]);
    await finish([first, second]);
  });

  it("reports as displaced a ballot whose version another one took", async () => {
    const { ballots, trackers } = await take(1);
    const others = await world.relayer();
    const winner = syntheticBallot(world.election, undefined, (ballots[0] as Ballot).nullifier);
    expect((await post(others, packageOf(world.election, winner))).status).to.equal(201);
    await others.work();
    await others.close();
    for (let i = 0; i < 2; i++) await relayer.work();
    // Until it is final a reorganisation may take the other one out again, and this one is kept.
    expect(await stateOf(trackers[0])).to.equal("included");
    await world.chain.mine(FINALITY);
    await relayer.work();
    expect(await stateOf(trackers[0])).to.equal("displaced");
    expect(relayer.health().unsettled).to.equal(0);
    expect(await timesCast(world, [...ballots, winner])).to.deep.equal([0, 1]);
  });

  it("keeps acknowledged ballots going to the chain while the disk takes nothing, and says so", async () => {
    const first = await take(2);
    await relayer.close();
    let full = true;
    const writes = ["insert", "place", "putIntent", "clearIntent"] as const;
    relayer = await world.relayer({ store: refusingWrites(store, writes, () => full), clock: () => now });
    await relayer.work();
    await relayer.work();
    expect(relayer.health().failure).to.equal("STORAGE_FAILED");
    const refused = await post(relayer, packageOf(world.election, syntheticBallot(world.election)));
    expect([refused.status, refused.body.code]).to.deep.equal([507, "STORAGE_FAILED"]);
    full = false;
    const second = await take(1);
    full = true;
    for (let i = 0; i < 3; i++) await relayer.work();
    expect(await timesCast(world, [...first.ballots, ...second.ballots])).to.deep.equal([1, 1, 1]);
    full = false;
    await finish([...first.ballots, ...second.ballots]);
  });
});
