import { agreed, agreedChain, type Rpc, type Rpcs } from "../chain/agreement.ts";
import { connectNode, nameOfNode, WrongChainError } from "../chain/connectNode.ts";
import { type JudgedElection, judgedElection } from "../chain/judgedElection.ts";
import type { Reach } from "../chain/rpcProvider.ts";
import { codeHashesOf } from "../chain/trustFacts.ts";
import { HanpyoError, told } from "../errors.ts";
import { keySums } from "../proofs/generated/keySums.ts";
import { type AcceptedTrust, acceptManifest } from "../trust/acceptManifest.ts";
import { type Anchor, parseAnchorLine } from "../trust/anchor.ts";
import { type FinalityRule, finalityRule } from "../trust/finality.ts";
import { codeStatements } from "../trust/judgeCode.ts";
import type { Manifest } from "../trust/manifest.ts";
import { requireTrusted } from "../trust/requireTrusted.ts";
import { parseTrustFile } from "../trust/trustFile.ts";

/** Whose word counts: the municipality's trust file, and the line of the official gazette that says which one it is (P15). */
export type GivenTrust = {
  /** The trust file as JSON gave it. */
  readonly file: unknown;
  /** The gazette's line, from a place that does not belong to whoever gave the file. */
  readonly anchor: string | Anchor;
  /** The last manifest that was accepted before, if one was kept: an older file is refused then. */
  readonly lastSeen?: Anchor | undefined;
};

export type Connecting = {
  /** A node's URL, or several, whose answers must be the same. */
  readonly rpc: string | readonly [string, ...string[]];
  readonly trust: GivenTrust;
  /** Milliseconds that a node may take for an answer; 30,000 where nothing is said. */
  readonly deadline?: number;
};

/** Nodes on the right chain, with the code that the trust file names. */
export type Connection = {
  readonly rpcs: Rpcs;
  readonly trust: AcceptedTrust;
  /** When a block is final, by the trust file. */
  readonly rule: FinalityRule;
  /** Ends all questions that are under way. */
  close(): void;
};

/** A contract whose code is not the one that the trust file names. */
export class TrustCodeDiffersError extends HanpyoError {
  constructor(address: string, reason: string) {
    super(
      "TRUST_CODE_DIFFERS",
      told`At ${{ address }} the node shows other code than the trust file names: ${{ reason }}`,
      "Use nothing of it; ask another RPC, and tell the municipality if it stays so",
    );
  }
}

/** A deployment whose proofs are checked with other keys than those of this release. */
export class TrustKeyDiffersError extends HanpyoError {
  constructor(circuit: string, named: string, own: string) {
    super(
      "TRUST_KEY_DIFFERS",
      told`The trust file names the verifying key ${{ expected: named }} of ${{ circuit }}, this release has ${{ found: own }}`,
      "Take the release that the municipality names; do not vote with this one",
    );
  }
}

const DEADLINE = 30_000;

/**
 * Connects to the nodes of a municipality's chain. Asks each node which chain it is on, and for the code at every address
 * that the trust file lists, as of the latest block that all have; compares the trust file's verifying keys with this
 * release's. Whose an election is, is judged when it is used.
 * Throws `RpcUnreachableError`, `RpcsDisagreeError`, `WrongChainError`, `TrustCodeDiffersError`, `TrustKeyDiffersError`, and
 * of the trust file what `parseTrustFile`, `parseAnchorLine` and `acceptManifest` do.
 */
export async function connect({ rpc, trust, deadline = DEADLINE }: Connecting): Promise<Connection> {
  const accepted = acceptedTrust(trust);
  requireOwnKeys(accepted.latest);
  const urls = typeof rpc === "string" ? ([rpc] as const) : rpc;
  // A node that sends questions on to another host could make one of several.
  const reach: Reach = { deadline, redirect: urls.length > 1 ? "error" : "follow" };
  const asked = await Promise.allSettled(urls.map((url) => connectNode(url, nameOfNode(url), reach)));
  const rpcs = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const close = () => {
    for (const { provider } of rpcs) provider.destroy();
  };
  try {
    const failed = asked.find((one) => one.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    const nodes = rpcs as unknown as Rpcs;
    await requireOwnChain(nodes, accepted.latest);
    return { rpcs: nodes, trust: accepted, rule: finalityRule(accepted.anchored), close };
  } catch (error) {
    close();
    throw error;
  }
}

/**
 * An election that the trust file covers in everything, by what all nodes say alike (P15.7).
 * Throws `ElectionNotTrustedError`, `RpcsDisagreeError`, or a node's failure.
 */
export async function trustedElection({ rpcs, trust }: Connection, election: string): Promise<JudgedElection> {
  const judged = await judgedElection(rpcs, election, trust, await commonHead(rpcs));
  requireTrusted(election, judged);
  return judged;
}

function acceptedTrust({ file, anchor, lastSeen }: GivenTrust): AcceptedTrust {
  const meant = typeof anchor === "string" ? parseAnchorLine(anchor) : anchor;
  return acceptManifest(parseTrustFile(file), meant, lastSeen);
}

/** Throws `TrustKeyDiffersError` for the first circuit of this release whose key the manifest names otherwise. */
function requireOwnKeys({ verifyingKeys }: Manifest): void {
  for (const { circuit, fingerprint } of verifyingKeys) {
    const own = keySums.get(`${circuit}.json`);
    if (own !== undefined && fingerprint.toLowerCase() !== `0x${own}`) {
      throw new TrustKeyDiffersError(circuit, fingerprint, `0x${own}`);
    }
  }
}

async function requireOwnChain(rpcs: Rpcs, manifest: Manifest): Promise<void> {
  const chainId = agreedChain(rpcs);
  if (chainId !== BigInt(manifest.chainId)) throw new WrongChainError(rpcs[0].name, chainId, BigInt(manifest.chainId));
  const block = await commonHead(rpcs);
  const codeHashes = await agreed(rpcs, ({ provider }) => codeHashesOf(manifest.code, { provider, block }));
  const wrong = codeStatements(manifest, { codeHashes }).find(({ reason }) => reason !== "");
  if (wrong !== undefined) throw new TrustCodeDiffersError(wrong.address, wrong.reason);
}

/** The latest block that all nodes have. */
async function commonHead(rpcs: readonly Rpc[]): Promise<number> {
  return Math.min(...(await Promise.all(rpcs.map(({ provider }) => provider.getBlockNumber()))));
}
