import { Contract, type ContractRunner } from "ethers";
import { supersededFrom } from "../proposals/templateInForce.ts";
import { readPlain, templatesInterface } from "./proposalContracts.ts";

/**
 * From which time on nobody posts under a template, because another took over from it, Unix seconds (P20.3); undefined
 * while it is in force, or was never published. Throws what `read` throws.
 */
export async function readSupersededFrom(
  templates: string,
  hash: string,
  runner: ContractRunner,
): Promise<number | undefined> {
  const contract = new Contract(templates, templatesInterface, runner);
  const kept = (await readPlain(contract, "publication", [hash])) as { readonly takenOverAt: number };
  return kept.takenOverAt === 0 ? undefined : supersededFrom(kept.takenOverAt);
}
