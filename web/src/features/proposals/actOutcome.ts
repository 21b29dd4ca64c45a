import { HanpyoError } from "../../../../sdk/errors.ts";
import { ActEndedError } from "../../../../sdk/relaying/actLadder.ts";
import type { KeptAct } from "../../shared/vault/acts.ts";

/** What a resident does to a proposal's count. */
export type Doing = "support" | "withdrawal";

/** How far a support or a withdrawal of this tab is. */
export type Acting =
  | { readonly at: "fetching"; readonly doing: Doing; readonly loaded: number; readonly total: number }
  | { readonly at: "proving" | "sending"; readonly doing: Doing }
  /** A relayer took it, or it is in a block. */
  | { readonly at: "sent"; readonly act: KeptAct }
  /** No relayer took it: it is kept. */
  | { readonly at: "stuck"; readonly act: KeptAct; readonly failures: readonly HanpyoError[] }
  /** The chain had it already: made with another device, or before this one lost its memory. */
  | { readonly at: "already"; readonly doing: Doing }
  /** The chain can never take it: a support does not count, and of a withdrawal the support stands. */
  | { readonly at: "latched" | "closed"; readonly doing: Doing }
  | { readonly at: "notOnRoll" | "limit" }
  | {
      readonly at: "failed";
      readonly doing: Doing;
      readonly error: unknown;
      /** Whether it was on its way: then it is kept, and counts once however often it is sent. */
      readonly wasSending: boolean;
    };

/** What came of an act that failed, by how far it was before. */
export function outcomeOf(doing: Doing, error: unknown, before: Acting | undefined): Acting {
  if (error instanceof ActEndedError) return { at: error.end, doing };
  if (error instanceof HanpyoError && error.code === "NOT_ON_ROLL") return { at: "notOnRoll" };
  return { at: "failed", doing, error, wasSending: before?.at === "sending" || before?.at === "sent" };
}
