import type { JsonRpcProvider } from "ethers";
import type { FinalityRule } from "../trust/finality.ts";
import { isSilence } from "./silence.ts";

/** A block by its number and hash. */
export type NumberedBlock = { readonly number: number; readonly hash: string };

/**
 * The last block that a node shows to be final by a rule; nothing where it knows of none. To a chain's own tag nodes give
 * block 0, or null, or refuse, as long as they know nothing to be final: all of these say no more than that.
 * Throws ethers' errors where the node is silent.
 */
export async function readFinal(provider: JsonRpcProvider, rule: FinalityRule): Promise<NumberedBlock | undefined> {
  if (rule.kind === "tag") {
    const block = await blockAt(provider, "finalized");
    return block === undefined || block.number === 0 ? undefined : block;
  }
  const latest = await blockAt(provider, "latest");
  if (latest === undefined || rule.blocks === 1) return latest;
  // The first block has none before it that could have been another one.
  return blockAt(provider, Math.max(0, latest.number - rule.blocks + 1));
}

/** A block as a node knows it; nothing if the node answers that it does not. Throws ethers' errors where it is silent. */
export async function blockAt(
  provider: JsonRpcProvider,
  tag: number | "latest" | "finalized",
): Promise<NumberedBlock | undefined> {
  const named = typeof tag === "number" ? `0x${tag.toString(16)}` : tag;
  try {
    const block = (await provider.send("eth_getBlockByNumber", [named, false])) as Record<string, string> | null;
    if (block === null) return undefined;
    const number = Number(block.number);
    return typeof tag === "number" && number !== tag ? undefined : { number, hash: block.hash as string };
  } catch (error) {
    if (isSilence(error)) throw error;
    return undefined;
  }
}
