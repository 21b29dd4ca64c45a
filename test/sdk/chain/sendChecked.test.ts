import { expect } from "chai";
import { toQuantity, Wallet } from "ethers";
import { readBatches, subtotalsOf } from "../../../sdk/chain/ballotBox.ts";
import { readSum, sumTally } from "../../../sdk/chain/observer.ts";
import { RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { sendChecked } from "../../../sdk/chain/sendChecked.ts";
import { TRANSACTION_LIMITS, TransactionTooLargeError } from "../../../sdk/chain/transactionLimits.ts";
import { sumOfBallots } from "../../../sdk/election/tally.ts";
import { errorOf } from "../../errorOf.ts";
import { limitedNode } from "../../rpcLimits.ts";
import { type RpcProxy, startRpcProxy } from "../../rpcProxy.ts";
import { packageOf, post, type RelayerWorld, startRelayerWorld } from "../../services/relayer/relayerWorld.ts";
import { syntheticBallot } from "../../services/relayer/syntheticBallots.ts";
import { deployTally, REFUSED } from "../../services/sending/tally.ts";

const BATCHES = 9;

describe("A transaction that a person sends", function () {
  this.timeout(60_000);
  let world: RelayerWorld;
  let node: RpcProxy;
  let provider: RpcProvider;
  let account: Wallet;

  before(async () => {
    world = await startRelayerWorld();
    node = await startRpcProxy(world.chain.url);
    provider = new RpcProvider(node.url, 31_337, { deadline: 10_000, pause: 1 });
    provider.pollingInterval = 20;
    account = new Wallet((await world.chain.newAccount()).privateKey, provider);
  });
  beforeEach(() => {
    node.answer = () => undefined;
    node.called = [];
  });
  after(async () => {
    provider.destroy();
    await node.close();
    await world.close();
  });

  const handedOver = () => node.called.filter((method) => method === "eth_sendRawTransaction").length;
  const word = (value: number) => value.toString(16).padStart(64, "0");

  it("names a quarter more gas than was estimated, and is none if it would revert, whatever the estimate says", async () => {
    const tally = await deployTally(world.chain, account);
    const request = { to: tally.address, data: `0x${word(7)}` };
    const gas = await account.estimateGas(request);
    const sent = await sendChecked(account, "count", request);
    expect(sent.gasLimit).to.equal((gas * 125n) / 100n);
    await sent.wait();
    node.called = [];
    node.answer = ({ method }) => (method === "eth_estimateGas" ? { result: "0xea60" } : undefined);
    await errorOf(sendChecked(account, "count", { to: tally.address, data: `0x${word(REFUSED)}` }), Error);
    expect(handedOver()).to.equal(0);
  });

  it("names as much gas as it was tried with, where a node's estimate is too low to come to the end", async () => {
    const tally = await deployTally(world.chain, account);
    const request = { to: tally.address, data: `0x${word(8)}` };
    const needed = await account.estimateGas(request);
    // Below what any transaction needs, and half of what this one does.
    for (const estimate of [21_000n, needed / 2n]) {
      node.answer = ({ method }) => (method === "eth_estimateGas" ? { result: toQuantity(estimate) } : undefined);
      const sent = await sendChecked(account, "count", request);
      expect((await sent.wait())?.status).to.equal(1);
    }
  });

  it("asks for no pending block of a node that knows none", async () => {
    const isPending = (method: string, params: readonly unknown[]) =>
      params.includes("pending") || (method === "eth_estimateGas" && params.length === 1);
    node.answer = ({ method, params }) =>
      isPending(method, params) ? { error: { code: -32602, message: '"pending" is not yet supported' } } : undefined;
    const sent = await sendChecked(account, "send", { to: account.address });
    expect((await sent.wait())?.status).to.equal(1);
  });

  it("is refused here, by the limit that it exceeds, before any node is asked", async () => {
    const data = `0x${"00".repeat(TRANSACTION_LIMITS.bytes)}`;
    const error = await errorOf(
      sendChecked(account, "create", { to: account.address, data }),
      TransactionTooLargeError,
    );
    expect(error.message).to.contain("create").and.contain("and a transaction at most 131072");
    expect(node.called).to.deep.equal([]);
  });

  it("pays the gas price on a chain without a base fee, and nothing where gas is free", async () => {
    node.answer = limitedNode({ noBaseFee: true, refuseType2: true });
    const early = await sendChecked(account, "send", { to: account.address });
    expect(early.type).to.equal(0);
    await early.wait();
    await world.rpc("hardhat_setNextBlockBaseFeePerGas", "0x0");
    await world.rpc("evm_mine");
    await world.rpc("hardhat_setBalance", account.address, "0x0");
    node.answer = limitedNode({ freeGas: true });
    await world.rpc("hardhat_setNextBlockBaseFeePerGas", "0x0");
    const free = await sendChecked(account, "send", { to: account.address });
    expect([free.type, free.maxFeePerGas]).to.deep.equal([2, 0n]);
    await free.wait();
    await world.rpc("hardhat_setBalance", account.address, "0xde0b6b3a7640000");
  });

  it("sums a tally in as many calls as the limits need, and in halves of what a node refuses for its size", async () => {
    const relayer = await world.relayer();
    for (let i = 0; i < BATCHES; i++) {
      const ballot = syntheticBallot(world.election);
      expect((await post(relayer, packageOf(world.election, ballot))).status).to.equal(201);
      await relayer.work();
    }
    await relayer.close();
    const { closesAt, closeGrace } = world.election.constitution.schedule;
    await world.chain.moveTo(closesAt + closeGrace);
    const { election } = world.election;
    const snapshot = await world.rpc("evm_snapshot");
    // Three subtotals of 16 words, with the sum so far.
    const cut = await sumTally(election, account, undefined, { bytes: 2_600, gas: TRANSACTION_LIMITS.gas });
    expect(cut.length).to.be.within(3, 4);
    const sum = await readSum(election, provider);
    await world.rpc("evm_revert", snapshot);
    node.called = [];
    node.answer = limitedNode({ transactionBytes: 2_600 });
    const halved = await sumTally(election, account);
    expect(halved.length).to.be.within(3, 9);
    expect(handedOver()).to.be.greaterThan(halved.length);
    expect(await readSum(election, provider)).to.deep.equal(sum);
    const subtotals = subtotalsOf(await readBatches(election, provider), 8);
    expect(subtotals).to.have.length(BATCHES);
    expect(sum).to.deep.equal(sumOfBallots(subtotals, 8));
  });
});
