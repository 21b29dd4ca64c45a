import { PabulibMalformedError } from "./refusals.ts";

/** A row of cells, with the line (from 1) where it begins: quoted cells may run over several lines. */
export type Row = { readonly line: number; readonly cells: readonly string[] };

/** A cell from where it begins: blanks, quoted text and what follows the closing quote; or plain text. */
const CELL = /[^\S\r\n]*"([^"]*(?:""[^"]*)*)"([^;\r\n]*)|([^;\r\n]*)/y;
const BREAK = /\r\n|\n|\r/g;

/**
 * Splits text into rows of trimmed cells, leaving out rows of empty cells. As Pabulib's own reader does, quotes count
 * where they begin a cell (blanks before them allowed), `""` inside them is one quote, and text after them is kept.
 * Throws `PabulibMalformedError` where a quoted cell is never closed.
 */
export function rowsOf(content: string): Row[] {
  const text = content.replace(/^\uFEFF/, "");
  const rows: Row[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const cells: string[] = [];
    const start = line;
    let more = true;
    while (more) {
      CELL.lastIndex = at;
      const [whole, quoted, rest, plain] = CELL.exec(text) as unknown as [string, string?, string?, string?];
      if (plain?.trimStart().startsWith('"')) throw new PabulibMalformedError(line, "a quoted cell is never closed");
      cells.push((plain ?? `${quoted?.replaceAll('""', '"')}${rest}`).trim());
      line += quoted?.match(BREAK)?.length ?? 0;
      at += whole.length;
      more = text[at] === ";";
      if (more) at += 1;
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line += 1;
    if (cells.some((cell) => cell !== "")) rows.push({ line: start, cells });
  }
  return rows;
}
