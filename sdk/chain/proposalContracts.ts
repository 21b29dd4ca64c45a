import { Contract, type ContractRunner, Interface } from "ethers";
import noticesArtifact from "../../artifacts/contracts/types/INotices.sol/INotices.json" with { type: "json" };
import proposalsArtifact from "../../artifacts/contracts/types/IProposals.sol/IProposals.json" with { type: "json" };
import templatesArtifact from "../../artifacts/contracts/types/ITemplates.sol/ITemplates.json" with { type: "json" };
import { read } from "./contracts.ts";
import { type PlainValue, plainValue } from "./plainEvent.ts";

export const templatesInterface = new Interface(templatesArtifact.abi);
export const proposalsInterface = new Interface(proposalsArtifact.abi);
export const noticesInterface = new Interface(noticesArtifact.abi);

/** The contracts of a municipality's proposals, each of which names the next. */
export type ProposalContracts = {
  readonly notices: string;
  readonly proposals: string;
  readonly templates: string;
};

export function proposalsAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, proposalsInterface, runner);
}

/**
 * The contracts behind one of notices, whose links never change.
 * Throws `ContractAbsentError` where there is none, and ethers' errors where the node is silent.
 */
export async function readProposalContracts(notices: string, runner: ContractRunner): Promise<ProposalContracts> {
  const proposals = await read<string>(new Contract(notices, noticesInterface, runner), "proposals");
  const templates = await read<string>(proposalsAt(proposals, runner), "templates");
  return { notices, proposals, templates };
}

/** What a view function with one result answers, as of the latest block unless one is named, as the sdk's types have it. Throws what `read` throws. */
export async function readPlain(
  contract: Contract,
  name: string,
  args: readonly unknown[],
  block?: number,
): Promise<PlainValue> {
  const [output] = contract.interface.getFunction(name)?.outputs ?? [];
  const value = await read<unknown>(contract, name, ...args, { blockTag: block ?? "latest" });
  return output === undefined ? "" : plainValue(output, value);
}
