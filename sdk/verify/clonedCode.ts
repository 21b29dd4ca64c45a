import { encodeBytes32String, id, TypedDataEncoder } from "ethers";
import { type CodeComparison, type CompiledContract, cloneCode, compareCode } from "../chain/deployedCode.ts";
import { foldKey } from "../proofs/foldedKey.ts";
import type { VerificationKey } from "../proofs/groth16.ts";
import { addressOf, type CodeReader, codeAt, openValues } from "./electionCode.ts";

/** A clone, taken apart: what it delegates to, compared with what was compiled, and the terms that its code carries. */
export type ClonedCode = {
  /** Whether the code is a clone's, and that of the contract behind it the compiled one with its immutables. */
  readonly same: boolean;
  /** What the clone delegates to; its own address if it is no clone. */
  readonly implementation: string;
  /** ABI-encoded, 0x-prefixed hex. */
  readonly args: string;
  /** The only immutable of the implementation that is not known beforehand. */
  readonly verifier: string;
  readonly libraries: CodeComparison["libraries"];
};

/**
 * Judges a clone's code by its template, the contract that it delegates to, and that contract's immutables (P2.5).
 * @param expectedOf The immutables of an implementation in the compiled contract's order; undefined is its verifier.
 */
export async function clonedCode(
  address: string,
  compiled: CompiledContract,
  expectedOf: (implementation: string) => readonly (bigint | undefined)[],
  reader: CodeReader,
): Promise<ClonedCode> {
  const clone = cloneCode(await codeAt(address, reader));
  const { implementation = address, args = "0x" } = clone ?? {};
  const { same, immutables, libraries } = compareCode(await codeAt(implementation, reader), compiled);
  const open = openValues(immutables, expectedOf(implementation));
  return {
    same: clone !== undefined && same && open?.length === 1,
    implementation,
    args,
    verifier: addressOf(open?.[0]),
    libraries,
  };
}

export function found(same: boolean, address: string): string {
  return same ? `as compiled, at ${address}` : `other code or other values at ${address}`;
}

/** IC_0 of a key without constants, which implementations keep folded. */
export function foldedWords(key: VerificationKey): bigint[] {
  const { x, y } = foldKey(key, 0, []);
  return [x, y];
}

/**
 * What OpenZeppelin's EIP712 keeps in the code that clones share, in its order: separator, chain, address, hashes and
 * short strings of name and version. A clone finds that the address is not its own, and computes its separator anew.
 */
export function signingDomain(name: string, chainId: bigint, implementation: string): bigint[] {
  const version = "1";
  const separator = TypedDataEncoder.hashDomain({ name, version, chainId, verifyingContract: implementation });
  const short = (text: string) => BigInt(encodeBytes32String(text)) + BigInt(text.length);
  const hashes = [id(name), id(version)].map(BigInt);
  return [BigInt(separator), chainId, BigInt(implementation), ...hashes, short(name), short(version)];
}
