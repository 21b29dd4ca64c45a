import { expect } from "chai";
import { toBeHex, toQuantity } from "ethers";
import { electionInterface } from "../../../sdk/chain/contracts.ts";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import type { Saying } from "../../rpcProxy.ts";
import { get, timesCast } from "./relayerWorld.ts";
import { severalNodes } from "./severalNodes.ts";
import { syntheticBallot } from "./syntheticBallots.ts";

/** Past half of a promise of 900 seconds, which is rounded up to 1,200 at the most, and before its end. */
const PAST_HALF = 700;

describe("A relayer whose node in use lies so that what was acknowledged is not sent", function () {
  this.timeout(120_000);
  const on = severalNodes();
  const { node, send } = on;
  const started = (count: number) => on.started(count, { setAsideDelay: 5_000, staleAfter: 90_000 });

  async function work(rounds: number): Promise<void> {
    for (let i = 0; i < rounds; i++) {
      on.now += 10_000;
      await on.world.chain.mine(1);
      await on.relayer.work();
    }
  }

  const revertsEstimates: Saying = ({ method }) =>
    method === "eth_estimateGas" ? { error: { code: 3, message: "execution reverted", data: "0x" } } : undefined;
  const says =
    (nonce: (used: bigint) => bigint): Saying =>
    async ({ method }, pass) =>
      method === "eth_getTransactionCount"
        ? { result: toQuantity(nonce(BigInt((await pass()).result as string))) }
        : undefined;
  /** Whose slots have all moved. */
  const movesSlots: Saying = async ({ method, params }, pass) => {
    const [{ data = "" } = {}] = params as readonly [{ readonly data?: string }?];
    const called = method === "eth_call" ? electionInterface.getFunction(data.slice(0, 10)) : null;
    if (called?.name !== "slot") return undefined;
    const [version, held] = electionInterface.decodeFunctionResult(called, (await pass()).result as string);
    return { result: electionInterface.encodeFunctionResult(called, [version + 1n, held]) };
  };

  for (const [what, lie] of [
    ["that every ballot is refused", revertsEstimates],
    ["that every slot has moved", movesSlots],
    ["that no nonce was used", says(() => 0n)],
    ["that more nonces were used", says((nonce) => nonce + 5n)],
  ] as const) {
    it(`sends at once where one of three nodes says ${what}`, async () => {
      await started(3);
      const first = await on.taken(1);
      await work(2);
      const second = await on.taken(2);
      node(0).answer = lie;
      await work(3);
      expect(await timesCast(on.world, [...first, ...second])).to.deep.equal([1, 1, 1]);
      expect(on.relayer.health()).to.deep.include({ status: "ok", waiting: 0 });
    });
  }

  /** Names another census. */
  const otherCensus: Saying = ({ method, params }) => {
    const [{ data = "" } = {}] = params as readonly [{ readonly data?: string }?];
    const called = method === "eth_call" ? electionInterface.getFunction(data.slice(0, 10)) : null;
    return called?.name === "censusRoot" ? { result: toBeHex(12_345n, 32) } : undefined;
  };

  it("takes ballots whose proofs hold although one of three nodes names another census", async () => {
    await started(3);
    node(0).answer = otherCensus;
    await on.taken(1);
  });

  it("reads an election again where proofs do not hold for what one node said of it, once a minute", async () => {
    await started(1);
    node(0).answer = otherCensus;
    expect((await send(syntheticBallot(on.world.election))).body.code).to.equal("PROOF_INVALID");
    node(0).answer = () => undefined;
    expect((await send(syntheticBallot(on.world.election))).body.code).to.equal("PROOF_INVALID");
    on.now += 50_000;
    await work(1);
    await on.taken(2);
    // Of junk the chain is not asked every time.
    on.now += 50_000;
    await work(1);
    const junk = () => send({ ...syntheticBallot(on.world.election), digest: 1n });
    expect((await junk()).body.code).to.equal("PROOF_INVALID");
    node(0).called = [];
    expect((await junk()).body.code).to.equal("PROOF_INVALID");
    expect(node(0).called.length).to.be.lessThan(6);
  });

  /** Shows the events of these slots in its latest block, however far the chain goes. */
  function showsAtHead(slots: readonly bigint[]): Saying {
    return async ({ method, params }, pass) => {
      if (method !== "eth_getLogs") return undefined;
      const [asked] = params as readonly [{ readonly fromBlock: string; readonly toBlock: string }];
      const all = await pass({ method, params: [{ ...asked, fromBlock: "0x0", toBlock: "latest" }] });
      const [log] = all.result as readonly { readonly topics: readonly string[] }[];
      const latest = await pass({ method: "eth_getBlockByNumber", params: ["latest", false] });
      const { number, hash } = latest.result as { readonly number: string; readonly hash: string };
      const { result } = (await pass()) as { readonly result: readonly object[] };
      if (log === undefined || BigInt(asked.toBlock) < BigInt(number)) return { result };
      const shown = slots.map((slot, i) => ({
        ...log,
        ...{ blockNumber: number, blockHash: hash, logIndex: toQuantity(50 + i) },
        topics: [log.topics[0], toBeHex(slot, 32), ...log.topics.slice(2)],
      }));
      return { result: [...result, ...shown] };
    };
  }

  /** Whose final block stays behind its latest. */
  const staysBehind: Saying = async ({ method, params }, pass) => {
    if (method !== "eth_getBlockByNumber" || params[0] !== "finalized") return undefined;
    const latest = await pass({ method, params: ["latest", false] });
    const { number } = latest.result as { readonly number: string };
    return pass({ method, params: [toQuantity(BigInt(number) - 10n), false] });
  };

  it("sends by the others, past half of a promise's time, what one node shows as cast in its latest block", async () => {
    await started(3);
    await on.taken(1);
    await work(2);
    const ballots = await on.taken(2);
    const slots = ballots.map(({ nullifier }) => nullifier);
    const shows = showsAtHead(slots);
    for (const one of on.nodes) one.answer = staysBehind;
    node(0).answer = async (call, pass) => (await staysBehind(call, pass)) ?? shows(call, pass);
    await work(3);
    expect(await timesCast(on.world, ballots)).to.deep.equal([0, 0]);
    await on.world.rpc("evm_increaseTime", PAST_HALF);
    await work(1);
    expect(await timesCast(on.world, ballots)).to.deep.equal([1, 1]);
    await work(14);
    expect(on.relayer.health()).to.deep.include({ status: "ok", waiting: 0 });
  });

  it("says that a promise is late, takes nothing, and asks the other of two nodes until something moves", async () => {
    await started(2);
    const ballots = await on.taken(1);
    node(0).answer = says((nonce) => nonce + 5n);
    await work(3);
    expect(await timesCast(on.world, ballots)).to.deep.equal([0]);
    await on.world.rpc("evm_increaseTime", PAST_HALF);
    await work(1);
    expect(on.relayer.health().status).to.equal("promise late");
    const refused = await send(syntheticBallot(on.world.election));
    expect([refused.status, refused.body.code]).to.deep.equal([503, "PROMISE_LATE"]);
    await work(3);
    expect(await timesCast(on.world, ballots)).to.deep.equal([1]);
    expect(on.relayer.health().status).to.equal("ok");
  });

  it("sends a ballot that one of two nodes shows in a final block while the other one's slot has its version", async () => {
    await started(2);
    await on.taken(1);
    await work(3);
    const [ballot] = (await on.taken(1)) as [Ballot];
    const shows = showsAtHead([ballot.nullifier]);
    node(0).answer = shows;
    await on.relayer.work();
    const tracker = on.store.unsettled()[0]?.tracker ?? "";
    await on.relayer.work();
    expect(await timesCast(on.world, [ballot])).to.deep.equal([1]);
    expect((await get(on.relayer, `/ballots/${tracker}`)).body.state).to.equal("included");
  });
});
