import { numberKey, personKey } from "../../../../services/registrar/roll/importing.ts";
import type { Person } from "../../../../services/registrar/roll/rollStore.ts";
import { PERSON_COLUMNS, type PersonColumn, placesOf } from "./columns.ts";
import { csvRows, type Separator } from "./csvRows.ts";
import { decodeText, type Encoding, type FoundEncoding } from "./decodeText.ts";
import { personOf, type RowFinding, type RowRules } from "./rowFindings.ts";

/** A register's file as read: every row is a person, or a namesake, or has a finding. */
export type ReadPeople = {
  readonly encoding: FoundEncoding;
  readonly isGuessed: boolean;
  readonly separator: Separator;
  readonly people: readonly PersonRow[];
  /** Rows of the name, birth date and district of an earlier row, under another number: one person, or two. */
  readonly namesakes: readonly (PersonRow & { readonly earlierLine: number })[];
  /** One for each bad row, by line. */
  readonly findings: readonly RowFinding[];
};

export type PersonRow = { readonly line: number; readonly person: Person };

/**
 * Reads and checks a register's file. Of two rows with one number, up to leading zeros, the first counts.
 * Throws `TextUndecodableError`, `NotTextError` or `HeaderInvalidError`.
 */
export function readPeople(bytes: Uint8Array, file: string, encoding: Encoding, rules: RowRules): ReadPeople {
  const { text, ...decoded } = decodeText(bytes, encoding, file);
  const { rows, broken, separator } = csvRows(text);
  const header = rows[0]?.fields ?? [];
  const places = placesOf(file, header, PERSON_COLUMNS);
  const numbers = new Map<string, { readonly line: number; readonly number: string }>();
  const known = new Map<string, number>();
  const people: PersonRow[] = [];
  const namesakes: ReadPeople["namesakes"][number][] = [];
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
    const key = numberKey(cells.number);
    const earlier = numbers.get(key);
    if (earlier === undefined) numbers.set(key, { line, number: cells.number });
    if ("code" in read) findings.push({ line, ...read });
    else if (earlier !== undefined) {
      const code = earlier.number === cells.number ? "NUMBER_TWICE" : "NUMBER_ALIKE";
      findings.push({ line, column: "number", code, earlierLine: earlier.line });
    } else {
      const { person } = read;
      const earlierLine = known.get(personKey(person));
      if (earlierLine === undefined) {
        known.set(personKey(person), line);
        people.push({ line, person });
      } else namesakes.push({ line, person, earlierLine });
    }
  }
  return { ...decoded, separator, people, namesakes, findings: byLine(findings) };
}

/** Findings in the order of the file. */
export function byLine(findings: readonly RowFinding[]): readonly RowFinding[] {
  return [...findings].sort((a, b) => a.line - b.line);
}
