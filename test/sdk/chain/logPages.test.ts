import { expect } from "chai";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { LogsRefusedError, logPages, readLogs } from "../../../sdk/chain/logPages.ts";
import { RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { isSilence } from "../../../sdk/chain/silence.ts";
import { errorOf } from "../../errorOf.ts";
import { limitedNode, type NodeLimits } from "../../rpcLimits.ts";
import { type RpcProxy, startRpcProxy } from "../../rpcProxy.ts";

/** Emits its call data as an event without data: LOG1 with the first word as topic. */
const CREATION = "600980600a5f395ff3" + "00";
const CODE = "5f35" + "5f5fa1" + "00" + "000000";
const BLOCKS = 12_000;

describe("Events of a chain", function () {
  this.timeout(60_000);
  let chain: LocalChain;
  let node: RpcProxy;
  let address: string;
  let provider: RpcProvider;
  const placed: number[] = [];

  before(async () => {
    chain = await startLocalChain();
    node = await startRpcProxy(chain.url);
    const account = await chain.newAccount();
    const deployed = await (await account.sendTransaction({ data: `0x${CREATION}${CODE}` })).wait();
    address = deployed?.contractAddress as string;
    for (let i = 0; i < 8; i++) {
      const data = `0x${BigInt(i % 2 === 0 ? 1 : 2)
        .toString(16)
        .padStart(64, "0")}`;
      const sent = await (await account.sendTransaction({ to: address, data })).wait();
      placed.push(sent?.blockNumber as number);
      await chain.mine(i === 3 ? BLOCKS : 1);
    }
  });
  beforeEach(() => {
    node.answer = () => undefined;
    node.called = [];
    provider = new RpcProvider(node.url, 31_337, { deadline: 10_000, pause: 1 });
  });
  afterEach(() => provider.destroy());
  after(async () => {
    await node.close();
    await chain.close();
  });

  const limit = (limits: NodeLimits) => {
    node.answer = limitedNode(limits);
  };
  const blocksOf = async (filter: Parameters<typeof readLogs>[0] = { address }) => {
    const last = await chain.provider.getBlockNumber();
    return (await readLogs(filter, { first: 0, last }, provider)).map(({ blockNumber }) => blockNumber);
  };
  const topic = (value: number) => `0x${value.toString(16).padStart(64, "0")}`;

  it("are read from a node that gives a thousand blocks, which is asked for more but once", async () => {
    limit({ range: 1_000 });
    expect(await blocksOf()).to.deep.equal(placed);
    const asked = node.called.filter((method) => method === "eth_getLogs").length;
    expect(asked).to.be.lessThan(1 + Math.ceil((BLOCKS + 30) / 1_000) + 1);
  });

  it("are read from a node that gives few at a time, down to a block", async () => {
    for (const results of [3, 1]) {
      limit({ results });
      expect(await blocksOf()).to.deep.equal(placed);
    }
  });

  it("are read from a node that is asked too often", async () => {
    limit({ rate: 2, range: 3_000 });
    expect(await blocksOf()).to.deep.equal(placed);
  });

  it("are those that were asked for, where the node looks at the first topic alone, or lies about the address", async () => {
    const even = placed.filter((_, i) => i % 2 === 0);
    node.answer = async ({ method, params }, pass) => {
      if (method !== "eth_getLogs") return undefined;
      const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string };
      return pass({ method, params: [{ fromBlock, toBlock }] });
    };
    expect(await blocksOf({ address, topics: [topic(1)] })).to.deep.equal(even);
    expect(await blocksOf({ address, topics: [[topic(1), topic(2)]] })).to.deep.equal(placed);
    expect(await blocksOf({ address: `0x${"1".repeat(40)}` })).to.deep.equal([]);
  });

  it("come in the chain's order, or the last page first", async () => {
    const last = await chain.provider.getBlockNumber();
    const pages: number[][] = [];
    for await (const page of logPages({ address }, { first: 0, last }, provider, "backwards")) {
      pages.push(page.map(({ blockNumber }) => blockNumber));
    }
    expect(pages.flat()).to.deep.equal([...placed.slice(4), ...placed.slice(0, 4)]);
  });

  it("are refused for good only where a block alone is, with the node's words, as silence", async () => {
    node.answer = ({ method }) =>
      method === "eth_getLogs" ? { error: { code: -32000, message: "the archive is closed" } } : undefined;
    const error = await errorOf(blocksOf(), LogsRefusedError);
    expect(error.message).to.contain("events of block 0").and.contain("the archive is closed");
    expect(isSilence(error)).to.equal(true);
    expect(node.called.length).to.be.lessThan(20);
  });
});
