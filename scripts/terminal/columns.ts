import { stripVTControlCharacters } from "node:util";

/** Columns that a text takes on a terminal; a Hangul syllable takes two. */
export function columnsOf(text: string): number {
  return stripVTControlCharacters(text).replace(/[\u1100-\u11ff\u3000-\u9fff\uac00-\ud7af]/g, "  ").length;
}
