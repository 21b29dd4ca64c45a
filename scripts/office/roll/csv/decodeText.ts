import { HanpyoError, told } from "../../../../sdk/errors.ts";
import { decodeCp949 } from "./cp949.ts";

/** How a file's text may be encoded; CP949 is what Korean spreadsheets write, UTF-16 their "Unicode text". */
export const ENCODINGS = ["auto", "utf-8", "cp949", "utf-16"] as const;
export type Encoding = (typeof ENCODINGS)[number];
export type FoundEncoding = "utf-8" | "cp949" | "utf-16le" | "utf-16be";

export type DecodedText = {
  readonly text: string;
  readonly encoding: FoundEncoding;
  /** Whether other encodings were possible: neither the bytes nor a person say which one it is. */
  readonly isGuessed: boolean;
};

export class TextUndecodableError extends HanpyoError {
  constructor(file: string, encoding: string) {
    super(
      "TEXT_UNDECODABLE",
      told`${{ file }} is not text in ${{ encoding }}`,
      "Save it as CSV in UTF-8, or name the encoding with --encoding",
    );
  }
}

export class NotTextError extends HanpyoError {
  constructor(file: string, kind: string) {
    super("NOT_TEXT", told`${{ file }} is ${{ kind }}, not text`, "Open it and save it as CSV in UTF-8");
  }
}

/** First bytes of files that are given by mistake. */
const OTHER_FILES = [
  ["a spreadsheet (XLSX) or an archive", [0x50, 0x4b, 0x03, 0x04]],
  ["a spreadsheet (XLS)", [0xd0, 0xcf, 0x11, 0xe0]],
  ["a PDF", [0x25, 0x50, 0x44, 0x46]],
  ["UTF-32", [0xff, 0xfe, 0x00, 0x00]],
  ["UTF-32", [0x00, 0x00, 0xfe, 0xff]],
] as const;
/** Bytes that show how the whole is encoded. */
const SAMPLE = 4_096;

/**
 * A file's text. "auto" takes UTF-16 with a byte order mark, or where every tenth character is ASCII in it; UTF-8, with
 * or without a mark, if the bytes are valid UTF-8; and CP949 otherwise. Throws `TextUndecodableError` or `NotTextError`.
 */
export function decodeText(bytes: Uint8Array, encoding: Encoding, file: string): DecodedText {
  const other = OTHER_FILES.find(([, first]) => first.every((byte, i) => bytes[i] === byte));
  if (other !== undefined) throw new NotTextError(file, other[0]);
  const wide = wideEncodingOf(bytes);
  const isMarked = wide !== undefined && hasWideMark(bytes);
  const isAuto = encoding === "auto";
  const tried = isAuto ? (wide ?? ["utf-8", "cp949"]) : encoding === "utf-16" ? (wide ?? ["utf-16le"]) : [encoding];
  for (const name of tried) {
    const text = decoded(bytes, name);
    if (text !== undefined) return { text, encoding: name, isGuessed: isAuto && name !== "utf-8" && !isMarked };
  }
  throw new TextUndecodableError(file, tried.join(" or "));
}

function decoded(bytes: Uint8Array, name: FoundEncoding): string | undefined {
  if (name === "cp949") return decodeCp949(bytes);
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function hasWideMark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** UTF-16 by its mark; without one, ASCII in it has a zero in every second byte, and text otherwise none. */
function wideEncodingOf(bytes: Uint8Array): readonly FoundEncoding[] | undefined {
  if (hasWideMark(bytes)) return bytes[0] === 0xff ? ["utf-16le"] : ["utf-16be"];
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  for (const [i, byte] of sample.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] as number) + 1;
  const [high = 0, low = 0] = zeros;
  if (Math.max(high, low) < sample.length / 20 || Math.max(high, low) === 0 || Math.min(high, low) > 0)
    return undefined;
  return high > 0 ? ["utf-16be"] : ["utf-16le"];
}
