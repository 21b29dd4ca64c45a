import { expect } from "chai";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { agreedFinal, FinalizedUnknownError, type Rpcs, RpcsDisagreeError } from "../../../sdk/chain/agreement.ts";
import { readFinal } from "../../../sdk/chain/finalBlock.ts";
import { RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { isSilence } from "../../../sdk/chain/silence.ts";
import { errorOf } from "../../errorOf.ts";
import { limitedNode } from "../../rpcLimits.ts";
import { hang, type RpcProxy, startRpcProxy } from "../../rpcProxy.ts";

const TAG = { kind: "tag" } as const;
const depth = (blocks: number) => ({ kind: "depth", blocks }) as const;

describe("The final block", function () {
  this.timeout(60_000);
  let chain: LocalChain;
  let nodes: RpcProxy[];
  let providers: RpcProvider[];
  let rpcs: Rpcs;

  before(async () => {
    chain = await startLocalChain();
    await chain.mine(40);
    nodes = await Promise.all([startRpcProxy(chain.url), startRpcProxy(chain.url)]);
    providers = nodes.map(({ url }) => new RpcProvider(url, 31337n, { deadline: 1_000, tries: 1 }));
    rpcs = providers.map((provider, i) => ({ name: `node ${i + 1}`, provider, chainId: 31337n })) as unknown as Rpcs;
  });
  beforeEach(() => {
    for (const node of nodes) node.answer = () => undefined;
  });
  after(async () => {
    for (const provider of providers) provider.destroy();
    for (const node of nodes) await node.close();
    await chain.close();
  });

  const [first, second] = [() => nodes[0] as RpcProxy, () => nodes[1] as RpcProxy];
  const provider = () => providers[0] as RpcProvider;

  it("is what the chain's tag names; null, block 0 and a refusal all say that it is unknown", async () => {
    for (const finalized of ["null", "zero", "error", "not found"] as const) {
      first().answer = limitedNode({ finalized });
      expect(await readFinal(provider(), TAG), finalized).to.equal(undefined);
      expect((await errorOf(agreedFinal(rpcs), FinalizedUnknownError)).what, finalized).to.contain("node 1");
    }
    first().answer = limitedNode({ finalized: 31 });
    expect((await readFinal(provider(), TAG))?.number).to.equal(31);
    first().answer = () => hang;
    const silent = await readFinal(provider(), TAG).catch((error: unknown) => error);
    expect(isSilence(silent)).to.equal(true);
  });

  it("is by a depth the block of that number from the latest, both counted", async () => {
    first().answer = limitedNode({ finalized: "error" });
    expect((await readFinal(provider(), depth(1)))?.number).to.equal(40);
    expect((await readFinal(provider(), depth(33)))?.number).to.equal(8);
    expect((await readFinal(provider(), depth(41)))?.number).to.equal(0);
    expect((await readFinal(provider(), depth(1_000)))?.number).to.equal(0);
    expect((await agreedFinal(rpcs, depth(10))).number).to.equal(31);
  });

  it("is for several nodes the least of theirs, with the same hash at all of them", async () => {
    second().answer = limitedNode({ finalized: 12 });
    const agreed = await agreedFinal(rpcs);
    expect(agreed).to.deep.equal({ number: 12, hash: (await chain.provider.getBlock(12))?.hash });
    second().answer = async ({ method }, pass) => {
      if (method !== "eth_getBlockByNumber") return undefined;
      const given = await pass();
      return { result: { ...(given.result as object), hash: `0x${"ab".repeat(32)}` } };
    };
    expect((await errorOf(agreedFinal(rpcs), RpcsDisagreeError)).subject).to.equal("hash of block 40");
  });
});
