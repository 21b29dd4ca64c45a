import type { JsonRpcProvider } from "ethers";
import { type BlockFacts, readFinalBlock, readSettledBlock } from "../../../../sdk/chain/blockTimes.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import type { FinalityRule } from "../../../../sdk/trust/finality.ts";
import { censusSnapshot } from "../../../../sdk/verify/census.ts";
import { chainChecks } from "../../../../sdk/verify/chainChecks.ts";
import { group } from "../../../../sdk/verify/check.ts";
import { codeChecks } from "../../../../sdk/verify/codeChecks.ts";
import { recordContentHash } from "../../../../sdk/verify/contentHash.ts";
import { exportRecord } from "../../../../sdk/verify/exportRecord.ts";
import type { ElectionRecord } from "../../../../sdk/verify/record.ts";
import { readRecord, type VerifyOptions, verifyElection } from "../../../../sdk/verify/verifyElection.ts";
import { checkChainId, connectChain } from "../chain.ts";
import { builtInContracts, builtInKeys } from "./builtIn.ts";
import type { Node, Order, Task, Told } from "./messages.ts";
import { proofsInWorkers } from "./proofWorkers.ts";
import { snapshotBelow } from "./snapshot.ts";

/** The verifier, off the page's thread: one task, then its answers. */
self.onmessage = async ({ data }: MessageEvent<Order>) => {
  try {
    await verify(data);
  } catch (error) {
    const code =
      error instanceof HanpyoError ? error.code : String((error as { code?: unknown }).code ?? "PAGE_FAILED");
    tell({ kind: "failed", code, message: error instanceof Error ? error.message.slice(0, 500) : String(error) });
  }
};

async function verify({ task, rule }: Order): Promise<void> {
  const chain = task.node === null ? undefined : await connect(task.node, rule);
  tell({ kind: "reading" });
  const record =
    task.kind === "record"
      ? task.record
      : await exportRecord(task.election, (chain as ChainView).provider, (chain as ChainView).block.number);
  const read = readRecord(record);
  if ("failed" in read) {
    tell({ kind: "checks", checks: [read.failed] });
    tell({ kind: "done", record: null, contentHash: null, block: null });
    return;
  }
  await verifyElection(record, {
    ...(await snapshotOf(read.record, task)),
    keysFor: builtInKeys,
    verify: proofsInWorkers,
    report: (what, checked, total) => tell({ kind: "progress", what, checked, total }),
    made: (checks) => tell({ kind: "checks", checks }),
  });
  if (chain !== undefined) {
    if (task.kind === "record") {
      tell({ kind: "checks", checks: await chainChecks(read.record, chain.provider, chain.block) });
    }
    tell({ kind: "checks", checks: await codeOf(read.record, chain) });
  }
  tell({
    kind: "done",
    record: read.record,
    contentHash: recordContentHash(read.record),
    block: chain?.block.number ?? null,
  });
}

/** The files of the snapshot that is the census, if the roll was published as a file and the page knows of a place. */
async function snapshotOf(record: ElectionRecord, { rollFiles }: Task): Promise<Pick<VerifyOptions, "snapshot">> {
  const census = record.rollSource === "published" ? censusSnapshot(record) : undefined;
  if (rollFiles === undefined || census === undefined) return {};
  const snapshot = await snapshotBelow(rollFiles, BigInt(census.root));
  return snapshot === undefined ? {} : { snapshot };
}

type ChainView = { readonly provider: JsonRpcProvider; readonly block: BlockFacts };

async function connect(node: Node, rule: FinalityRule): Promise<ChainView> {
  const provider = connectChain(node);
  await checkChainId(provider, node.chainId);
  return { provider, block: (await readFinalBlock(provider, rule)) ?? (await readSettledBlock(provider)) };
}

function codeOf(record: ElectionRecord, { provider, block }: ChainView) {
  const { ballotSize } = record.constitution;
  const reader = { provider, block: block.number };
  return group("P11 code of the contracts", () =>
    codeChecks(record, builtInContracts(ballotSize), builtInKeys(ballotSize), reader),
  );
}

function tell(told: Told): void {
  postMessage(told);
}
