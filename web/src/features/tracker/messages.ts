import type { FinalityRule } from "../../../../sdk/trust/finality.ts";
import type { PageConfig } from "../../shared/config.ts";

/** What the search worker is given. */
export type Task = {
  readonly node: Pick<PageConfig, "rpc" | "chainId" | "firstBlock">;
  readonly elections: readonly string[];
  /** When a block is final. */
  readonly rule: FinalityRule;
  /** The tracker's number. */
  readonly tracker: bigint;
};

/** A ballot on the chain, found by its tracker. */
export type CastFound = {
  readonly election: string;
  readonly version: number;
  /** Whether a later ballot took the slot. */
  readonly replaced: boolean;
  readonly block: number;
  /** Unix seconds of the block. */
  readonly time: number;
  /** Whether its block is final. */
  readonly isFinal: boolean;
};
