import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { electionAt, factoryAt } from "../../../sdk/chain/contracts.ts";
import { firstBlockOf } from "../../../sdk/chain/firstBlock.ts";
import { logsOf } from "../../../sdk/chain/logs.ts";
import { syntheticElection } from "../../services/relayer/syntheticBallots.ts";

const BEFORE = 12_000;
const AFTER = 6_000;

/**
 * A node with a memory of states as nodes have it: "all" of them, "none" (an error), or as Hardhat has it, which says of
 * blocks mined in bulk that there was no code.
 */
class RememberingProvider extends JsonRpcProvider {
  readonly asked: { readonly method: string; readonly params: readonly unknown[] }[] = [];
  memory: "all" | "none" | "false" = "all";
  readonly #created: ReadonlyMap<string, number>;

  constructor(url: string, created: ReadonlyMap<string, number>) {
    super(url, undefined, { batchMaxCount: 1, cacheTimeout: -1 });
    this.#created = created;
  }

  override async send(method: string, params: unknown[]): Promise<unknown> {
    this.asked.push({ method, params });
    if (method !== "eth_getCode" || this.memory === "false") return super.send(method, params);
    if (this.memory === "none") throw new Error("missing trie node");
    const [address, block] = params as [string, string];
    return Number(block) < (this.#created.get(address.toLowerCase()) as number) ? "0x" : "0x00";
  }

  firstLogsBlock(): number {
    const [filter] = this.asked.find(({ method }) => method === "eth_getLogs")?.params ?? [];
    return Number((filter as { fromBlock: string }).fromBlock);
  }
}

describe("Reading a contract's events", function () {
  this.timeout(60_000);
  let chain: LocalChain;
  let provider: RememberingProvider;
  let [election, factory]: string[] = [];
  const created = new Map<string, number>();
  const blockOf = (address: string | undefined) => created.get((address as string).toLowerCase()) as number;

  before(async () => {
    chain = await startLocalChain();
    await chain.mine(BEFORE);
    const opened = await syntheticElection(chain);
    [election, factory] = [opened.election.election, opened.factory];
    for (let number = BEFORE; number <= (await chain.provider.getBlockNumber()); number++) {
      for (const hash of (await chain.provider.getBlock(number))?.transactions ?? []) {
        const receipt = await chain.provider.getTransactionReceipt(hash);
        for (const address of [receipt?.contractAddress, ...(receipt?.logs ?? []).map((log) => log.address)]) {
          if (address && !created.has(address.toLowerCase())) created.set(address.toLowerCase(), number);
        }
      }
    }
    // A factory's event names the clone, which says nothing itself until it has consents.
    const creation = (await logsOf(factoryAt(factory, chain.provider))).find(({ name }) => name === "ElectionCreated");
    created.set(election.toLowerCase(), creation?.blockNumber as number);
    await chain.mine(AFTER);
  });
  beforeEach(() => {
    provider = new RememberingProvider(chain.url, created);
  });
  afterEach(() => provider.destroy());
  after(() => chain.close());

  const names = async (lastBlock?: number) =>
    (await logsOf(electionAt(election as string, provider), lastBlock)).map(({ name }) => name);
  const all = ["ConsentGiven", "ConsentGiven", "ElectionOpened"];

  it("begins with the block of its creation, by an account or by a factory, where the chain is long", async () => {
    const last = await provider.getBlockNumber();
    for (const address of [election, factory] as string[]) {
      expect(blockOf(address)).to.be.greaterThan(BEFORE);
      expect(await firstBlockOf(address, last, provider)).to.equal(blockOf(address));
    }
    provider.asked.splice(0);
    expect(await names()).to.deep.equal(all);
    // Two for the events, one to see that the block created it.
    expect(provider.asked.filter(({ method }) => method === "eth_getLogs")).to.have.length(3);
  });

  it("begins with the first block of all where the node keeps no old states, or is wrong about them", async () => {
    for (const memory of ["none", "false"] as const) {
      provider.memory = memory;
      expect(await firstBlockOf(election as string, await provider.getBlockNumber(), provider)).to.equal(0);
      provider.asked.splice(0);
      expect(await names()).to.deep.equal(all);
    }
  });

  it("finds none up to a block before the creation, and asks for no code on a short chain", async () => {
    expect(await names(blockOf(election) - 1)).to.deep.equal([]);
    provider.asked.splice(0);
    expect(await names(100)).to.deep.equal([]);
    expect(provider.firstLogsBlock()).to.equal(0);
    expect(provider.asked.map(({ method }) => method)).not.to.include("eth_getCode");
  });
});
