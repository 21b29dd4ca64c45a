import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { toBeHex, Wallet } from "ethers";
import { readSettledBlock } from "../../../sdk/chain/blockTimes.ts";
import { LogsMissingError } from "../../../sdk/chain/logsMissing.ts";
import { CreatedLaterError } from "../../../sdk/chain/organizer.ts";
import { RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { anchorLine, anchorOf } from "../../../sdk/trust/anchor.ts";
import { signManifest } from "../../../sdk/trust/manifest.ts";
import { newTrustFile } from "../../../sdk/trust/trustFile.ts";
import { exportRecord } from "../../../sdk/verify/exportRecord.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { errorOf } from "../../errorOf.ts";
import { limitedNode, type NodeLimits } from "../../rpcLimits.ts";
import { type RpcProxy, startRpcProxy } from "../../rpcProxy.ts";
import { hanpyoHere } from "../hanpyoHere.ts";

const FURTHER_BLOCKS = 30_000;

describe("Verification by a node with limits", function () {
  this.timeout(600_000);
  let decided: DecidedElection;
  let node: RpcProxy;
  let provider: RpcProvider;
  let block: number;
  let unmined: string;

  before(async () => {
    decided = await decidedElection();
    block = decided.record.block.number;
    unmined = await decided.chain.provider.send("evm_snapshot", []);
    await decided.chain.mine(FURTHER_BLOCKS);
    node = await startRpcProxy(decided.chain.url);
  });
  beforeEach(() => {
    node.called = [];
    provider = new RpcProvider(node.url, BigInt(decided.record.chainId), { deadline: 30_000, pause: 1 });
  });
  afterEach(() => provider.destroy());
  after(async () => {
    await node.close();
    await decided.chain.provider.send("evm_revert", [unmined]);
  });

  const limit = (limits: NodeLimits) => {
    node.answer = limitedNode(limits);
  };

  for (const limits of [{ range: 1_000 }, { results: 30 }, { rate: 7 }, { http429: 7 }, { firstTopicOnly: true }]) {
    it(`reads the same record behind ${JSON.stringify(limits)}`, async () => {
      limit(limits);
      expect(await exportRecord(decided.record.election, provider, block)).to.deep.equal(decided.record);
    });
  }

  it("reads from the block that it is told on, on a node without old states", async () => {
    limit({ pruned: 128, range: 1_000 });
    const from = decided.record.created.block;
    const told = new RpcProvider(node.url, BigInt(decided.record.chainId), { deadline: 30_000, firstBlock: 0 });
    expect(await exportRecord(decided.record.election, told, block)).to.deep.equal(decided.record);
    told.destroy();
    expect(from).to.be.lessThan(FURTHER_BLOCKS);
    expect(node.called).not.to.include("eth_getCode");
  });

  it("accuses nobody, with exit code 2, where a node leaves out events, and says that it does", async () => {
    limit({ truncate: 2 });
    const error = await errorOf(exportRecord(decided.record.election, provider, block), LogsMissingError);
    expect(error.remedy).to.contain("another RPC");
    const args = ["verify", "--rpc", node.url, "--election", decided.record.election, "--block", String(block)];
    const { code, out, err } = await hanpyoHere(args);
    expect(code, out).to.equal(2);
    expect(err).to.contain("leaves out events");
    limit({ truncate: 0 });
    const none = await errorOf(exportRecord(decided.record.election, provider, block), LogsMissingError);
    expect(none.message).to.contain(decided.record.board.factory);
  });

  it("accuses nobody where a node leaves out what later ballots of the same slot hide", async () => {
    const { batches, election } = decided.record;
    const again = batches.flatMap(({ ballots }) => ballots).find(({ version }) => version !== "0");
    const first = batches.find(({ ballots }) => ballots.some(({ nullifier }) => nullifier === again?.nullifier));
    const topic = toBeHex(BigInt(again?.nullifier as string), 32);
    node.answer = async ({ method }, pass) => {
      if (method !== "eth_getLogs") return undefined;
      const given = await pass();
      const logs = given.result as readonly { readonly blockNumber: string; readonly topics: readonly string[] }[];
      const isHidden = ({ blockNumber, topics }: (typeof logs)[number]) =>
        Number(blockNumber) === first?.at.block && topics.includes(topic);
      expect(logs.filter(isHidden).length).to.be.lessThan(2);
      return { ...given, result: logs.filter((log) => !isHidden(log)) };
    };
    await errorOf(exportRecord(election, provider, block), LogsMissingError);
    const { code, out } = await hanpyoHere([
      "verify",
      "--rpc",
      node.url,
      "--election",
      election,
      "--block",
      String(block),
    ]);
    expect(code, out).to.equal(2);
  });

  it("ends with exit code 2 and the node's own words where a block alone is refused", async () => {
    node.answer = ({ method }) =>
      method === "eth_getLogs" ? { error: { code: -32_000, message: "logs are for paying customers" } } : undefined;
    const { code, err } = await hanpyoHere(["verify", "--rpc", node.url, "--election", decided.record.election]);
    expect(code).to.equal(2);
    expect(err).to.contain("logs are for paying customers");
  });

  it("takes the latest block where a node tells no finalized one, or block 0", async () => {
    for (const finalized of ["error", "null", "zero", "not found"] as const) {
      limit({ finalized });
      const settled = await readSettledBlock(provider);
      expect(settled, finalized).to.include({
        finalized: false,
        number: await decided.chain.provider.getBlockNumber(),
      });
    }
  });

  it("takes the block that is final by the manifest where one is given, and without it none where that is unknown", async () => {
    const { election, chainId } = decided.record;
    const folder = mkdtempSync(join(tmpdir(), "hanpyo-final-"));
    const trusting = async (finality: number) => {
      const organizer = Wallet.createRandom();
      const of = {
        municipality: "한표시",
        chainId: Number(chainId),
        organizer: organizer.address,
        serial: 1,
        finality,
      };
      const lists = {
        predecessors: [],
        lines: [],
        code: [],
        verifyingKeys: [],
        relayers: [],
        rolls: [],
        factories: [],
      };
      const manifest = await signManifest({ ...of, ...lists }, organizer);
      const file = join(folder, `trust-${finality}.json`);
      writeFileSync(file, JSON.stringify({ ...newTrustFile("한표시", Number(chainId)), manifests: [manifest] }));
      return ["--trust", file, "--anchor", anchorLine(anchorOf(manifest))];
    };
    const verify = async (...options: readonly string[]) => {
      const { code, out } = await hanpyoHere([
        "verify",
        "--json",
        "--rpc",
        node.url,
        "--election",
        election,
        ...options,
      ]);
      return {
        exit: code,
        ...(JSON.parse(out) as { block?: { number: number } | null; source?: string; code?: string }),
      };
    };
    const head = await decided.chain.provider.getBlockNumber();
    limit({ finalized: "error" });
    const byDepth = await verify(...(await trusting(10)));
    expect([byDepth.block?.number, byDepth.source]).to.deep.equal([
      head - 9,
      `${new URL(node.url).host} at block ${head - 9} (final by the manifest, as the 10th from the latest)`,
    ]);
    const ownRule = await trusting(0);
    const byTag = await verify(...ownRule);
    expect([byTag.exit, byTag.code]).to.deep.equal([2, "FINALIZED_UNKNOWN"]);
    // Whoever names a block takes it upon himself.
    const named = await verify(...ownRule, "--block", String(head - 2));
    expect(named.block?.number).to.equal(head - 2);
    limit({ finalized: head - 5 });
    expect((await verify(...ownRule)).block?.number).to.equal(head - 5);
    rmSync(folder, { recursive: true });
  });

  it("says that the finalized block is older than the election where finality stands still", async () => {
    const stalled = decided.record.created.block - 1;
    limit({ finalized: stalled });
    const settled = await readSettledBlock(provider);
    expect(settled).to.include({ finalized: true, number: stalled });
    await errorOf(exportRecord(decided.record.election, provider, settled.number), CreatedLaterError);
  });
});
