import type { Contract, ContractRunner, Log, LogDescription, Provider, TopicFilter } from "ethers";
import { HanpyoError } from "../errors.ts";
import { RANGE, readFrom } from "./firstBlock.ts";

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
 * up to `lastBlock` (default: the latest).
 */
export async function logsOf(contract: Contract, lastBlock?: number, firstBlock?: number): Promise<DecodedLog[]> {
  const provider = providerOf(contract.runner);
  const last = lastBlock ?? (await provider.getBlockNumber());
  const address = await contract.getAddress();
  const decoded: DecodedLog[] = [];
  const start = firstBlock ?? (await readFrom(address, last, provider));
  for (let from = start; from <= last; from += RANGE) {
    const logs = await provider.getLogs({ address, fromBlock: from, toBlock: Math.min(last, from + RANGE - 1) });
    for (const log of logs.filter((each) => isOf(each, address))) {
      const parsed = contract.interface.parseLog(log);
      if (parsed === null) continue;
      decoded.push({
        name: parsed.name,
        args: argumentsByName(parsed),
        blockNumber: log.blockNumber,
        transactionHash: log.transactionHash,
      });
    }
  }
  return decoded;
}

/** Whether a log is of this contract and has these topics: what nodes filter is checked, not believed. */
export function isOf(log: Pick<Log, "address" | "topics">, address: string, topics: TopicFilter = []): boolean {
  return (
    log.address.toLowerCase() === address.toLowerCase() &&
    topics.every((topic, i) => topic === null || [topic].flat().includes(log.topics[i] as string))
  );
}

/** ethers' results are arrays with names; struct values keep theirs. */
function argumentsByName(log: LogDescription): Record<string, unknown> {
  return Object.fromEntries(log.fragment.inputs.map(({ name }, i) => [name, log.args[i]]));
}
