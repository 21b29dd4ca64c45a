import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { HanpyoError } from "../../sdk/errors.ts";
import { parseRecord } from "../../sdk/verify/recordText.ts";
import { fileTrouble } from "./fileTrouble.ts";
import { whyOf } from "./shown.ts";

/** A record's file: its value, whatever that is, and SHA-256 of its bytes. */
export type RecordFile = { readonly content: unknown; readonly sha256: string };

/** What was written of a record: the file's bytes are its canonical text, so their SHA-256 is its content hash (P11.7). */
export type WrittenRecord = { readonly contentHash: string; readonly bytes: number };

export class RecordUnreadableError extends HanpyoError {
  readonly reasonInKorean: string | undefined;

  constructor(file: string, reason: string, reasonInKorean?: string) {
    super(
      "RECORD_UNREADABLE",
      `The record ${file} cannot be read: ${reason}`,
      "Give the file that holds the record, as JSON",
    );
    this.reasonInKorean = reasonInKorean;
  }
}

export class RecordExistsError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(file: string) {
    super("RECORD_EXISTS", `${file} exists`, "Choose another name; a record is never overwritten");
    this.reasonInKorean = `이미 있는 것: ${file}.`;
  }
}

/** Reads a record's file in pieces, of whatever length it is. Throws `RecordUnreadableError`. */
export async function readRecordFile(file: string): Promise<RecordFile> {
  const hash = createHash("sha256");
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) {
      hash.update(piece as Buffer);
      yield piece as Buffer;
    }
  }
  try {
    const content = await parseRecord(pieces());
    return { content, sha256: `0x${hash.digest("hex")}` };
  } catch (error) {
    throw recordUnreadable(file, error);
  }
}

/** SHA-256 of a file of whatever length. Throws `RecordUnreadableError`. */
export async function fileSha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  } catch (error) {
    throw recordUnreadable(file, error);
  }
  return `0x${hash.digest("hex")}`;
}

/** In words of ours: what the system says of a file, or what stands in it that is no JSON. */
function recordUnreadable(file: string, error: unknown): RecordUnreadableError {
  const { syscall } = Object(error) as { readonly syscall?: unknown };
  if (typeof syscall === "string") {
    const { what, korean } = fileTrouble(error);
    return new RecordUnreadableError(file, what, `${file}: ${korean}`);
  }
  // The parser's own words would quote the file.
  const reason = error instanceof SyntaxError ? "it is not JSON, or not whole" : whyOf(error);
  return new RecordUnreadableError(file, reason, `${file}: JSON이 아니거나 끝까지 있지 않습니다.`);
}

/** Throws `RecordExistsError`. */
export function requireNoRecord(file: string): void {
  if (existsSync(file)) throw new RecordExistsError(file);
}

/**
 * Writes a record's canonical text piece by piece, beside the file and under its name only once it is whole and on disk.
 * Throws `RecordExistsError`, and whatever the pieces throw.
 */
export async function writeRecord(
  file: string,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<WrittenRecord> {
  requireNoRecord(file);
  const part = `${file}.part`;
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    const handle = await open(part, "w");
    try {
      for await (const block of blocksOf(pieces)) {
        hash.update(block);
        bytes += block.length;
        await handle.writeFile(block);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    requireNoRecord(file);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return { contentHash: `0x${hash.digest("hex")}`, bytes };
}

/** Small pieces together: a call for each word would take longer than the writing. */
async function* blocksOf(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Buffer> {
  let text = "";
  for await (const piece of pieces) {
    text += piece;
    if (text.length < 1 << 20) continue;
    yield Buffer.from(text, "utf8");
    text = "";
  }
  yield Buffer.from(text, "utf8");
}
