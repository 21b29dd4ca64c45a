import { z } from "zod";
import { parseDecimal } from "../crypto/field.ts";
import { HanpyoError, told } from "../errors.ts";

/** A file of a snapshot, beside its index. */
export type FileOfSnapshot = { readonly file: string; readonly sha256: string };

/** What a snapshot's files are, and what they must come to (P13.1). */
export type SnapshotIndex = {
  readonly chainId: bigint;
  /** Address of the contract of published rolls, to which the entries' proofs are bound. */
  readonly rolls: string;
  readonly rollId: bigint;
  readonly sequence: bigint;
  readonly activeMembers: number;
  readonly depth: number;
  readonly root: bigint;
  readonly contentRoot: string;
  /** Digests of the content root's left and right child. */
  readonly children: readonly [string, string];
  /** The nodes from the tops of the shards upwards. */
  readonly crown: FileOfSnapshot;
  /** Leaves and inner nodes of each shard. */
  readonly shards: readonly FileOfSnapshot[];
  /** Entries of each shard. */
  readonly entries: readonly FileOfSnapshot[];
};

export class SnapshotIndexInvalidError extends HanpyoError {
  constructor(where: string) {
    super("SNAPSHOT_INDEX_INVALID", told`The snapshot's index is wrong at ${{ where }}`, "Load it again, or elsewhere");
  }
}

const FORMAT = "hanpyo-roll-snapshot-1";
const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
export const decimal = z.string().regex(/^(0|[1-9][0-9]{0,77})$/);
export const fileOfSnapshot = z.strictObject({
  file: z.string().regex(/^[a-z]+(-[0-9]{5})?\.bin$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export const snapshotIndexSchema = z.strictObject({
  format: z.literal(FORMAT),
  chainId: decimal,
  rolls: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  rollId: decimal,
  sequence: decimal,
  activeMembers: z
    .int()
    .min(2)
    .max(2 ** 32 - 1),
  depth: z.int().min(1).max(32),
  root: decimal,
  contentRoot: hash,
  children: z.tuple([hash, hash]),
  crown: fileOfSnapshot,
  shards: z.array(fileOfSnapshot),
  entries: z.array(fileOfSnapshot),
});

/** Reads an index. Throws `SnapshotIndexInvalidError`. */
export function parseSnapshotIndex(text: string): SnapshotIndex {
  const { success, data, error } = snapshotIndexSchema.safeParse(jsonOf(text));
  if (!success) throw new SnapshotIndexInvalidError(error.issues[0]?.path.join(".") || "the top");
  const { format: _, chainId, rollId, sequence, root, ...others } = data;
  return {
    ...others,
    chainId: BigInt(chainId),
    rollId: BigInt(rollId),
    sequence: BigInt(sequence),
    root: rootFrom(root),
  };
}

export function snapshotIndexText(index: SnapshotIndex): string {
  return indexText(FORMAT, index);
}

/** An index as its file has it: whole numbers beyond a double's as decimals. */
export function indexText(format: string, index: object): string {
  const plain = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  return `${JSON.stringify({ format, ...index }, plain, 2)}\n`;
}

/** What a text holds as JSON; undefined for any other text. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A root below the field's order. Throws `SnapshotIndexInvalidError`. */
export function rootFrom(text: string): bigint {
  try {
    return parseDecimal(text);
  } catch {
    throw new SnapshotIndexInvalidError("root");
  }
}
