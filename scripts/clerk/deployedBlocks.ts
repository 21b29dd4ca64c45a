import type { Provider } from "ethers";
import { type Maker, saidBlock } from "../../sdk/chain/creationBlock.ts";
import { firstBlockOf } from "../../sdk/chain/firstBlock.ts";
import { readLogs } from "../../sdk/chain/logPages.ts";

/** What a deployment file says of addresses. */
type Addresses = {
  readonly contracts: Readonly<Record<string, string>>;
  readonly boards: Readonly<Record<string, { readonly address: string }>>;
  readonly elections: Readonly<Record<string, { readonly address?: string | undefined }>>;
};

/** In which block each contract was made, by address. */
type Blocks = { readonly blocks: Readonly<Record<string, number>> };

/** Contracts whose events are read, by their names in a deployment file. */
const EVENTFUL = [
  ...["rollFactory", "boardFactory", "factory", "registry", "publishedRolls"],
  ...["templates", "proposals", "notices", "conversions", "rounds", "joints"],
] as const;

/** Addresses of a deployment whose events are read: of shared contracts, boards and created elections. */
export function eventfulOf({ contracts, boards, elections }: Addresses): readonly string[] {
  const shared = EVENTFUL.map((name) => contracts[name]);
  const made = [...Object.values(boards), ...Object.values(elections)].map(({ address }) => address);
  return [...shared, ...made].filter((address) => address !== undefined);
}

/** A deployment's blocks, as a connection to its chain takes them. */
export function firstBlocksOf({ blocks }: Blocks): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(blocks).map(([address, block]) => [address.toLowerCase(), block]));
}

/**
 * The block in which a contract was made, from the chain. A node without old states does not tell it: then the block in
 * which its maker said so, or that of its first event, before which nobody has anything to read.
 * @param maker Of what a factory made.
 */
export async function blockOnChain(address: string, provider: Provider, maker?: Maker): Promise<number> {
  const last = await provider.getBlockNumber();
  const found = await firstBlockOf(address, last, provider);
  if (found > 0) return found;
  if (maker !== undefined) return saidBlock(address, maker, last, provider);
  const [first] = await readLogs({ address }, { first: 0, last }, provider);
  return first?.blockNumber ?? last;
}
