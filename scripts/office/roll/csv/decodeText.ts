import { HanpyoError } from "../../../../sdk/errors.ts";
import { decodeCp949 } from "./cp949.ts";

/** How a file's text may be encoded; CP949 is what Korean spreadsheets write. */
export const ENCODINGS = ["auto", "utf-8", "cp949"] as const;
export type Encoding = (typeof ENCODINGS)[number];

export class TextUndecodableError extends HanpyoError {
  constructor(file: string, encoding: string) {
    super(
      "TEXT_UNDECODABLE",
      `${file} is not text in ${encoding}`,
      "Save it as CSV in UTF-8, or name the encoding with --encoding",
    );
  }
}

/**
 * A file's text. "auto" takes UTF-8, with or without a byte order mark, if the bytes are valid UTF-8, and CP949
 * otherwise. Throws `TextUndecodableError`.
 */
export function decodeText(
  bytes: Uint8Array,
  encoding: Encoding,
  file: string,
): { readonly text: string; readonly encoding: "utf-8" | "cp949" } {
  const tried = encoding === "auto" ? (["utf-8", "cp949"] as const) : [encoding];
  for (const name of tried) {
    const text = decoded(bytes, name);
    if (text !== undefined) return { text, encoding: name };
  }
  throw new TextUndecodableError(file, tried.join(" or "));
}

function decoded(bytes: Uint8Array, name: "utf-8" | "cp949"): string | undefined {
  if (name === "cp949") return decodeCp949(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
