import type { Command } from "commander";
import type { JsonRpcProvider } from "ethers";
import { FinalizedUnknownError } from "../../sdk/chain/agreement.ts";
import { type BlockFacts, readBlock, readFinalBlock, readSettledBlock } from "../../sdk/chain/blockTimes.ts";
import type { AcceptedTrust } from "../../sdk/trust/acceptManifest.ts";
import { type FinalityRule, finalityRule } from "../../sdk/trust/finality.ts";
import { wholeNumber } from "../terminal/optionValues.ts";
import { connectRpc } from "../terminal/rpc.ts";
import type { ObserverSpeaker } from "./observerSpeaker.ts";

/** A chain at one of its blocks. */
export type ChainView = {
  readonly provider: JsonRpcProvider;
  readonly node: string;
  readonly block: BlockFacts;
  readonly name: string;
};

/** Which of a chain's blocks count. */
export type BlockOptions = { readonly block?: number; readonly fromBlock?: number };

/** The options, so that they are called the same everywhere. */
export function withBlocks(command: Command): Command {
  return command
    .option(
      "--block <n>",
      "the chain's last block that counts (default: the one that is final by the manifest of --trust, or the finalized one)",
      wholeNumber(0, 2 ** 48),
    )
    .option(
      "--from-block <n>",
      "the block from which events are read, no later than the contracts' deployment (default: found out, or all)",
      wholeNumber(0, 2 ** 48),
    );
}

/**
 * Connects to a node, and takes the block that was asked for, else the one that is final by the manifest, else the
 * finalized one. Throws `FinalizedUnknownError`, `BlockUnknownError`.
 */
export async function chainView(
  url: string,
  { block: wanted, fromBlock }: BlockOptions,
  trust: AcceptedTrust | undefined,
  text: ObserverSpeaker["text"],
): Promise<ChainView> {
  const { name: node, provider } = await connectRpc(url, fromBlock === undefined ? {} : { firstBlock: fromBlock });
  if (wanted !== undefined) {
    return { provider, node, block: await readBlock(wanted, provider), name: text("asked", { block: wanted }) };
  }
  if (trust !== undefined) {
    const rule = finalityRule(trust.anchored);
    const block = await readFinalBlock(provider, rule);
    if (block === undefined) throw new FinalizedUnknownError(node);
    return { provider, node, block, name: finalName(rule, block.number, text) };
  }
  const { finalized, ...block } = await readSettledBlock(provider);
  return {
    provider,
    node,
    block,
    name: text(finalized ? "finalized" : "latest", { block: block.number }),
  };
}

/** A final block, and whose word it is that it is final. */
function finalName(rule: FinalityRule, block: number, text: ObserverSpeaker["text"]): string {
  if (rule.kind === "tag") return text("finalized", { block });
  return rule.blocks === 1 ? text("finalAtOnce", { block }) : text("finalByDepth", { block, depth: rule.blocks });
}
