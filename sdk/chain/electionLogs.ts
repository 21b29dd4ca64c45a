import { Contract, type ContractRunner, type Provider } from "ethers";
import { electionAt, read } from "./contracts.ts";
import { type Maker, readFromCreation } from "./creationBlock.ts";
import { type DecodedLog, logsOf, providerOf } from "./logs.ts";

/**
 * All events of an election, in the chain's order, up to `lastBlock` (default: the latest), from its creation on, of which
 * on a node without old states its factory tells. Throws `LogsRefusedError`, or ethers' errors where the node is silent.
 */
export async function electionLogs(
  election: string,
  runner: ContractRunner,
  lastBlock?: number,
): Promise<DecodedLog[]> {
  const provider = providerOf(runner);
  const last = lastBlock ?? (await provider.getBlockNumber());
  return logsOf(electionAt(election, runner), last, await readFromElection(election, last, provider));
}

/** The block to read an election's events from, up to `lastBlock`. */
export function readFromElection(election: string, lastBlock: number, provider: Provider): Promise<number> {
  return readFromCreation(election, factoryOf(election, provider), lastBlock, provider);
}

/** The factory that an election's board serves. */
function factoryOf(election: string, provider: Provider): Maker {
  return async () => {
    const { board } = await read<{ board: string }>(electionAt(election, provider), "constitution");
    return read<string>(new Contract(board, ["function factory() view returns (address)"], provider), "factory");
  };
}
