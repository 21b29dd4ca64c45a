import { recoverAddress, type TypedDataDomain, TypedDataEncoder, type TypedDataField } from "ethers";

/**
 * Who signed a message of EIP-712. As ethers' `verifyTypedData`, which stands in a module that every reader of the chain
 * loads, and would bring the curve to a page that only reads.
 * @throws What ethers says of a signature or a message that is none.
 */
export function typedDataSigner(
  domain: TypedDataDomain,
  types: Record<string, TypedDataField[]>,
  message: Record<string, unknown>,
  signature: string,
): string {
  return recoverAddress(TypedDataEncoder.hash(domain, types, message), signature);
}
