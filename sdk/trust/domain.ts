import type { TypedDataDomain } from "ethers";

/** The EIP-712 domain of all that a trust file holds (P15). */
export function trustDomain(chainId: number): TypedDataDomain {
  return { name: "Hanpyo trust", version: "1", chainId };
}
