import { type Provider, zeroPadValue } from "ethers";
import { readFrom } from "./firstBlock.ts";
import { logPages, RANGE } from "./logPages.ts";
import { RpcProvider } from "./rpcProvider.ts";

/** Says which factory made a contract; nothing where that is not known. */
export type Maker = () => Promise<string | undefined>;

/**
 * The block to read the events of what a factory made from: as `readFrom`, and where the node keeps no old states that in
 * which the factory said that it made it, which is looked for from the last block back. 0 where nobody says it.
 * @param maker Asked only then.
 */
export async function readFromCreation(
  address: string,
  maker: Maker,
  lastBlock: number,
  provider: Provider,
): Promise<number> {
  const from = await readFrom(address, lastBlock, provider);
  const isTold = provider instanceof RpcProvider && provider.firstBlockOf(address) !== undefined;
  return from !== 0 || isTold || lastBlock < RANGE ? from : saidBlock(address, maker, lastBlock, provider);
}

/** The block in which a factory said that it made a contract, looked for from `lastBlock` back; 0 where it did not. */
export async function saidBlock(address: string, maker: Maker, lastBlock: number, provider: Provider): Promise<number> {
  const factory = await maker();
  if (factory === undefined) return 0;
  // The first topic of a factory's event names what it made.
  const filter = { address: factory, topics: [null, zeroPadValue(address, 32)] };
  for await (const logs of logPages(filter, { first: 0, last: lastBlock }, provider, "backwards")) {
    const [log] = logs;
    if (log !== undefined) return log.blockNumber;
  }
  return 0;
}
