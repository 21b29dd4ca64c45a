import { z } from "zod";
import {
  decimal,
  type FileOfSnapshot,
  fileOfSnapshot,
  indexText,
  jsonOf,
  parseSnapshotIndex,
  rootFrom,
  SnapshotIndexInvalidError,
} from "./snapshotIndex.ts";

/** A registry's roll as it stood at a checkpoint, in files (P1.7). */
export type RollFilesIndex = TreeFiles & {
  readonly chainId: bigint;
  readonly registry: string;
  readonly rollId: bigint;
  /** Of the checkpoint, Unix seconds. */
  readonly time: number;
};

/** The files that a roll's tree is in, of whichever kind of roll (P13.5). */
export type TreeFiles = {
  /** Leaves of the tree, removed ones among them. */
  readonly leaves: number;
  readonly root: bigint;
  readonly crown: FileOfSnapshot;
  readonly shards: readonly FileOfSnapshot[];
};

const FORMAT = "hanpyo-roll-files-1";
export const rollFilesSchema = z.strictObject({
  format: z.literal(FORMAT),
  chainId: decimal,
  registry: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  rollId: decimal,
  time: z.int().nonnegative(),
  leaves: z
    .int()
    .min(1)
    .max(2 ** 32 - 1),
  root: decimal,
  crown: fileOfSnapshot,
  shards: z.array(fileOfSnapshot),
});

export function rollFilesText(index: RollFilesIndex): string {
  return indexText(FORMAT, index);
}

/** Name of the folder that a tree's files are in: its root (P1.7). */
export function rollFolder(root: bigint): string {
  return `0x${root.toString(16).padStart(64, "0")}`;
}

/** Where a tree's files are, from an index of either kind. Throws `SnapshotIndexInvalidError`. */
export function parseTreeFiles(text: string): TreeFiles {
  const found = jsonOf(text);
  if ((found as { readonly format?: unknown } | null | undefined)?.format !== FORMAT) {
    const { activeMembers: leaves, root, crown, shards } = parseSnapshotIndex(text);
    return { leaves, root, crown, shards };
  }
  const { success, data, error } = rollFilesSchema.safeParse(found);
  if (!success) throw new SnapshotIndexInvalidError(error.issues[0]?.path.join(".") || "the top");
  const { leaves, root, crown, shards } = data;
  return { leaves, root: rootFrom(root), crown, shards };
}
