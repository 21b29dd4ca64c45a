import { ContractFactory, type InterfaceAbi, isHexString, type Signer } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { refusing, type Sent, TransactionLostError } from "./contracts.ts";
import { sendChecked } from "./sendChecked.ts";

/** What Hardhat's compiler writes of a contract, as far as deploying it needs. */
export type Artifact = {
  readonly contractName: string;
  readonly abi: readonly unknown[];
  readonly bytecode: string;
  readonly linkReferences: Readonly<Record<string, Readonly<Record<string, readonly { readonly start: number }[]>>>>;
};

/** A deployed contract, with what its deployment cost. */
export type Deployed = Sent & { readonly address: string };

export class LibraryMissingError extends HanpyoError {
  constructor(library: string, contract: string) {
    super(
      "LIBRARY_MISSING",
      told`${{ contract }} needs the library ${{ library }}`,
      "Deploy the library first and give its address",
    );
  }
}

/**
 * Deploys a contract and waits until it is in a block.
 * @param libraries Addresses of the libraries that the artifact refers to, by name.
 * Throws `LibraryMissingError`, or `ContractRefusedError` if the constructor refuses.
 */
export async function deploy(
  artifact: Artifact,
  args: readonly unknown[],
  deployer: Signer,
  libraries: Readonly<Record<string, string>> = {},
): Promise<Deployed> {
  // Of a library's functions, with Solidity's own names of types, ethers would print a warning.
  const constructors = artifact.abi.filter((entry) => (entry as { readonly type?: string }).type === "constructor");
  const factory = new ContractFactory(constructors as InterfaceAbi, linked(artifact, libraries), deployer);
  return refusing(async () => {
    const request = await factory.getDeployTransaction(...args);
    const transaction = await sendChecked(deployer, artifact.contractName, request);
    const receipt = await transaction.wait();
    if (!receipt) throw new TransactionLostError(transaction.hash);
    const { hash, gasUsed, blockNumber, contractAddress } = receipt;
    return { address: contractAddress as string, hash, gasUsed, blockNumber };
  });
}

/** The artifact's bytecode with the libraries' addresses in their places. */
function linked(
  { contractName, bytecode, linkReferences }: Artifact,
  libraries: Readonly<Record<string, string>>,
): string {
  const places = Object.values(linkReferences).flatMap((names) => Object.entries(names));
  return places.reduce((code, [library, references]) => {
    const address = libraries[library];
    if (!isHexString(address, 20)) throw new LibraryMissingError(library, contractName);
    return references.reduce((text, { start }) => {
      const at = 2 + 2 * start;
      return text.slice(0, at) + address.slice(2).toLowerCase() + text.slice(at + 40);
    }, code);
  }, bytecode);
}
