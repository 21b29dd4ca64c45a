import { expect } from "chai";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { readFinalityLag } from "../../../sdk/chain/finalityLag.ts";
import { RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { limitedNode } from "../../rpcLimits.ts";
import { type RpcProxy, startRpcProxy } from "../../rpcProxy.ts";

const TAG = { kind: "tag" } as const;

describe("A chain's finality, measured", function () {
  this.timeout(60_000);
  let chain: LocalChain;
  let node: RpcProxy;
  let provider: RpcProvider;

  before(async () => {
    chain = await startLocalChain();
    node = await startRpcProxy(chain.url);
    provider = new RpcProvider(node.url, 31337n, { deadline: 5_000 });
    for (let i = 0; i < 30; i++) await chain.wait(12);
  });
  after(async () => {
    provider.destroy();
    await node.close();
    await chain.close();
  });

  it("is how far the final block is behind the latest, in blocks and by their times", async () => {
    node.answer = limitedNode({ finalized: 20 });
    expect(await readFinalityLag(provider, TAG)).to.deep.equal({ blocks: 10, seconds: 120, blockSeconds: 12 });
    const deep = await readFinalityLag(provider, { kind: "depth", blocks: 6 });
    expect(deep).to.deep.equal({ blocks: 5, seconds: 60, blockSeconds: 12 });
  });

  it("is not known where nothing is final", async () => {
    node.answer = limitedNode({ finalized: "error" });
    expect(await readFinalityLag(provider, TAG)).to.equal(undefined);
  });
});
