import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { toBeHex, Wallet } from "ethers";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { readBalance } from "../../../services/sending/account.ts";
import { type Chain, connectChain, disconnectChain, readHead } from "../../../services/sending/chain.ts";
import { type IntentStore, intentStore } from "../../../services/sending/intents.ts";
import { SENDING_KILL_POINTS } from "../../../services/sending/killPoints.ts";
import { type Cargo, sendDue } from "../../../services/sending/sender.ts";
import { newSendingMemory, SENDING_DEFAULTS, type Sending } from "../../../services/sending/sending.ts";
import { errorOf } from "../../errorOf.ts";
import { type RpcProxy, startRpcProxy, status } from "../../rpcProxy.ts";
import { refusingWrites } from "./refusingWrites.ts";
import { deployTally, REFUSED, type Tally } from "./tally.ts";

const WRITES = ["putIntent", "clearIntent"] as const;

class KilledError extends Error {}

describe("A sender", function () {
  this.timeout(60_000);
  let local: LocalChain;
  let node: RpcProxy;
  let chain: Chain;
  let tally: Tally;
  let next = 1_000;

  before(async () => {
    local = await startLocalChain();
    node = await startRpcProxy(local.url);
    chain = await connectChain(node.url, 5_000);
    tally = await deployTally(local, await local.newAccount());
  });
  beforeEach(() => {
    node.answer = () => undefined;
    node.called = [];
  });
  afterEach(() => local.provider.send("evm_setAutomine", [true]));
  after(async () => {
    disconnectChain(chain);
    await node.close();
    await local.close();
  });

  /** Words that nobody has sent yet. */
  const words = (count: number) => Array.from({ length: count }, () => next++);
  const rpc = (method: string, ...params: unknown[]) => local.provider.send(method, params);
  const handedOver = () => node.called.filter((method) => method === "eth_sendRawTransaction").length;

  /** A service that sends words to the tally. */
  async function service(waiting: number[], changes: Partial<Sending["limits"]> = {}) {
    const { privateKey } = await local.newAccount();
    const limits = { ...SENDING_DEFAULTS, batchSize: 8, batchDelay: 0, ...changes };
    const refusals: (readonly [number, string | undefined])[] = [];
    const reached: string[] = [];
    const it = {
      waiting,
      limits,
      refusals,
      reached,
      now: 1,
      store: intentStore(new DatabaseSync(":memory:")) as IntentStore,
      memory: newSendingMemory(50_000n),
      account: new Wallet(privateKey),
      killedAt: "",
      /** One round, as a service does it. */
      async round(): Promise<void> {
        const sending: Sending = {
          chain,
          account: it.account,
          store: it.store,
          limits,
          memory: it.memory,
          clock: () => it.now,
          reached(point) {
            reached.push(point);
            if (point === it.killedAt) throw new KilledError();
          },
        };
        for (const word of [...it.waiting]) {
          if ((await tally.times(word)) > 0) it.waiting.splice(it.waiting.indexOf(word), 1);
        }
        await readBalance(sending);
        await sendDue(sending, cargo, await readHead(chain));
      },
    };
    const cargo: Cargo<number> = {
      leastGasOf: () => 20_000n,
      waiting: () => it.waiting,
      keyOf: String,
      ready: async (all, size) => all.slice(0, size),
      callOf: (batch) => ({ to: tally.address, data: `0x${batch.map((word) => toBeHex(word, 32).slice(2)).join("")}` }),
      refused: (word, code) => refusals.push([word, code]),
    };
    return it;
  }

  const timesOf = (given: readonly number[]) => Promise.all(given.map((word) => tally.times(word)));

  it("brings what waits to the chain in one transaction, once, past every kill point in its order", async () => {
    const given = words(3);
    const it = await service([...given]);
    const nonce = await local.provider.getTransactionCount(it.account.address);
    for (let i = 0; i < 3; i++) await it.round();
    expect(await timesOf(given)).to.deep.equal([1, 1, 1]);
    expect(await local.provider.getTransactionCount(it.account.address)).to.equal(nonce + 1);
    const first = ["balanceRead", "nonceRead", "estimated", "signed", "stored", "broadcast", "noted"];
    expect(it.reached.slice(0, 7)).to.deep.equal(first.map((point) => `send.${point}`));
    expect(new Set(it.reached)).to.deep.equal(new Set(SENDING_KILL_POINTS));
    expect(it.store.intent()).to.equal(undefined);
  });

  it("leaves out what the contract refuses, and sets it aside for twice as long each time", async () => {
    const given = words(2);
    const it = await service([given[0] as number, REFUSED, given[1] as number], { setAsideDelay: 1_000 });
    await it.round();
    expect(await timesOf(given)).to.deep.equal([1, 1]);
    expect(it.refusals).to.deep.equal([[REFUSED, undefined]]);
    const tried: number[] = [];
    for (; it.now < 10_000; it.now += 500) {
      const before = it.refusals.length;
      await it.round();
      if (it.refusals.length > before) tried.push(it.now);
    }
    expect(tried).to.deep.equal([1_001, 3_001, 7_001]);
    expect(await tally.times(REFUSED)).to.equal(0);
  });

  for (const [how, answer] of [
    ["says that it is asked too often", { error: { code: -32005, message: "limit exceeded" } }],
    ["fails at answering", { error: { code: -32603, message: "Internal error" } }],
    ["has a gateway that is down", status(502)],
  ] as const) {
    it(`takes no item for refused where the node ${how} when it is asked for gas`, async () => {
      const given = words(2);
      const it = await service([...given]);
      node.answer = ({ method }) => (method === "eth_estimateGas" ? answer : undefined);
      await errorOf(it.round(), Error);
      expect([it.refusals, handedOver()]).to.deep.equal([[], 0]);
      node.answer = () => undefined;
      await it.round();
      expect(await timesOf(given)).to.deep.equal([1, 1]);
    });
  }

  it("waits for others until the delay or the size of a batch is reached", async () => {
    const given = words(2);
    const it = await service([...given], { batchDelay: 1_000, batchSize: 3 });
    await it.round();
    it.now += 999;
    await it.round();
    expect(await timesOf(given)).to.deep.equal([0, 0]);
    it.now += 1;
    await it.round();
    expect(await timesOf(given)).to.deep.equal([1, 1]);
    await it.round();
    const many = words(4);
    it.waiting.push(...many);
    for (let i = 0; i < 2; i++) await it.round();
    expect(await timesOf(many)).to.deep.equal([1, 1, 1, 0]);
  });

  it("goes on after its death with the transaction that it wrote before handing it over", async () => {
    for (const point of ["send.signed", "send.stored", "send.broadcast", "send.noted"]) {
      const given = words(2);
      const it = await service([...given]);
      it.killedAt = point;
      await errorOf(it.round(), KilledError);
      const written = it.store.intent();
      expect(written === undefined, point).to.equal(point === "send.signed");
      it.killedAt = "";
      it.memory = newSendingMemory(50_000n);
      for (let i = 0; i < 3; i++) await it.round();
      expect(await timesOf(given), point).to.deep.equal([1, 1]);
    }
  });

  it("replaces a transaction that stays out of blocks by one with higher fees and all that waits by then", async () => {
    await rpc("evm_setAutomine", false);
    const given = words(1);
    const it = await service([...given]);
    await it.round();
    const first = it.store.intent();
    await it.round();
    expect(it.store.intent()).to.deep.equal(first);
    it.now += SENDING_DEFAULTS.resubmitAfter;
    const more = words(1);
    it.waiting.push(...more);
    await it.round();
    const second = it.store.intent();
    expect(second?.nonce).to.equal(first?.nonce);
    expect(second?.maxFee).to.be.above(((first?.maxFee ?? 0n) * 12n) / 10n);
    await rpc("evm_mine");
    expect(await timesOf([...given, ...more])).to.deep.equal([1, 1]);
  });

  it("spends nothing on an estimate that is too low, nor what its account does not have", async () => {
    const given = words(2);
    const it = await service([...given]);
    // A node that would try the call with all gas there is, whatever it is told.
    node.answer = ({ method, params }, pass) => {
      if (method === "eth_estimateGas") return { result: toBeHex(39_999) };
      const [{ gas: _, ...call } = {}] = params as readonly [{ readonly gas?: string }?];
      return method === "eth_call" ? pass({ method, params: [call, "latest"] }) : undefined;
    };
    await it.round();
    node.answer = () => undefined;
    await rpc("hardhat_setBalance", it.account.address, "0x1");
    await it.round();
    expect([handedOver(), it.store.intent()]).to.deep.equal([0, undefined]);
    await rpc("hardhat_setBalance", it.account.address, "0xde0b6b3a7640000");
    await it.round();
    expect(await timesOf(given)).to.deep.equal([1, 1]);
  });

  it("names gas that suffices where its node's estimate does not", async () => {
    const given = words(2);
    const it = await service([...given]);
    node.answer = ({ method }) => (method === "eth_estimateGas" ? { result: toBeHex(39_999) } : undefined);
    await it.round();
    expect(await timesOf(given)).to.deep.equal([1, 1]);
    expect(handedOver()).to.equal(1);
  });

  it("keeps its intent in memory while the disk is full, says so, and sends nothing twice", async () => {
    await rpc("evm_setAutomine", false);
    const given = words(2);
    const it = await service([...given]);
    it.store = refusingWrites(it.store, WRITES, () => true);
    for (let i = 0; i < 3; i++) await it.round();
    expect([handedOver(), it.memory.storageFailure]).to.deep.equal([1, "STORAGE_FAILED"]);
    await rpc("evm_mine");
    for (let i = 0; i < 2; i++) await it.round();
    expect(await timesOf(given)).to.deep.equal([1, 1]);
    expect(handedOver()).to.equal(1);
  });

  it("sends half as many where a transaction found no answer three times, and again", async () => {
    const given = words(4);
    const it = await service([...given]);
    // A word alone takes about 240 hexadecimal digits more than none.
    node.answer = ({ method, params }) =>
      method === "eth_sendRawTransaction" && String(params[0]).length > 330 ? status(413) : undefined;
    for (let i = 0; i < 60; i++) {
      await it.round();
      it.now += SENDING_DEFAULTS.resubmitAfter;
    }
    expect(await timesOf(given)).to.deep.equal([1, 1, 1, 1]);
  });
});
