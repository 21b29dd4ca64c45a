import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { electionAt, factoryAt } from "../../../sdk/chain/contracts.ts";
import { readFromCreation } from "../../../sdk/chain/creationBlock.ts";
import { deployShared, type SharedContracts } from "../../../sdk/chain/deploy.ts";
import { createBoard } from "../../../sdk/chain/factories.ts";
import { firstBlockOf, readFrom } from "../../../sdk/chain/firstBlock.ts";
import { logsOf } from "../../../sdk/chain/logs.ts";
import { readCreation } from "../../../sdk/chain/organizer.ts";
import { RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { startRpcProxy } from "../../rpcProxy.ts";
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
  this.timeout(300_000);
  let chain: LocalChain;
  let provider: RememberingProvider;
  let [election, factory]: string[] = [];
  let shared: SharedContracts;
  let board: string;
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
    const account = await chain.newAccount();
    const [registrar, approver] = [await chain.newAccount(), await chain.newAccount()];
    const offices = { registrar: registrar.address, approver: approver.address };
    shared = await deployShared({ ...offices, rotationDelay: 7 * 86_400 }, account);
    const now = await chain.now();
    const made = await createBoard(
      shared.boardFactory.address,
      {
        ...{ factory: shared.factory.address, trustees: [registrar.address, approver.address], threshold: 2 },
        ...{ registerBy: now + 86_400, dealBy: now + 3 * 86_400, termEndsAt: now + 400 * 86_400 },
      },
      account,
    );
    board = made.address;
    for (const { address, blockNumber } of [shared.registry, shared.publishedRolls, made]) {
      created.set(address.toLowerCase(), blockNumber);
    }
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
    const { registry, publishedRolls } = shared;
    for (const address of [election, factory, registry.address, publishedRolls.address, board] as string[]) {
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

  it("begins, where the node keeps no old states, with the block in which the factory said that it made it", async () => {
    const last = await provider.getBlockNumber();
    const { registry, publishedRolls, rollFactory, boardFactory } = shared;
    for (const memory of ["none", "false"] as const) {
      provider.memory = memory;
      for (const [address, maker] of [
        [election, factory],
        [registry.address, rollFactory.address],
        [publishedRolls.address, rollFactory.address],
        [board, boardFactory.address],
      ] as readonly [string, string][]) {
        const from = await readFromCreation(address, async () => maker, last, provider);
        expect(from, address).to.equal(blockOf(address));
      }
      // What another contract says of it is believed by nobody, and neither is a factory that did not make it.
      const strange = async () => boardFactory.address;
      expect(await readFromCreation(registry.address, strange, last, provider)).to.equal(0);
      expect(await readFromCreation(registry.address, async () => undefined, last, provider)).to.equal(0);
    }
  });

  it("asks for no block before those that a deployment names, each contract's own", async () => {
    const node = await startRpcProxy(chain.url);
    const asked: number[] = [];
    node.answer = ({ method, params }) => {
      if (method === "eth_getLogs") asked.push(Number((params[0] as { fromBlock: string }).fromBlock));
      return undefined;
    };
    const [of, from] = [election as string, factory as string];
    const firstBlocks = {
      [of.toLowerCase()]: blockOf(of),
      [board.toLowerCase()]: 7,
      [from.toLowerCase()]: blockOf(from),
    };
    const told = new RpcProvider(node.url, 31337n, { deadline: 30_000, firstBlocks });
    const last = await told.getBlockNumber();
    expect(await readFrom(of, last, told)).to.equal(blockOf(of));
    expect(await readFrom(board, last, told)).to.equal(7);
    expect(asked).to.deep.equal([]);
    expect((await readCreation(from, of, told)).blockNumber).to.equal(blockOf(of));
    expect(Math.min(...asked)).to.be.at.least(blockOf(from));
    told.destroy();
    await node.close();
  });

  it("finds none up to a block before the creation, and asks for no code on a short chain", async () => {
    expect(await names(blockOf(election) - 1)).to.deep.equal([]);
    provider.asked.splice(0);
    expect(await names(100)).to.deep.equal([]);
    expect(provider.firstLogsBlock()).to.equal(0);
    expect(provider.asked.map(({ method }) => method)).not.to.include("eth_getCode");
  });
});
