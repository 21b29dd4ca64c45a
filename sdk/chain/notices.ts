import { contractNotices } from "./generated/contractErrors.ts";
import type { Refusal } from "./remedies.ts";

/** What happened, at more length than the name of a contract's error tells it. The page does without. */
export const notices: Readonly<Record<Refusal, string>> = {
  ...contractNotices,
  WrongSiblingNodes: "The siblings do not lead from the leaf to the roll's root",
};
