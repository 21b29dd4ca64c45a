import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { toBeHex, toQuantity } from "ethers";
import { electionInterface } from "../../../sdk/chain/contracts.ts";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { constitutionHash, constitutionToAbi, electionScope } from "../../../sdk/election/constitutionAbi.ts";
import { limitedNode } from "../../rpcLimits.ts";
import { hang, reset, type Saying } from "../../rpcProxy.ts";
import { get, packageOf, post, timesCast } from "./relayerWorld.ts";
import { severalNodes } from "./severalNodes.ts";
import { syntheticBallot } from "./syntheticBallots.ts";

describe("A relayer's settling, with several nodes of which one may lie, hang or stay behind", function () {
  this.timeout(120_000);
  const on = severalNodes();
  const { node, urls, send } = on;

  async function work(rounds: number): Promise<void> {
    for (let i = 0; i < rounds; i++) await on.relayer.work();
  }

  const packages = () => on.store.unsettled().filter((ballot) => ballot.package !== "").length;
  const refusal = async () => (await send(syntheticBallot(on.world.election))).body.code;

  const hidesLogs: Saying = ({ method }) => (method === "eth_getLogs" ? { result: [] } : undefined);
  /** Shows every ballot's event as that of another ballot. */
  const altersLogs: Saying = async ({ method }, pass) => {
    if (method !== "eth_getLogs") return undefined;
    const { result } = (await pass()) as { result: { data: string }[] };
    // The last of the ciphertexts' words; a proof of eight comes after it.
    const altered = (data: string) => `${data.slice(0, -520)}00000001${data.slice(-512)}`;
    return { result: result.map((log) => ({ ...log, data: altered(log.data) })) };
  };
  /** Its blocks have other hashes, and so have its events. */
  const otherChain: Saying = async ({ method }, pass) => {
    if (method === "eth_getBlockByNumber") {
      return { result: { ...((await pass()).result as object), hash: `0x${"ab".repeat(32)}` } };
    }
    return undefined;
  };

  it("settles what two nodes show under one final hash, and lets the package go", async () => {
    await on.started(2);
    const ballots = await on.taken(3);
    await work(2);
    expect(await timesCast(on.world, ballots)).to.deep.equal([1, 1, 1]);
    expect(on.relayer.health()).to.deep.include({ status: "ok", nodes: 2, answering: 2, waiting: 0, unsettled: 0 });
    const [settled] = ballots as [Ballot];
    expect(on.store.find({ ...settled, kind: "ballot", contract: on.world.election.election })).to.deep.include({
      package: "",
      settled: true,
    });
  });

  for (const [what, lie] of [
    ["hides its events", hidesLogs],
    ["shows other ballots in their place", altersLogs],
    ["has other blocks", otherChain],
  ] as const) {
    it(`settles nothing and takes nothing while one of two nodes ${what}, and keeps every package`, async () => {
      await on.started(2);
      const ballots = await on.taken(2);
      await on.relayer.work();
      node(1).answer = lie;
      await work(3);
      expect(packages()).to.equal(2);
      expect(on.relayer.health()).to.deep.include({ status: "nodes disagree", unsettled: 2 });
      expect(on.relayer.health().said).to.contain("node 1 says").and.contain("node 2 says");
      expect(await refusal()).to.equal("NODES_DISAGREE");
      node(1).answer = () => undefined;
      await on.relayer.work();
      expect(on.relayer.health()).to.deep.include({ status: "ok", unsettled: 0, said: null });
      expect(await timesCast(on.world, ballots)).to.deep.equal([1, 1]);
      expect((await send(syntheticBallot(on.world.election))).status).to.equal(201);
    });

    for (const liar of [0, 1]) {
      it(`is decided by a third node where node ${liar + 1} ${what}, and goes on taking ballots`, async () => {
        await on.started(3);
        const first = await on.taken(2);
        await on.relayer.work();
        node(liar).answer = lie;
        await work(3);
        const second = await on.taken(1);
        await work(4);
        expect(on.relayer.health()).to.deep.include({ status: "ok", waiting: 0, unsettled: 0 });
        expect(await timesCast(on.world, [...first, ...second])).to.deep.equal([1, 1, 1]);
      });
    }
  }

  it("does not take one node's word for what is final: the other's block counts, which is the lower", async () => {
    const before = await on.world.chain.provider.getBlockNumber();
    await on.started(2);
    node(1).answer = limitedNode({ finalized: before });
    const ballots = await on.taken(2);
    await work(3);
    expect(on.relayer.health()).to.deep.include({ unsettled: 2, final: before });
    expect(packages()).to.equal(2);
    node(1).answer = () => undefined;
    await on.relayer.work();
    expect(on.relayer.health()).to.deep.include({ unsettled: 0 });
    expect(await timesCast(on.world, ballots)).to.deep.equal([1, 1]);
  });

  for (const finalized of ["null", "zero", "error", "not found"] as const) {
    it(`calls finality unknown where the nodes say ${finalized}, takes nothing, and keeps what it has`, async () => {
      await on.started(2);
      await on.taken(1);
      for (const one of on.nodes) one.answer = limitedNode({ finalized });
      await work(3);
      expect(packages()).to.equal(1);
      await on.relayer.close();
      on.relayer = await on.world.relayer({
        store: on.store,
        rpc: urls(2),
        clock: () => on.now,
        limits: { finality: 0 },
      });
      expect(on.relayer.health()).to.deep.include({ status: "finality unknown", final: null, finalAge: null });
      expect(await refusal()).to.equal("FINALITY_UNKNOWN");
      await on.relayer.close();
      // A manifest may say what the chain does not.
      on.relayer = await on.world.relayer({
        store: on.store,
        rpc: urls(2),
        clock: () => on.now,
        limits: { finality: 1 },
      });
      await work(2);
      expect(on.relayer.health()).to.deep.include({ status: "ok", unsettled: 0 });
    });
  }

  it("keeps its packages while finality stands still, however many blocks come, and takes none above its limit", async () => {
    const stalled = await on.world.chain.provider.getBlockNumber();
    for (const one of on.nodes) one.answer = limitedNode({ finalized: stalled });
    await on.started(2, { mostUnsettled: 4, finalityStaleAfter: 60_000 });
    const ballots = await on.taken(3);
    await on.relayer.work();
    const snapshot = await on.world.rpc("evm_snapshot");
    const late = await on.taken(1);
    await on.relayer.work();
    await on.world.chain.mine(100);
    on.now += 61_000;
    await on.relayer.work();
    expect(packages()).to.equal(4);
    expect(on.relayer.health()).to.deep.include({
      status: "store full",
      final: stalled,
      finalStanding: 61,
      waiting: 0,
    });
    expect(await refusal()).to.equal("STORE_FULL");
    // The side of a split that makes its own blocks, a hundred deep, goes: nothing of it was final.
    await on.world.rpc("evm_revert", snapshot);
    await on.world.chain.mine(2);
    await work(3);
    expect(await timesCast(on.world, [...ballots, ...late])).to.deep.equal([1, 1, 1, 1]);
    for (const one of on.nodes) one.answer = () => undefined;
    await on.relayer.work();
    expect(on.relayer.health()).to.deep.include({ status: "ok", unsettled: 0 });
  });

  for (const [what, lie] of [
    ["with no data", (log: object) => ({ ...log, data: "0x" })],
    ["as a mere word", () => undefined],
  ] as const) {
    for (const liar of [0, 2]) {
      it(`goes on sending and settling where node ${liar + 1} of three gives its events ${what}`, async () => {
        await on.started(3, { staleAfter: 90_000 });
        const first = await on.taken(1);
        await work(1);
        node(liar).answer = async ({ method }, pass) => {
          if (method !== "eth_getLogs") return undefined;
          const { result } = (await pass()) as { readonly result: readonly object[] };
          return { result: lie({}) === undefined ? "garbage" : result.map(lie) };
        };
        const second = await on.taken(2);
        for (let i = 0; i < 4; i++) {
          on.now += 60_000;
          await on.relayer.work();
        }
        expect(await timesCast(on.world, [...first, ...second])).to.deep.equal([1, 1, 1]);
        expect(on.relayer.health()).to.deep.include({ status: "ok", waiting: 0, unsettled: 0 });
      });
    }
  }

  it("sends what waits although no node can say what is settled, and takes nothing once no round ended well", async () => {
    await on.started(2, { staleAfter: 90_000 });
    const ballots = await on.taken(1);
    for (const one of on.nodes) {
      // Of the head itself they say everything.
      one.answer = ({ method, params }) =>
        method === "eth_getLogs" &&
        (params[0] as { fromBlock: string }).fromBlock === (params[0] as { toBlock: string }).toBlock
          ? { result: "garbage" }
          : undefined;
    }
    await work(2);
    const others = await on.taken(1);
    await work(1);
    expect(await timesCast(on.world, [...ballots, ...others])).to.deep.equal([1, 1]);
    on.now += 90_001;
    await work(1);
    expect(on.relayer.health()).to.deep.include({ status: "chain unreachable", unsettled: 2 });
    expect(await refusal()).to.equal("CHAIN_STALE");
  });

  it("goes on with the others where one gives a latest block without a number", async () => {
    await on.started(3);
    const ballots = await on.taken(1);
    node(1).answer = async ({ method, params }, pass) => {
      if (method !== "eth_getBlockByNumber" || params[0] !== "latest") return undefined;
      const { number: _, ...rest } = (await pass()).result as { readonly number: string };
      return { result: rest };
    };
    await work(3);
    expect(await timesCast(on.world, ballots)).to.deep.equal([1]);
    expect(on.relayer.health()).to.deep.include({ status: "ok", answering: 2, unsettled: 0 });
  });

  it("sends again what a reorganisation dropped although a node that is not in use fails at calls", async () => {
    for (const one of on.nodes) one.answer = limitedNode({ finalized: await on.world.chain.provider.getBlockNumber() });
    await on.started(3);
    const snapshot = await on.world.rpc("evm_snapshot");
    const ballots = await on.taken(1);
    await work(2);
    expect(await timesCast(on.world, ballots)).to.deep.equal([1]);
    await on.world.rpc("evm_revert", snapshot);
    await on.world.chain.mine(3);
    for (const one of on.nodes) one.answer = () => undefined;
    node(2).answer = ({ method }) => (method === "eth_call" ? { result: "0x" } : undefined);
    await work(3);
    expect(await timesCast(on.world, ballots)).to.deep.equal([1]);
    expect(on.relayer.health()).to.deep.include({ status: "ok", unsettled: 0 });
  });

  it("settles the ballots about which two nodes agree while they contradict one another in one", async () => {
    await on.started(2);
    await on.taken(4);
    await on.relayer.work();
    const hidden = toBeHex(on.store.unsettled()[0]?.acknowledgement.nullifier as bigint, 32);
    node(1).answer = async ({ method }, pass) => {
      if (method !== "eth_getLogs") return undefined;
      const { result } = (await pass()) as { readonly result: readonly { readonly topics: readonly string[] }[] };
      return { result: result.filter(({ topics }) => topics[1] !== hidden) };
    };
    await work(3);
    expect(on.relayer.health()).to.deep.include({ status: "nodes disagree", unsettled: 1 });
    node(1).answer = () => undefined;
    await work(1);
    expect(on.relayer.health()).to.deep.include({ status: "ok", unsettled: 0 });
  });

  for (const [count, expected] of [
    [3, "final"],
    [2, "included"],
  ] as const) {
    it(`calls another's ballot ${expected} which one of ${count} nodes hides, whichever that is`, async () => {
      await on.started(count);
      await on.taken(1);
      const other = await on.world.relayer();
      const { tracker } = (await post(other, packageOf(on.world.election, syntheticBallot(on.world.election)))).body;
      await other.work();
      await other.close();
      await work(2);
      const stateNow = async () => (await get(on.relayer, `/ballots/${tracker}`)).body.state;
      node(1).answer = hidesLogs;
      expect(await stateNow()).to.equal(expected);
      [node(0).answer, node(1).answer] = [hidesLogs, () => undefined];
      expect(await stateNow()).to.equal(count === 3 ? "final" : "missing");
      node(0).answer = () => undefined;
      expect(await stateNow()).to.equal("final");
    });
  }

  it("takes one node under two spellings for one", async () => {
    await on.started(1);
    await on.relayer.close();
    const { url } = node(0);
    on.relayer = await on.world.relayer({
      store: on.store,
      rpc: [url, `${url}/`, url.replace("http", "HTTP")],
      clock: () => on.now,
    });
    expect(on.relayer.health()).to.deep.include({ status: "single-node", nodes: 1 });
  });

  it("hands its transactions to every node: one that swallows them keeps nothing back", async () => {
    await on.started(2);
    node(0).answer = ({ method }) =>
      method === "eth_sendRawTransaction" ? { result: `0x${"cd".repeat(32)}` } : undefined;
    const ballots = await on.taken(2);
    await work(2);
    expect(await timesCast(on.world, ballots)).to.deep.equal([1, 1]);
  });

  for (const [what, failure] of [
    ["vanishes", reset],
    ["hangs", hang],
  ] as const) {
    it(`changes over where the node in use ${what}, and settles once a second one answers again`, async () => {
      await on.started(2);
      node(0).answer = () => failure;
      const ballots = await on.taken(2);
      await work(3);
      expect(await timesCast(on.world, ballots)).to.deep.equal([1, 1]);
      expect(on.relayer.health()).to.deep.include({ nodes: 2, answering: 1, failure: null, waiting: 0, unsettled: 2 });
      node(0).answer = () => undefined;
      // A question that hangs is called off after a second.
      await sleep(1_200);
      await work(3);
      expect(on.relayer.health()).to.deep.include({ status: "ok", answering: 2, unsettled: 0 });
    });
  }

  it("promises nothing once one of two nodes has said nothing for long, as a second one cannot confirm it", async () => {
    await on.started(2, { staleAfter: 90_000 });
    node(1).answer = () => reset;
    await on.relayer.work();
    await on.taken(1);
    on.now += 90_001;
    await work(2);
    expect(on.relayer.health()).to.deep.include({ status: "finality unknown", answering: 1, finalAge: 90 });
    expect(await refusal()).to.equal("FINALITY_UNKNOWN");
    node(1).answer = () => undefined;
    await work(3);
    expect(on.relayer.health()).to.deep.include({ status: "ok", unsettled: 0 });
  });

  it("changes over from a node whose head stands still while another's goes on", async () => {
    await on.started(2);
    const frozen = await on.world.rpc("eth_getBlockByNumber", "latest", false);
    const isLatest = (params: readonly unknown[]) => params[0] === "latest";
    node(0).answer = ({ method, params }) =>
      method === "eth_getBlockByNumber" && isLatest(params) ? { result: frozen } : undefined;
    await on.world.chain.mine(10);
    await on.relayer.work();
    const { head } = on.relayer.health();
    expect(head).to.equal(await on.world.chain.provider.getBlockNumber());
  });

  it("asks no node that alone claims to be far ahead of two others", async () => {
    await on.started(3);
    node(0).answer = async ({ method, params }, pass) => {
      if (method !== "eth_getBlockByNumber" || params[0] !== "latest") return undefined;
      const { result } = (await pass()) as { result: { number: string } };
      return { result: { ...result, number: toQuantity(Number(result.number) + 1_000) } };
    };
    await work(2);
    expect(on.relayer.health().head).to.equal(await on.world.chain.provider.getBlockNumber());
    const ballots = await on.taken(1);
    await work(3);
    expect(await timesCast(on.world, ballots)).to.deep.equal([1]);
    expect(on.relayer.health()).to.deep.include({ status: "ok", unsettled: 0 });
  });

  it("starts with a node that answers where the other one is down, and uses that one when it is back", async () => {
    await on.started(2);
    const ballots = await on.taken(1);
    await on.relayer.close();
    node(0).answer = () => reset;
    await on.started(2);
    expect(await refusal()).to.equal("FINALITY_UNKNOWN");
    await on.relayer.work();
    expect(await timesCast(on.world, ballots)).to.deep.equal([1]);
    expect(on.relayer.health()).to.deep.include({ nodes: 2, answering: 1, unsettled: 1 });
    node(0).answer = () => undefined;
    await work(3);
    expect(on.relayer.health()).to.deep.include({ status: "ok", answering: 2, unsettled: 0 });
  });

  it("takes ballots of tests alone where it has one node, and says that it has", async () => {
    await on.started(1);
    expect(on.relayer.health()).to.deep.include({ status: "single-node", nodes: 1 });
    const ballots = await on.taken(1);
    await on.relayer.close();
    const { election } = on.world.election;
    for (const one of on.nodes) {
      one.answer = async ({ method, params }, pass) => {
        const [{ to, data } = {}] = params as readonly [{ to?: string; data?: string }?];
        if (method !== "eth_call" || to?.toLowerCase() !== election.toLowerCase()) return undefined;
        return bindingAnswer(data as string, (await pass()).result as string);
      };
    }
    // What is no test is sent by one node, and settled by two.
    await on.started(1);
    expect(await refusal()).to.equal("NODE_ALONE");
    await work(3);
    expect(await timesCast(on.world, ballots)).to.deep.equal([1]);
    expect(on.relayer.health()).to.deep.include({ waiting: 0, unsettled: 1 });
    await on.relayer.close();
    await on.started(2);
    await work(2);
    expect(on.relayer.health()).to.deep.include({ status: "ok", unsettled: 0 });
  });

  /** An election's answers, as if it were no test. */
  function bindingAnswer(data: string, result: string): { result: string } {
    const { chainId, election, constitution } = on.world.election;
    const binding = { ...constitution, isTest: false };
    const hash = constitutionHash(binding);
    const answers: Readonly<Record<string, unknown>> = {
      constitution: constitutionToAbi(binding),
      constitutionHash: hash,
      scope: electionScope(chainId, election, hash),
    };
    const called = electionInterface.getFunction(data.slice(0, 10));
    const answer = answers[called?.name ?? ""];
    if (called === null || answer === undefined) return { result };
    return { result: electionInterface.encodeFunctionResult(called, [answer]) };
  }
});
