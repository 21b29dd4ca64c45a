import { Contract, type ContractRunner, Interface, isCallException, type Signer } from "ethers";
import pointArtifact from "../../artifacts/contracts/libraries/BabyJubjub.sol/BabyJubjub.json" with { type: "json" };
import cloneArtifact from "../../artifacts/contracts/libraries/CloneArguments.sol/CloneArguments.json" with {
  type: "json",
};
import companionArtifact from "../../artifacts/contracts/libraries/CompanionRolls.sol/CompanionRolls.json" with {
  type: "json",
};
import sigmaArtifact from "../../artifacts/contracts/libraries/SigmaProofs.sol/SigmaProofs.json" with { type: "json" };
import snapshotTreeArtifact from "../../artifacts/contracts/libraries/SnapshotTree.sol/SnapshotTree.json" with {
  type: "json",
};
import boardFactoryArtifact from "../../artifacts/contracts/types/IBoardFactory.sol/IBoardFactory.json" with {
  type: "json",
};
import electionArtifact from "../../artifacts/contracts/types/IElection.sol/IElection.json" with { type: "json" };
import factoryArtifact from "../../artifacts/contracts/types/IElectionFactory.sol/IElectionFactory.json" with {
  type: "json",
};
import verifierArtifact from "../../artifacts/contracts/types/IGroth16BatchVerifier.sol/IGroth16BatchVerifier.json" with {
  type: "json",
};
import publishedRollsArtifact from "../../artifacts/contracts/types/IPublishedRolls.sol/IPublishedRolls.json" with {
  type: "json",
};
import registryArtifact from "../../artifacts/contracts/types/IResidentRegistry.sol/IResidentRegistry.json" with {
  type: "json",
};
import rollFactoryArtifact from "../../artifacts/contracts/types/IRollFactory.sol/IRollFactory.json" with {
  type: "json",
};
import boardArtifact from "../../artifacts/contracts/types/ITrusteeBoard.sol/ITrusteeBoard.json" with { type: "json" };
import type { Code } from "../codes.ts";
import { HanpyoError } from "../errors.ts";
import { type Refusal, remedies } from "./remedies.ts";
import { sendChecked } from "./sendChecked.ts";

export const electionInterface = new Interface(electionArtifact.abi);
export const factoryInterface = new Interface(factoryArtifact.abi);
export const registryInterface = new Interface(registryArtifact.abi);
export const publishedRollsInterface = new Interface(publishedRollsArtifact.abi);
export const boardInterface = new Interface(boardArtifact.abi);

export const rollFactoryInterface = new Interface(rollFactoryArtifact.abi);
export const boardFactoryInterface = new Interface(boardFactoryArtifact.abi);

const interfaces = [
  electionInterface,
  factoryInterface,
  registryInterface,
  boardInterface,
  publishedRollsInterface,
  rollFactoryInterface,
  boardFactoryInterface,
  ...[cloneArtifact, companionArtifact, pointArtifact, sigmaArtifact, snapshotTreeArtifact, verifierArtifact].map(
    ({ abi }) => new Interface(abi),
  ),
  // Of Semaphore's tree, which the registry calls.
  new Interface(["error WrongSiblingNodes()"]),
];

/** A contract refused a call: `refusal` is the name of its custom error, `args` its values by name. */
export class ContractRefusedError extends HanpyoError {
  readonly refusal: Refusal;
  readonly args: Readonly<Record<string, string>>;

  constructor(refusal: Refusal, args: Readonly<Record<string, string>>) {
    const values = Object.entries(args).map(([name, value]) => `${name} ${value}`);
    super(
      codeOfRefusal(refusal),
      `The contract refused: ${refusal}${values.length > 0 ? ` (${values.join(", ")})` : ""}`,
      remedies[refusal],
    );
    this.refusal = refusal;
    this.args = args;
  }
}

/** `REFUSED_NOTHING_TO_CAST` of `NothingToCast`; a test compares the register with the contracts. */
function codeOfRefusal(refusal: Refusal): Code {
  const words = refusal.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_");
  return `REFUSED_${words.toUpperCase()}` as Code;
}

/** What a transaction cost and where it stands. */
export type Sent = { readonly hash: string; readonly gasUsed: bigint; readonly blockNumber: number };

export function electionAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, electionInterface, runner);
}

export function factoryAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, factoryInterface, runner);
}

export function registryAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, registryInterface, runner);
}

export function boardAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, boardInterface, runner);
}

export function rollFactoryAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, rollFactoryInterface, runner);
}

export function boardFactoryAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, boardFactoryInterface, runner);
}

/** Calls a view function. Throws `ContractRefusedError` if the contract reverts with a known error. */
export async function read<T>(contract: Contract, name: string, ...args: readonly unknown[]): Promise<T> {
  return refusing(() => contract.getFunction(name).staticCall(...args)) as Promise<T>;
}

/**
 * Sends a transaction and waits until it is in a block. Throws `ContractRefusedError` if it would or did revert, and
 * `TransactionTooLargeError`.
 */
export async function send(contract: Contract, name: string, ...args: readonly unknown[]): Promise<Sent> {
  const transaction = await contract.getFunction(name).populateTransaction(...args);
  return refusing(async () => {
    const response = await sendChecked(contract.runner as Signer, name, transaction);
    const receipt = await response.wait();
    if (receipt === null) throw new TransactionLostError(response.hash);
    return { hash: receipt.hash, gasUsed: receipt.gasUsed, blockNumber: receipt.blockNumber };
  });
}

export class TransactionLostError extends HanpyoError {
  constructor(hash: string) {
    super(
      "TRANSACTION_LOST",
      `There is no receipt of transaction ${hash}`,
      "Look for it on the chain before repeating it",
    );
  }
}

/** Of an error's data: 0x and four bytes. */
const SELECTOR_DIGITS = 10;

/** Turns a revert with one of our custom errors into `ContractRefusedError`; lets everything else pass. */
export async function refusing<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const data = revertData(error);
    // A revert without data, as of a function that the contract does not have, names no error.
    for (const known of data === null || data.length < SELECTOR_DIGITS ? [] : interfaces) {
      const parsed = known.parseError(data as string);
      if (parsed === null) continue;
      const args = parsed.fragment.inputs.map((input, i) => [input.name, String(parsed.args[i])] as const);
      throw new ContractRefusedError(parsed.name as Refusal, Object.fromEntries(args));
    }
    throw error;
  }
}

/** A node's answer hides the revert's data at different depths. */
function revertData(error: unknown): string | null {
  if (isCallException(error) && error.data) return error.data;
  let found: unknown = error;
  for (let depth = 0; depth < 5 && typeof found === "object" && found !== null; depth++) {
    const { data, error: inner, info } = found as { data?: unknown; error?: unknown; info?: unknown };
    if (typeof data === "string" && data.startsWith("0x")) return data;
    found = data ?? inner ?? info;
  }
  return null;
}
