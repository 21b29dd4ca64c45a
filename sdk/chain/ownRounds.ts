import type { JsonRpcProvider } from "ethers";
import type { Manifest } from "../trust/manifest.ts";
import { isNamedCode } from "./namedCode.ts";
import { type RoundContracts, readRoundContracts } from "./rounds.ts";

/**
 * The contract of budget rounds over a municipality's proposals that its manifest names, the last one first, if its code
 * is the named one; undefined where there is none. Throws the node's failure.
 */
export async function ownRounds(
  manifest: Pick<Manifest, "code">,
  proposals: string,
  provider: JsonRpcProvider,
): Promise<RoundContracts | undefined> {
  for (const { at } of manifest.code.filter(({ name }) => name === "Rounds").toReversed()) {
    if (!(await isNamedCode(manifest, "Rounds", at, provider))) continue;
    const contracts = await readRoundContracts(at, provider);
    if (contracts.proposals.toLowerCase() === proposals.toLowerCase()) return contracts;
  }
  return undefined;
}
