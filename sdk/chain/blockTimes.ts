import type { JsonRpcProvider, Provider } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import type { FinalityRule } from "../trust/finality.ts";
import { readFinal } from "./finalBlock.ts";
import { isSilence } from "./silence.ts";

/** A block that the node does not know. */
export class BlockUnknownError extends HanpyoError {
  constructor(block: number | string) {
    super(
      "BLOCK_UNKNOWN",
      told`The node knows no block ${{ block }}`,
      "Name a block of this chain, or ask another RPC",
    );
  }
}

/** A block as far as records need it: its hash, and its time in Unix seconds. */
export type BlockFacts = { readonly number: number; readonly hash: string; readonly time: number };

/** Blocks asked for at the same time. */
const AT_ONCE = 50;

/** Number, hash and time of a block by its number or tag. Throws `BlockUnknownError`. */
export async function readBlock(block: number | string, provider: Provider): Promise<BlockFacts> {
  const found = await provider.getBlock(block);
  if (found?.hash == null) throw new BlockUnknownError(block);
  return { number: found.number, hash: found.hash, time: found.timestamp };
}

/**
 * The last finalized block, or the latest where the node answers that it does not tell finalized ones. Block 0 says no
 * more than that: nodes give it as long as they know nothing to be final.
 */
export async function readSettledBlock(provider: Provider): Promise<BlockFacts & { readonly finalized: boolean }> {
  const finalized = await readBlock("finalized", provider).catch((error: unknown) => {
    if (isSilence(error)) throw error;
    return undefined;
  });
  if (finalized !== undefined && finalized.number > 0) return { ...finalized, finalized: true };
  return { ...(await readBlock("latest", provider)), finalized: false };
}

/** The last block that is final by a rule that was stated; nothing where the node knows of none. Throws as `readFinal`. */
export async function readFinalBlock(provider: JsonRpcProvider, rule: FinalityRule): Promise<BlockFacts | undefined> {
  const final = await readFinal(provider, rule);
  return final === undefined ? undefined : readBlock(final.number, provider);
}

/** Times of blocks by number; each block is asked for once. Throws `BlockUnknownError`. */
export async function readBlockTimes(
  numbers: Iterable<number>,
  provider: Provider,
): Promise<ReadonlyMap<number, number>> {
  const times = new Map<number, number>();
  const wanted = [...new Set(numbers)];
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const blocks = await Promise.all(wanted.slice(start, start + AT_ONCE).map((number) => readBlock(number, provider)));
    for (const { number, time } of blocks) times.set(number, time);
  }
  return times;
}
