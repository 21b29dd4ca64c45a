import { expect } from "chai";
import { toQuantity } from "ethers";
import { proposalsInterface } from "../../../sdk/chain/proposalContracts.ts";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import type { ActPackage } from "../../../sdk/proposals/actPackage.ts";
import type { Relayer, RelayerSettings } from "../../../services/relayer/relayer.ts";
import { openStore, type Store } from "../../../services/relayer/store.ts";
import { forgePosting } from "../../contracts/proposals/forgedSignals.ts";
import { idOf, postFacts, word, writeCensus } from "../../contracts/proposals/proposalTown.ts";
import { type RpcProxy, type Saying, startRpcProxy } from "../../rpcProxy.ts";
import {
  type ActWorld,
  forgedChange,
  forgedProposal,
  postAct,
  postPackage,
  ROOT,
  startActWorld,
  timesActed,
} from "./actWorld.ts";
import { get } from "./relayerWorld.ts";

const RESIDENT = FIELD_ORDER / 3n;
const PAST_HALF = 700;

describe("A relayer's acts, with several nodes of which one may lie", function () {
  this.timeout(120_000);
  let world: ActWorld;
  let nodes: readonly RpcProxy[];
  let store: Store;
  let relayer: Relayer;
  let snapshot: string;
  let now = 1;
  let residents = 0n;

  before(async () => {
    world = await startActWorld("SyntheticSignalVerifier");
    await world.rpc("hardhat_mine", "0x28");
  });
  beforeEach(async () => {
    snapshot = (await world.rpc("evm_snapshot")) as string;
    nodes = await Promise.all([1, 2, 3].map(() => startRpcProxy(world.url)));
    store = openStore(world.newFile());
  });
  afterEach(async () => {
    await relayer.close();
    store.close();
    for (const node of nodes) await node.close();
    await world.rpc("evm_revert", snapshot);
  });
  after(() => world.close());

  async function started(count: number, limits: RelayerSettings["limits"] = {}): Promise<void> {
    const rpc = nodes.slice(0, count).map(({ url }) => url);
    relayer = await world.relayer({ store, rpc, clock: () => now, limits: { finality: 0, ...limits } });
  }

  const node = (index: number) => nodes[index] as RpcProxy;
  const mine = (blocks = 1) => world.rpc("hardhat_mine", toQuantity(blocks));
  async function work(rounds: number): Promise<void> {
    for (let i = 0; i < rounds; i++) {
      now += 10_000;
      await mine();
      await relayer.work();
    }
  }

  /** A node for which nothing later than a block is final. */
  const finalUntil =
    (block: number): Saying =>
    ({ method, params }, pass) =>
      method === "eth_getBlockByNumber" && params[0] === "finalized"
        ? pass({ method, params: [toQuantity(block), false] })
        : undefined;
  const nullifier = () => RESIDENT + ++residents;
  const proposed = (changes = {}) => forgedProposal(world, changes, nullifier());
  async function taken(acts: readonly ActPackage[]): Promise<string[]> {
    const trackers: string[] = [];
    for (const act of acts) {
      const { status, body } = await postAct(relayer, act);
      expect(status).to.equal(201);
      trackers.push(body.tracker as string);
    }
    return trackers;
  }
  const stateOf = async (tracker = "") => (await get(relayer, `/acts/${tracker}`)).body.state;
  const directly = (...acts: readonly ActPackage[]) => world.town.proposals.act(acts.map(({ act }) => act));

  it("brings acts of several proposals in one transaction, a posting in one of its own, and settles them", async () => {
    await started(2);
    const ids = [await proposed(), await proposed({ digest: word(0xc1) })];
    const acts = [0, 1, 0, 1].map((which) => forgedChange(world, ids[which] as bigint, nullifier()));
    const trackers = await taken(acts);
    await relayer.work();
    const block = await world.provider.getBlockNumber();
    expect((await world.provider.getBlock(block))?.transactions).to.have.length(1);
    expect(await timesActed(world, acts)).to.deep.equal([1, 1, 1, 1]);
    const posting = forgePosting(world.town, await postFacts(world.town, { slot: 1 }), ROOT, nullifier());
    const post = postPackage(world, posting);
    trackers.push(...(await taken([post])));
    await work(3);
    expect(await timesActed(world, [post])).to.deep.equal([1]);
    for (const tracker of trackers) expect(await stateOf(tracker)).to.equal("final");
    expect(relayer.health()).to.deep.include({ status: "ok", waiting: 0, unsettled: 0 });
    for (const { act } of acts) {
      const key = { kind: "act", contract: world.town.place.proposals, nullifier: act.nullifier, version: 0n } as const;
      expect(store.find(key)).to.deep.include({ package: "", settled: true, placement: "cast" });
    }
  });

  it("lets no version that moved meanwhile spoil a batch, and counts the act that was brought another way", async () => {
    await started(2);
    const id = await proposed();
    const acts = [1, 2].map(() => forgedChange(world, id, nullifier()));
    const trackers = await taken(acts);
    await directly(acts[0] as ActPackage);
    await work(3);
    expect(await timesActed(world, acts)).to.deep.equal([1, 1]);
    for (const tracker of trackers) expect(await stateOf(tracker)).to.equal("final");
  });

  it("tells an act that the quota came before, once that is final, and goes on taking others", async () => {
    await started(2);
    const [id, other] = [await proposed(), await proposed({ digest: word(0xc2) })];
    const [tracker] = await taken([forgedChange(world, id, nullifier())]);
    await directly(...[1, 2, 3].map(() => forgedChange(world, id, nullifier())));
    const stalled = await world.provider.getBlockNumber();
    for (const one of nodes) one.answer = finalUntil(stalled - 1);
    await work(3);
    // A reorganisation may still open it again.
    expect(await stateOf(tracker)).to.equal("accepted");
    expect(relayer.health()).to.deep.include({ unsettled: 1 });
    await world.rpc("evm_increaseTime", PAST_HALF);
    await work(2);
    // Nobody's fault, so nothing is late.
    expect(relayer.health().status).to.equal("ok");
    const [later] = await taken([forgedChange(world, other, nullifier())]);
    for (const one of nodes) one.answer = () => undefined;
    await work(3);
    expect(await stateOf(tracker)).to.equal("latched");
    expect(await stateOf(later)).to.equal("final");
    expect(relayer.health()).to.deep.include({ status: "ok", waiting: 0, unsettled: 0 });
    expect(store.byTracker("act", tracker as string)).to.deep.include({ package: "", settled: true });
  });

  it("brings what a quota still needs where far more wait, and other acts behind them", async () => {
    await started(2);
    const [id, other] = [await proposed(), await proposed({ digest: word(0xc7) })];
    const trackers = await taken(Array.from({ length: 16 }, () => forgedChange(world, id, nullifier())));
    const posting = forgePosting(world.town, await postFacts(world.town, { slot: 1 }), ROOT, nullifier());
    const post = postPackage(world, posting);
    await taken([forgedChange(world, other, nullifier()), post]);
    await work(6);
    expect(Number((await world.town.proposals.proposal(id)).supporters)).to.equal(3);
    expect(await timesActed(world, [post])).to.deep.equal([1]);
    const states = await Promise.all(trackers.map(stateOf));
    expect(states.filter((state) => state === "final")).to.have.length(3);
    expect(states.filter((state) => state === "latched")).to.have.length(13);
    expect(relayer.health()).to.deep.include({ status: "ok", waiting: 0 });
  });

  it("lets a posting that cannot be taken now hold up nothing that is late", async () => {
    await started(2);
    const { town } = world;
    const id = await proposed();
    const template = { ...town.template, series: word(0xc8), rollId: 8n };
    await town.published.publish(template);
    const cut = await writeCensus(town, { root: ROOT, rollId: 8n });
    await work(2);
    const facts = await postFacts(town, { template, digest: word(0xc9) });
    const [stuck] = await taken([postPackage(world, forgePosting(town, facts, ROOT, nullifier()))]);
    // As if another block had the roll otherwise at that time.
    await writeCensus(town, { root: 0n, activeMembers: 0, rollId: 8n, time: cut - 5 });
    const act = forgedChange(world, id, nullifier());
    await taken([act]);
    for (const one of nodes) {
      one.answer = ({ method }) =>
        method === "eth_estimateGas" ? { error: { code: -32_603, message: "try again" } } : undefined;
    }
    await work(2);
    await world.rpc("evm_increaseTime", PAST_HALF);
    await work(2);
    expect(relayer.health().status).to.equal("promise late");
    for (const one of nodes) one.answer = () => undefined;
    await work(3);
    expect(await timesActed(world, [act])).to.deep.equal([1]);
    expect(await stateOf(stuck)).to.equal("accepted");
    expect(relayer.health().status).to.equal("ok");
  });

  it("takes no more postings than come to a block in time, and everything else meanwhile", async () => {
    await started(2, { mostWaitingPosts: 1 });
    const id = await proposed();
    const posting = async (slot: number) =>
      postPackage(world, forgePosting(world.town, await postFacts(world.town, { slot }), ROOT, nullifier()));
    await taken([await posting(1)]);
    const { status, body } = await postAct(relayer, await posting(1));
    expect([status, body.code]).to.deep.equal([503, "POSTS_WAITING"]);
    await taken([forgedChange(world, id, nullifier())]);
    await work(4);
    await taken([await posting(1)]);
  });

  it("brings an act to a proposal that a reorganisation opened again", async () => {
    await started(2);
    const id = await proposed();
    const act = forgedChange(world, id, nullifier());
    const [tracker] = await taken([act]);
    const before = await world.rpc("evm_snapshot");
    await directly(...[1, 2, 3].map(() => forgedChange(world, id, nullifier())));
    const stalled = await world.provider.getBlockNumber();
    for (const one of nodes) one.answer = finalUntil(stalled - 1);
    await work(2);
    expect(await stateOf(tracker)).to.equal("accepted");
    await world.rpc("evm_revert", before);
    await work(3);
    expect(await timesActed(world, [act])).to.deep.equal([1]);
    for (const one of nodes) one.answer = () => undefined;
    await work(2);
    expect(await stateOf(tracker)).to.equal("final");
  });

  it("tells an act that came too late that supporting is over", async () => {
    await started(2);
    const id = await proposed();
    const { closesAt } = await world.town.proposals.proposal(id);
    await world.town.networkHelpers.time.increaseTo(Number(closesAt) - 60);
    await work(2);
    const act = forgedChange(world, id, nullifier());
    const [tracker] = await taken([act]);
    await world.town.networkHelpers.time.increaseTo(Number(closesAt));
    await work(3);
    expect(await timesActed(world, [act])).to.deep.equal([0]);
    expect(await stateOf(tracker)).to.equal("closed");
    expect(relayer.health()).to.deep.include({ status: "ok", unsettled: 0 });
  });

  it("tells a posting that its template was taken over from, or that another one took its slot", async () => {
    await started(2);
    const { town } = world;
    await writeCensus(town, { root: ROOT });
    const template = { ...town.template, series: word(0xc3) };
    await town.published.publish(template);
    await work(2);
    const [first, second] = [nullifier(), nullifier()];
    const posting = async (poster: bigint, digest: string) =>
      forgePosting(town, await postFacts(town, { template, digest }), ROOT, poster);
    const superseded = postPackage(world, await posting(first, word(0xc4)));
    const displaced = postPackage(world, await posting(second, word(0xc5)));
    const trackers = await taken([superseded, displaced]);
    await town.proposals.post(await posting(second, word(0xc6)));
    await town.published.publish({ ...template, quota: 9 });
    await town.templates.takeOver({ ...template, quota: 9 });
    // For a day more it could have been brought.
    await town.networkHelpers.time.increase(86_400);
    await work(3);
    expect(await Promise.all(trackers.map(stateOf))).to.deep.equal(["closed", "displaced"]);
    expect(relayer.health()).to.deep.include({ status: "ok", unsettled: 0 });
    expect(idOf(town, await posting(second, word(0xc6)), ROOT, second)).to.equal(
      await town.proposals.postedWith(second),
    );
  });

  /** Answers to a view of the contract as something else. */
  const says =
    (name: string, alter: (values: readonly unknown[]) => readonly unknown[]): Saying =>
    async ({ method, params }, pass) => {
      const [{ data = "" } = {}] = params as readonly [{ readonly data?: string }?];
      const called = method === "eth_call" ? proposalsInterface.getFunction(data.slice(0, 10)) : null;
      if (called?.name !== name) return undefined;
      const values = proposalsInterface.decodeFunctionResult(called, (await pass()).result as string).toArray();
      return { result: proposalsInterface.encodeFunctionResult(called, [...alter(values)]) };
    };
  const lies: readonly (readonly [string, Saying])[] = [
    ["that every quota was reached", says("state", () => [3n])],
    ["that every proposal is closed", says("state", () => [2n])],
    ["that every version moved", says("changes", ([version]) => [(version as bigint) + 1n])],
    [
      "that nothing was ever posted",
      says("proposal", ([found]) => [(found as unknown[]).map((v) => (typeof v === "string" ? v : 0n))]),
    ],
    [
      "that every act would be refused",
      ({ method }) =>
        method === "eth_estimateGas" ? { error: { code: 3, message: "execution reverted", data: "0x" } } : undefined,
    ],
  ];
  for (const [what, lie] of lies) {
    for (const liar of [0, 2]) {
      it(`takes, sends and settles acts where node ${liar + 1} of three says ${what}`, async () => {
        await started(3, { setAsideDelay: 5_000 });
        const id = await proposed();
        const first = forgedChange(world, id, nullifier());
        const trackers = await taken([first]);
        node(liar).answer = lie;
        await work(3);
        node(liar).answer = what.includes("nothing") ? lie : () => undefined;
        const second = forgedChange(world, id, nullifier());
        trackers.push(...(await taken([second])));
        node(liar).answer = lie;
        await work(5);
        expect(await timesActed(world, [first, second])).to.deep.equal([1, 1]);
        expect(await Promise.all(trackers.map(stateOf))).to.deep.equal(["final", "final"]);
      });
    }
  }

  it("takes acts of tests alone where it has one node, and settles those by its word", async () => {
    await started(1);
    const id = await proposed();
    const [tracker] = await taken([forgedChange(world, id, nullifier())]);
    await work(3);
    expect(await stateOf(tracker)).to.equal("final");
    const [late] = await taken([forgedChange(world, id, nullifier())]);
    await directly(...[1, 2].map(() => forgedChange(world, id, nullifier())));
    await work(3);
    expect(await stateOf(late)).to.equal("latched");
  });
});
