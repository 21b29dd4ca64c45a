import type { Contract, ContractMethod } from "ethers";

/** An ethers contract that is known to have these functions. */
export type ContractWith<Names extends string> = Contract & { readonly [Name in Names]: ContractMethod };
