import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { NotARecord, OtherFormat } from "../verifierError.ts";
import { type FirstReading, firstReading, LONG_LISTS } from "./firstReading.ts";
import { parseOnce } from "./jsonText.ts";
import {
  type Batch,
  batchShape,
  type RollChange,
  rollChangeShape,
  type Skeleton,
  type Skipped,
  skeletonShape,
  skippedShape,
} from "./recordShape.ts";
import { createScanner, type Element } from "./scanner.ts";
import { readAs } from "./shape.ts";
import type { RecordSource } from "./source.ts";

/** What a first reading of a record finds. */
export interface Overview {
  readonly skeleton: Skeleton;
  /** The skeleton as JSON has it. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** SHA-256 of the file. */
  readonly sha256: string;
  readonly batches: number;
  readonly ballots: number;
  readonly skipped: number;
  readonly changes: number;
  /** Nullifiers of ballots that replace another: their slots alone need their ciphertexts kept. */
  readonly replaced: ReadonlySet<bigint>;
}

/** An element of a long list, read. */
export type Part =
  | { readonly list: "roll"; readonly index: number; readonly change: RollChange }
  | { readonly list: "batches"; readonly index: number; readonly batch: Batch }
  | { readonly list: "skipped"; readonly index: number; readonly skipped: Skipped };

const partOf = ({ key, index, text }: Element): Part => {
  const value = parseOnce(text);
  const place = `${key}.${index}`;
  if (key === "roll") return { list: "roll", index, change: readAs(rollChangeShape, value, place) };
  if (key === "batches") return { list: "batches", index, batch: readAs(batchShape, value, place) };
  return { list: "skipped", index, skipped: readAs(skippedShape, value, place) };
};

const skeletonOf = (value: unknown): Skeleton => {
  const format = formatOf(value);
  if (typeof format === "string" && format !== "hanpyo-record-3") throw new OtherFormat(format);
  return readAs(skeletonShape, value, "record");
};

/** What a file's field `format` says, whatever the file is. */
export const formatOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>).format : undefined;

/** An election's record as a first reading shows it. `NotARecord` or `OtherFormat` if it is none. */
export const overviewOf = ({ raw, sha256: hash, counts, ballots, replaced }: FirstReading): Overview => ({
  skeleton: skeletonOf(raw),
  raw,
  sha256: hash,
  batches: counts.batches,
  ballots,
  skipped: counts.skipped,
  changes: counts.roll,
  replaced,
});

/**
 * Reads an election's record through once: everything but the elements of its long lists, which are counted.
 * `NotARecord` or `OtherFormat` if it is none that this verifier reads.
 */
export const overview = async (
  source: RecordSource,
  onBytes: (bytes: number) => void | Promise<void>,
): Promise<Overview> => overviewOf(await firstReading(source, onBytes));

/**
 * Reads the elements of the long lists, in the order of the file. A file that changed since the overview is refused at
 * its end.
 */
export async function* parts(source: RecordSource, expectedSha256: string): AsyncGenerator<Part> {
  const scanner = createScanner(LONG_LISTS);
  const hash = sha256.create();

  for await (const chunk of source.read()) {
    hash.update(chunk);
    for (const element of scanner.push(chunk)) yield partOf(element);
  }
  if (bytesToHex(hash.digest()) !== expectedSha256) throw new NotARecord("it changed while it was read");
}
