import type { Contract, ContractRunner, Interface, Log, LogDescription, Provider } from "ethers";
import { HanpyoError } from "../errors.ts";
import { readFrom } from "./firstBlock.ts";
import { readLogs } from "./logPages.ts";

/** An event of a contract, decoded, with where it stands. */
export type DecodedLog = {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly blockNumber: number;
  readonly transactionHash: string;
};

export class NoProviderError extends HanpyoError {
  constructor() {
    super("NO_PROVIDER", "There is no connection to a chain", "Give a signer or provider that is connected to an RPC");
  }
}

/** The provider behind a signer or provider. */
export function providerOf(runner: ContractRunner | null): Provider {
  if (!runner?.provider) throw new NoProviderError();
  return runner.provider;
}

export async function chainIdOf(runner: ContractRunner): Promise<bigint> {
  return (await providerOf(runner).getNetwork()).chainId;
}

/**
 * All events of a contract that its interface knows, in the chain's order, from `firstBlock` (default: the contract's own)
 * up to `lastBlock` (default: the latest). Throws `LogsRefusedError`, or ethers' errors where the node is silent.
 */
export async function logsOf(contract: Contract, lastBlock?: number, firstBlock?: number): Promise<DecodedLog[]> {
  const provider = providerOf(contract.runner);
  const last = lastBlock ?? (await provider.getBlockNumber());
  const address = await contract.getAddress();
  const first = firstBlock ?? (await readFrom(address, last, provider));
  return (await readLogs({ address }, { first, last }, provider)).flatMap(
    (log) => decoded(log, contract.interface) ?? [],
  );
}

/** An event by its interface; nothing if that does not know it. */
export function decoded(log: Log, known: Interface): DecodedLog | undefined {
  const parsed = known.parseLog(log);
  if (parsed === null) return undefined;
  const { blockNumber, transactionHash } = log;
  return { name: parsed.name, args: argumentsByName(parsed), blockNumber, transactionHash };
}

/** ethers' results are arrays with names; struct values keep theirs. */
function argumentsByName(log: LogDescription): Record<string, unknown> {
  return Object.fromEntries(log.fragment.inputs.map(({ name }, i) => [name, log.args[i]]));
}
