import type { Manifest } from "./manifest.ts";

/** When a block of a chain is final (P15.4). */
export type FinalityRule =
  /** When the chain itself says so. */
  | { readonly kind: "tag" }
  /** Once the chain has so many blocks from it to its latest, both with: 1 where a block is final at once. */
  | { readonly kind: "depth"; readonly blocks: number };

/** The rule where no manifest names another: nobody guesses a depth. */
export const CHAINS_OWN_RULE: FinalityRule = { kind: "tag" };

/** The rule that a manifest states. */
export function finalityRule({ finality }: Pick<Manifest, "finality">): FinalityRule {
  return finality === 0 ? CHAINS_OWN_RULE : { kind: "depth", blocks: finality };
}

/** How a manifest states a rule. */
export function finalityOf(rule: FinalityRule): number {
  return rule.kind === "tag" ? 0 : rule.blocks;
}

/** The rule for people who must be able to object to it. */
export function finalityText(rule: FinalityRule): string {
  if (rule.kind === "tag") return "a block is final when the chain says so";
  if (rule.blocks === 1) return "this chain names no final blocks; by the manifest a block is final at once";
  return `this chain names no final blocks; by the manifest one is final as the ${rule.blocks}th from the latest, itself the first`;
}
