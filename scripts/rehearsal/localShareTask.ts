import type { JsonRpcProvider } from "ethers";
import { agreedFinal, type Rpcs } from "../../sdk/chain/agreement.ts";
import type { ShareTask } from "../../sdk/chain/trusteeShare.ts";
import { readShareTask } from "../../sdk/verify/shareTask.ts";
import { verificationKeys } from "../checkout/circuitFiles.ts";
import { compiledContracts } from "../checkout/compiledContracts.ts";

const LATEST = { kind: "depth", blocks: 1 } as const;

/**
 * What a simulated trustee of a local chain makes a share of: every rule is checked as for a real one, but there is one
 * node, its latest block is the final one, and nobody has to say whose board it is; the task says so.
 */
export async function localShareTask(
  election: string,
  seat: number,
  { provider }: { readonly provider: JsonRpcProvider },
  report?: (checked: number) => void,
): Promise<ShareTask> {
  const { chainId } = await provider.getNetwork();
  const rpcs: Rpcs = [{ name: "the local chain", provider, chainId }];
  const compiled = { keysFor: verificationKeys, contractsFor: compiledContracts };
  const means = { ...compiled, trust: undefined, ...(report && { report }) };
  const flags = ["one-node", "latest-block", "no-trust"] as const;
  return readShareTask(rpcs, election, seat, await agreedFinal(rpcs, LATEST), means, flags);
}
