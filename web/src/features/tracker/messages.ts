import type { PageConfig } from "../../shared/config.ts";

/** What the search worker is given. */
export type Task = {
  readonly node: Pick<PageConfig, "rpc" | "chainId" | "firstBlock">;
  readonly elections: readonly string[];
  /** The tracker's number. */
  readonly tracker: bigint;
};

/** What it answers, once. */
export type Told =
  | {
      readonly kind: "found";
      readonly election: string;
      readonly version: number;
      /** Whether a later ballot took the slot. */
      readonly replaced: boolean;
      readonly block: number;
      /** Unix seconds of the block. */
      readonly time: number;
      /** Blocks on top of it. */
      readonly depth: number;
    }
  | { readonly kind: "nothing" }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };
