import type { Person } from "../../../../services/registrar/roll/rollStore.ts";
import { ageOn, dayOf } from "../../../terminal/calendar.ts";
import type { PersonColumn } from "./columns.ts";
import type { Districts } from "./districts.ts";

/** What is wrong with a row; `code` is stable. No value of the row is part of it. */
export type RowFinding = {
  readonly line: number;
  readonly column: PersonColumn | null;
  readonly code: FindingCode;
  /** The line that the reason points to. */
  readonly earlierLine?: number;
};

export type FindingCode =
  | "NOT_CSV"
  | "TOO_MANY_COLUMNS"
  | "FIELD_MISSING"
  | "CONTROL_CHARACTER"
  | "TOO_LONG"
  | "NUMBER_FORMAT"
  | "NUMBER_OF_AN_EID"
  | "NUMBER_TWICE"
  | "DATE_WRONG"
  | "UNDER_AGE"
  | "DISTRICT_UNKNOWN";

export type RowRules = {
  readonly districts: Districts;
  /** Full years that a person must have on `day`. */
  readonly leastAge: number;
  /** YYYY-MM-DD. */
  readonly day: string;
};

const COLUMNS = ["number", "name", "birthDate", "district"] as const;
const LONGEST = 100;
const FIRST_DAY = "1900-01-01";
const NUMBER = /^[0-9A-Za-z][0-9A-Za-z-]{0,31}$/;
/** A resident registration number: a birth date, and seven digits. */
const EID_NUMBER = /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-?\d{7}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Cf}|\ufffd/u;

/** The first thing that is wrong with a row's cells, or the person they name. */
export function personOf(
  cells: Readonly<Record<PersonColumn, string>>,
  { districts, leastAge, day }: RowRules,
): { readonly person: Person } | { readonly column: PersonColumn; readonly code: FindingCode } {
  for (const column of COLUMNS) {
    const cell = cells[column];
    if (cell === "") return { column, code: "FIELD_MISSING" };
    if (CONTROL.test(cell)) return { column, code: "CONTROL_CHARACTER" };
    if (cell.length > LONGEST) return { column, code: "TOO_LONG" };
  }
  const { number, name, district } = cells;
  if (EID_NUMBER.test(number)) return { column: "number", code: "NUMBER_OF_AN_EID" };
  if (!NUMBER.test(number)) return { column: "number", code: "NUMBER_FORMAT" };
  const birthDate = dayOf(cells.birthDate);
  if (birthDate === undefined || birthDate < FIRST_DAY || birthDate > day) {
    return { column: "birthDate", code: "DATE_WRONG" };
  }
  if (ageOn(birthDate, day) < leastAge) return { column: "birthDate", code: "UNDER_AGE" };
  const rollIds = districts.get(district);
  if (rollIds === undefined) return { column: "district", code: "DISTRICT_UNKNOWN" };
  return { person: { number, name: name.normalize("NFC"), birthDate, district, rollIds, state: "eligible" } };
}
