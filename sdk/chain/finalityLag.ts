import type { JsonRpcProvider } from "ethers";
import type { FinalityRule } from "../trust/finality.ts";
import { readBlock } from "./blockTimes.ts";
import { readFinal } from "./finalBlock.ts";

/** How far what is final is behind the latest block, and how often blocks come. */
export type FinalityLag = {
  readonly blocks: number;
  /** By the blocks' own times. */
  readonly seconds: number;
  /** Of a block, on average; 0 where the chain has one block alone. */
  readonly blockSeconds: number;
};

/** Blocks over which the time of one is measured. */
const SPAN = 20;

/** Measures a chain's finality by a rule; nothing where nothing is final. Throws ethers' errors where the node is silent. */
export async function readFinalityLag(provider: JsonRpcProvider, rule: FinalityRule): Promise<FinalityLag | undefined> {
  const final = await readFinal(provider, rule);
  if (final === undefined) return undefined;
  const latest = await readBlock("latest", provider);
  const { time } = await readBlock(final.number, provider);
  const span = Math.min(SPAN, latest.number);
  const earlier = await readBlock(latest.number - span, provider);
  return {
    blocks: latest.number - final.number,
    seconds: latest.time - time,
    blockSeconds: span === 0 ? 0 : (latest.time - earlier.time) / span,
  };
}
