import { Contract, type ContractRunner, type Provider } from "ethers";
import { read } from "./contracts.ts";
import { type ProposalContracts, readProposalContracts } from "./proposalContracts.ts";
import { conversionsInterface, readNoticesOf } from "./proposalCourse.ts";

/** Where proposals come to a vote, and the contracts behind it. */
export type ConversionContracts = ProposalContracts & { readonly conversions: string };

export function conversionsAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, conversionsInterface, runner);
}

/** The contracts behind one of conversions, whose links never change. Throws what `readProposalContracts` throws. */
export async function readConversionContracts(conversions: string, provider: Provider): Promise<ConversionContracts> {
  return { conversions, ...(await readProposalContracts(await readNoticesOf(conversions, provider), provider)) };
}

/** From when, and before when anybody converts a proposal, Unix seconds; both 0 where nobody does (P22.2). */
export async function readConversionTerm(conversions: string, id: bigint, runner: ContractRunner) {
  const [from, until] = await read<readonly [bigint, bigint]>(conversionsAt(conversions, runner), "conversionTerm", id);
  return { from: Number(from), until: Number(until) };
}
