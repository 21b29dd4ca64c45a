import { contractRemedies } from "./generated/contractErrors.ts";

/** What to do, by the name of the error that a contract reverts with. */
export const remedies = {
  ...contractRemedies,
  // Of Semaphore's tree, which the registry calls.
  WrongSiblingNodes: "Read the registry's history again and make the siblings anew; the roll has changed",
} as const;

/** The name of a custom error that our contracts revert with. */
export type Refusal = keyof typeof remedies;
