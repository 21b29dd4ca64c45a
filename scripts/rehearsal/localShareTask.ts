import { agreedFinal, type Rpcs } from "../../sdk/chain/agreement.ts";
import type { ShareTask } from "../../sdk/chain/trusteeShare.ts";
import { readShareTask } from "../../sdk/verify/shareTask.ts";
import { verificationKeys } from "../checkout/circuitFiles.ts";
import { compiledContracts } from "../checkout/compiledContracts.ts";
import { proofsInThreads } from "../threads/proofThreads.ts";
import type { RehearsalChain } from "./realChain.ts";

const LATEST = { kind: "depth", blocks: 1 } as const;

/**
 * What a simulated trustee makes a share of: every rule is checked as for a real one, as of the chain's final block; but
 * nobody has to say whose board it is, and of a local chain there is one node, whose latest block is the final one. The
 * task says so.
 */
export async function localShareTask(
  election: string,
  seat: number,
  chain: Pick<RehearsalChain, "provider" | "rpcs" | "rule">,
  report?: (checked: number) => void,
): Promise<ShareTask> {
  const { provider, rule = LATEST } = chain;
  const { chainId } = await provider.getNetwork();
  const rpcs: Rpcs = chain.rpcs ?? [{ name: "the local chain", provider, chainId }];
  const compiled = { keysFor: verificationKeys, contractsFor: compiledContracts, verify: proofsInThreads };
  const means = { ...compiled, trust: undefined, ...(report && { report }) };
  const local = chain.rule === undefined ? (["latest-block"] as const) : [];
  const flags = [...(rpcs.length === 1 ? (["one-node"] as const) : []), ...local, "no-trust" as const];
  return readShareTask(rpcs, election, seat, await agreedFinal(rpcs, rule), means, flags);
}
