import type { Person } from "../../../../services/registrar/roll/rollStore.ts";
import { PERSON_COLUMNS, type PersonColumn, placesOf } from "./columns.ts";
import { csvRows } from "./csvRows.ts";
import { decodeText, type Encoding } from "./decodeText.ts";
import { personOf, type RowFinding, type RowRules } from "./rowFindings.ts";

/** A register's file as read: every row is a person or has a finding. */
export type ReadPeople = {
  readonly encoding: "utf-8" | "cp949";
  readonly people: readonly { readonly line: number; readonly person: Person }[];
  /** One for each bad row, by line. */
  readonly findings: readonly RowFinding[];
};

/**
 * Reads and checks a register's file. Of two rows with one number the first counts.
 * Throws `TextUndecodableError` or `HeaderInvalidError`.
 */
export function readPeople(bytes: Uint8Array, file: string, encoding: Encoding, rules: RowRules): ReadPeople {
  const decoded = decodeText(bytes, encoding, file);
  const { rows, broken } = csvRows(decoded.text);
  const header = rows[0]?.fields ?? [];
  const places = placesOf(file, header, PERSON_COLUMNS);
  const lineOf = new Map<string, number>();
  const people: { readonly line: number; readonly person: Person }[] = [];
  const findings: RowFinding[] = broken.map((line) => ({ line, column: null, code: "NOT_CSV" }));

  for (const { line, fields } of rows.slice(1)) {
    if (fields.length > header.length) {
      findings.push({ line, column: null, code: "TOO_MANY_COLUMNS" });
      continue;
    }
    const cells = Object.fromEntries(
      Object.entries(places).map(([column, place]) => [column, fields[place] ?? ""]),
    ) as Record<PersonColumn, string>;
    const read = personOf(cells, rules);
    const earlierLine = lineOf.get(cells.number);
    if (earlierLine === undefined) lineOf.set(cells.number, line);
    if ("code" in read) findings.push({ line, ...read });
    else if (earlierLine !== undefined) findings.push({ line, column: "number", code: "NUMBER_TWICE", earlierLine });
    else people.push({ line, person: read.person });
  }
  return { encoding: decoded.encoding, people, findings: findings.sort((a, b) => a.line - b.line) };
}
