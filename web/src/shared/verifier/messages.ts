import type { FinalityRule } from "../../../../sdk/trust/finality.ts";
import type { Check } from "../../../../sdk/verify/check.ts";
import type { ElectionRecord } from "../../../../sdk/verify/record.ts";
import type { PageConfig } from "../config.ts";

/** How the verifier reaches a chain. */
export type Node = Pick<PageConfig, "rpc" | "chainId" | "firstBlock">;

/** What is to be verified: an election as a chain has it, or a record, which is compared with a chain if one is given. */
export type Task = (
  | { readonly kind: "chain"; readonly node: Node; readonly election: string }
  | { readonly kind: "record"; readonly record: unknown; readonly node: Node | null }
) & {
  /** Where the files of a published roll are, if the page knows of a place. */
  readonly rollFiles?: string;
};

/** What the worker is sent: a task, and when a block of its chain is final. */
export type Order = { readonly task: Task; readonly rule: FinalityRule };

/** What the worker tells, in order; `done` or `failed` is the last. */
export type Told =
  | { readonly kind: "reading" }
  | { readonly kind: "progress"; readonly what: string; readonly checked: number; readonly total: number }
  | { readonly kind: "checks"; readonly checks: readonly Check[] }
  | {
      readonly kind: "done";
      readonly record: ElectionRecord | null;
      /** The record's content hash (P11.7). */
      readonly contentHash: string | null;
      readonly block: number | null;
    }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };
