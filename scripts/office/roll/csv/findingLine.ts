import type { Language } from "../../../terminal/language.ts";
import { textIn } from "../../../terminal/texts.ts";
import texts from "./findings.json" with { type: "json" };
import type { RowFinding } from "./rowFindings.ts";

/** A finding in words: line, column and reason, never a value of the row. */
export function findingLine(language: Language, { line, column, code, earlierLine = 0 }: RowFinding): string {
  const reason = textIn(language, texts.reasons[code], { earlierLine });
  const place = column === null ? "" : `, ${textIn(language, texts.columns[column])}`;
  return textIn(language, texts.line, { line, column: place, reason });
}
