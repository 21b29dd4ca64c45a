import type { Provider } from "ethers";
import { readSnapshots } from "../../../sdk/chain/publishedRolls.ts";
import type { SnapshotIndex } from "../../../sdk/election/snapshotIndex.ts";
import type { SnapshotCheck } from "../../../sdk/verify/snapshotChecks.ts";
import { verificationKey } from "../../checkout/circuitFiles.ts";
import { buildSnapshot } from "../../rollFiles/buildSnapshot.ts";
import { verifySnapshot } from "../../rollFiles/verifySnapshot.ts";
import { requireAbsent } from "../../terminal/checkedFile.ts";
import { connectRpcs, disconnect } from "../../terminal/rpc.ts";
import { progressLine } from "../../terminal/shown.ts";
import { officeLine, snapshotLine } from "../phrases.ts";

export type BuildOptions = {
  readonly entries: string;
  readonly out: string;
  readonly chain: number;
  readonly rolls: string;
  readonly roll: number;
  readonly sequence: number;
  readonly withoutProofs?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

export async function buildCommand(options: BuildOptions): Promise<void> {
  const { entries, out, rolls, withoutProofs = false, json } = options;
  requireAbsent(out);
  if (options.dryRun) return console.log(officeLine(`Would build ${out} from ${entries}`));
  const progress = progressLine();
  const index = await buildSnapshot({
    entries,
    out,
    rolls,
    withoutProofs,
    chainId: BigInt(options.chain),
    rollId: BigInt(options.roll),
    sequence: BigInt(options.sequence),
    report: (shard, of) => progress.say(`shard ${shard} of ${of}`),
  });
  progress.end();
  const { activeMembers, depth, root, contentRoot } = index;
  if (json) console.log(JSON.stringify({ out, activeMembers, depth, root: String(root), contentRoot }, null, 2));
  else {
    console.log(officeLine(`${out}: ${activeMembers} residents, depth ${depth}`));
    console.log(officeLine(`root ${root}`));
    console.log(officeLine(`content root ${contentRoot}`));
  }
}

export type VerifyOptions = { readonly rpc?: string; readonly proofs: "all" | "none"; readonly json?: boolean };

/** Exit codes: 0 all holds, 1 something does not, 2 what was looked at holds and something was not looked at. */
export async function verifyCommand(folder: string, { rpc, proofs, json }: VerifyOptions): Promise<void> {
  const progress = progressLine();
  const { index, checks: own } = await verifySnapshot({
    folder,
    ...(proofs === "all" && { key: verificationKey("enrolment") }),
    report: (what, done, of) => progress.say(`${what} ${done} of ${of}`),
  });
  progress.end();
  const checks = [...own, ...(rpc === undefined ? [] : await chainCheck(index, rpc))];
  const left = [...(proofs === "all" ? [] : ["the proofs"]), ...(rpc === undefined ? ["the chain"] : [])];
  const { chainId, rolls, rollId, sequence } = index;
  const named = { chainId: String(chainId), rolls, rollId: String(rollId), sequence: String(sequence) };
  if (json) console.log(JSON.stringify({ folder, ...named, checks, notLookedAt: left }, null, 2));
  else
    console.log(
      officeLine(
        `Chain ${chainId}, contract ${rolls}, roll ${rollId}, snapshot ${sequence}: compare with the election's`,
      ),
    );
  for (const { name, holds, found } of json ? [] : checks) {
    const judged = `${holds ? "ok  " : "FAIL"} ${snapshotLine(name)}: ${snapshotLine(found)}`;
    console.log(officeLine(judged));
  }
  if (!json && proofs === "none") console.log(officeLine("Not looked at: the proofs"));
  if (!json && rpc === undefined) console.log(officeLine("Not looked at: the chain"));
  process.exitCode = checks.some(({ holds }) => !holds) ? 1 : left.length > 0 ? 2 : 0;
}

async function chainCheck(index: SnapshotIndex, rpc: string): Promise<readonly SnapshotCheck[]> {
  const rpcs = await connectRpcs([rpc]);
  try {
    const [{ provider, chainId }] = rpcs;
    const name = "P13.2 published with this root, content root and number of residents, and not fallen";
    if (chainId !== index.chainId) return [{ name, holds: false, found: `chain ${chainId}` }];
    return [{ name, ...(await publishedAs(index, provider)) }];
  } finally {
    disconnect(rpcs);
  }
}

async function publishedAs(index: SnapshotIndex, provider: Provider): Promise<Omit<SnapshotCheck, "name">> {
  const published = await readSnapshots(index.rolls, index.rollId, provider);
  const found = published.find(({ sequence }) => sequence === index.sequence);
  if (found === undefined) return { holds: false, found: `no snapshot ${index.sequence} of roll ${index.rollId}` };
  const { root, contentRoot, activeMembers, fallen } = found;
  const stands = fallen === undefined;
  const isSame = root === index.root && contentRoot === index.contentRoot && activeMembers === index.activeMembers;
  return {
    holds: isSame && stands,
    found: stands ? `root ${root}, content root ${contentRoot}` : "withdrawn or voided",
  };
}
