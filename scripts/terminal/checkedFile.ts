import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { HanpyoError } from "../../sdk/errors.ts";
import { wrongValueInEnglish } from "../../sdk/words/wrongValueInEnglish.ts";
import { wrongValueInKorean } from "../../sdk/words/wrongValueInKorean.ts";
import { type FileTrouble, fileTrouble } from "./fileTrouble.ts";

/** Nothing stands in it. */
export const EMPTY: FileTrouble = {
  what: "it is empty",
  remedy: "Take a whole copy, or make it again",
  korean: "비어 있습니다. 온전한 사본을 쓰거나 다시 만드세요.",
};

const NOT_JSON: FileTrouble = {
  what: "it is not JSON",
  remedy: "Check the name, and that the file is complete",
  korean: "JSON이 아닙니다. 이름이 맞는지, 파일이 온전한지 확인하세요.",
};

export class FileUnreadableError extends HanpyoError {
  readonly reasonInKorean: string;

  /** @param file With the option that names it, where that is known. */
  constructor(file: string, { what, remedy, korean }: FileTrouble) {
    super("FILE_UNREADABLE", `${file} cannot be read: ${what}`, remedy);
    this.reasonInKorean = `${file}: ${korean}`;
  }
}

export class FileInvalidError extends HanpyoError {
  readonly file: string;
  readonly field: string;
  /** The reason in Korean, where it is known. */
  readonly reasonInKorean: string | undefined;

  constructor(file: string, field: string, reason: string, remedy: string, reasonInKorean?: string) {
    super("FILE_INVALID", `${file}, field ${field || "(the whole)"}: ${reason}`, remedy);
    this.file = file;
    this.field = field;
    this.reasonInKorean = reasonInKorean;
  }
}

export class FileExistsError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(file: string) {
    super("FILE_EXISTS", `${file} exists`, "Choose another name; nothing is ever overwritten");
    this.reasonInKorean = `이미 있는 것: ${file}.`;
  }
}

/**
 * Reads a JSON file and checks every field of it. Throws `FileUnreadableError`, or `FileInvalidError` with the first
 * field that is wrong.
 * @param remedy Which command writes such a file.
 */
export function readChecked<T>(file: string, schema: z.core.$ZodType<T>, remedy: string): T {
  const content = jsonFrom(file);
  const parsed = z.core.safeParse(schema, content, { error: wrongValueInEnglish });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const korean = z.core.safeParse(schema, content, { error: wrongValueInKorean }).error?.issues[0]?.message;
  const at = issue?.path.join(".") ?? "";
  throw new FileInvalidError(file, at, issue?.message ?? "it is malformed", remedy, korean);
}

/** Writes a new JSON file and waits until it is on disk; bigints as decimal digits. Throws `FileExistsError`. */
export function writeNew(file: string, value: unknown, mode = 0o644): void {
  requireAbsent(file);
  writeFileSync(file, `${toJson(value)}\n`, { mode, flag: "wx", flush: true });
}

/** Throws `FileExistsError`. */
export function requireAbsent(file: string): void {
  if (existsSync(file)) throw new FileExistsError(file);
}

/** JSON with bigints as decimal digits. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part), 2);
}

/** Throws `FileUnreadableError`. */
export function readText(file: string): string {
  return Buffer.from(readBytes(file)).toString("utf8");
}

/** Throws `FileUnreadableError`. */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new FileUnreadableError(file, fileTrouble(error));
  }
}

/** Reads JSON. The parser's own message would quote the file, which may be one of passphrases given by mistake. */
export function jsonFrom(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new FileUnreadableError(file, text.trim() === "" ? EMPTY : NOT_JSON);
  }
}
