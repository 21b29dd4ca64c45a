import { quorumOf } from "../sending/finality.ts";
import type { Kept } from "./kept.ts";
import { kindOf } from "./kinds.ts";
import type { Works } from "./works.ts";

/** Nodes that must say the same of a package: one node's word is enough for tests only, whoever acknowledged it when. */
export async function quorumFor(works: Works, kept: Kept): Promise<number> {
  if (works.chain.nodes.length > 1) return quorumOf(works.chain);
  return (await kindOf(kept).isTest(works, kept)) ? 1 : 2;
}
