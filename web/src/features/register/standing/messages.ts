import type { PageConfig } from "../../../shared/config.ts";

/** What the worker is given. */
export type Task = {
  readonly node: Pick<PageConfig, "rpc" | "chainId" | "firstBlock">;
  readonly registry: string;
  readonly rollIds: readonly string[];
  readonly identityCommitment: bigint;
};

/** A place on a roll as it is now, whose path comes to the root on the chain. */
export type Place = { readonly rollId: string; readonly place: number; readonly members: number };
