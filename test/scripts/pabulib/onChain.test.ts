import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect } from "chai";
import { CHAIN_PLAN, rehearseOnChain } from "../../../scripts/pabulib/onChain.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { PayerPoorError } from "../../../scripts/rehearsal/realChain.ts";
import { FinalizedUnknownError } from "../../../sdk/chain/agreement.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import { errorOf } from "../../errorOf.ts";
import { limitedNode } from "../../rpcLimits.ts";
import { type RpcProxy, type Saying, startRpcProxy } from "../../rpcProxy.ts";

/** The smallest whole election. */
const { change: _, ...unchanged } = CHAIN_PLAN;
const PLAN = {
  ...unchanged,
  ballots: CHAIN_PLAN.ballots.slice(0, 1),
  ...{ trustees: 2, threshold: 2, sharing: [1, 2] },
};
const WAITING = { look: 2, idle: 600_000 };
/** Looks at the latest block in a row, between which nobody does anything else. */
const PATIENT = 12;
/** Seconds that the chain then goes on. */
const STEP = 20;
/** Blocks that are not final yet. */
const LAG = 3;

describe("A rehearsal on a chain whose clock nobody moves", function () {
  this.timeout(300_000);
  let chain: LocalChain;
  let nodes: RpcProxy[];
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-rehearsal-"));
  const keyFile = join(folder, "payer.key");
  const silent = () => new PassThrough().resume() as unknown as NodeJS.WriteStream;

  before(async () => {
    chain = await startLocalChain();
    await chain.mine(10);
    const payer = await chain.newAccount();
    writeFileSync(keyFile, payer.privateKey, { mode: 0o600 });
    nodes = await Promise.all([startRpcProxy(chain.url), startRpcProxy(chain.url)]);
  });
  after(async () => {
    await endProving();
    for (const node of nodes) await node.close();
    await chain.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Makes blocks while it is waited for, knows no pending ones, and calls final what is some blocks deep. */
  function ofItsOwnTime(): Saying {
    let looks = 0;
    return async (call, pass) => {
      const { method, params } = call;
      if (params.includes("pending")) return { error: { code: -32602, message: '"pending" is not yet supported' } };
      const isLook = method === "eth_getBlockByNumber";
      looks = isLook ? looks + 1 : 0;
      if (looks >= PATIENT) {
        looks = 0;
        await chain.wait(STEP);
      }
      if (!isLook || params[0] !== "finalized") return undefined;
      const head = await chain.provider.getBlockNumber();
      return limitedNode({ finalized: head - LAG })(call, pass);
    };
  }

  it("runs from the deployment to the record, with times as its finality allows, and every check holds", async () => {
    const answer = ofItsOwnTime();
    for (const node of nodes) node.answer = answer;
    const record = join(folder, "record.json");
    const rpc = nodes.map(({ url }) => url);
    const report = await rehearseOnChain({ rpc, keyFile, record }, silent(), PLAN, WAITING);
    expect(report).to.deep.include({ chainId: "31337", nodes: 2, failed: [] });
    expect(report.checks).to.be.greaterThan(20);
    const { constitution } = JSON.parse(readFileSync(record, "utf8")) as { constitution: Record<string, unknown> };
    const { closesAt, opensAt } = constitution.schedule as { closesAt: number; opensAt: number };
    expect(constitution.isTest).to.equal(true);
    expect(closesAt - opensAt).to.be.lessThan(3_600);
  });

  it("begins nothing on a chain that names no final block, unless it is said which is", async () => {
    const [node] = nodes as [RpcProxy];
    node.answer = limitedNode({ finalized: "null" });
    const before = await chain.provider.getBlockNumber();
    await errorOf(rehearseOnChain({ rpc: [node.url], keyFile }, silent(), PLAN, WAITING), FinalizedUnknownError);
    expect(await chain.provider.getBlockNumber()).to.equal(before);
  });

  it("begins nothing with an account that cannot pay", async () => {
    const poor = join(folder, "poor.key");
    writeFileSync(poor, `0x${"11".repeat(32)}`, { mode: 0o600 });
    await errorOf(rehearseOnChain({ rpc: [chain.url], keyFile: poor }, silent(), PLAN, WAITING), PayerPoorError);
  });
});
