import { CHAINS_OWN_RULE, type FinalityRule, finalityRule } from "../../../../sdk/trust/finality.ts";
import type { Session } from "../session.tsx";

/** When a block is final by the page's manifest; by the chain's own word where none was accepted. Never throws. */
export async function manifestsRule(trust: Session["trust"]): Promise<FinalityRule> {
  try {
    return finalityRule((await trust()).anchored);
  } catch {
    return CHAINS_OWN_RULE;
  }
}
