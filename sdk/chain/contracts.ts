import { Contract, type ContractRunner, Interface, isCallException, type Signer } from "ethers";
import electionArtifact from "../../artifacts/contracts/types/IElection.sol/IElection.json" with { type: "json" };
import factoryArtifact from "../../artifacts/contracts/types/IElectionFactory.sol/IElectionFactory.json" with {
  type: "json",
};
import type { Code } from "../codes.ts";
import { HanpyoError, told } from "../errors.ts";
import type { Refusal } from "./remedies.ts";
import { sendChecked } from "./sendChecked.ts";
import { isSilence } from "./silence.ts";

export const electionInterface = new Interface(electionArtifact.abi);
export const factoryInterface = new Interface(factoryArtifact.abi);

/**
 * A contract refused a call: `refusal` is the name of its custom error, `args` its values by name; the message has them
 * as people read them.
 */
export class ContractRefusedError extends HanpyoError {
  readonly refusal: Refusal;
  readonly args: Readonly<Record<string, string>>;

  constructor(refusal: Refusal, args: Readonly<Record<string, string>>, remedy: string, readable = args) {
    const values = Object.entries(readable).map(([name, value]) => `${name} ${value}`);
    super(
      codeOfRefusal(refusal),
      {
        text: `The contract refused: ${refusal}${values.length > 0 ? ` (${values.join(", ")})` : ""}`,
        values: readable,
      },
      remedy,
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

export class ContractAbsentError extends HanpyoError {
  constructor(address: string) {
    super(
      "CONTRACT_ABSENT",
      told`The chain has no contract at ${{ address }} that answers this`,
      "Check the address and the chain: one that was started anew, or another one, has none of the contracts that are noted here",
    );
  }
}

/**
 * Calls a view function. Throws `ContractRefusedError` if the contract reverts with a known error, or
 * `ContractAbsentError` if there is none.
 */
export async function read<T>(contract: Contract, name: string, ...args: readonly unknown[]): Promise<T> {
  try {
    return (await refusing(() => contract.getFunction(name).staticCall(...args))) as T;
  } catch (error) {
    const { code, value } = Object(error) as { readonly code?: unknown; readonly value?: unknown };
    if (code === "BAD_DATA" && value === "0x") throw new ContractAbsentError(String(contract.target));
    throw error;
  }
}

/** Whether an error says that at an address there is no contract with such a function; a silent node says nothing. */
export function isOtherContract(error: unknown): boolean {
  const { code } = Object(error) as { readonly code?: unknown };
  return !isSilence(error) && ["CALL_EXCEPTION", "BAD_DATA", "CONTRACT_ABSENT"].includes(String(code));
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
      told`There is no receipt of transaction ${{ hash }}`,
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
    if (data === null || data.length < SELECTOR_DIGITS) throw error;
    // Read when something is refused: few readers of a chain ever need it.
    const { refusalOf } = await import("./refusalOf.ts");
    const refused = refusalOf(data);
    if (refused !== undefined) {
      throw new ContractRefusedError(refused.refusal, refused.args, refused.remedy, refused.readable);
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
