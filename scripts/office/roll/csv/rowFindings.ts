import { comparable, hiddenCharacter } from "../../../../sdk/election/plainText.ts";
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
  | "NUMBER_WIDTH"
  | "NUMBER_OF_AN_EID"
  | "NUMBER_TWICE"
  | "NUMBER_ALIKE"
  | "NUMBER_OF_ANOTHER"
  | "NAME_DAMAGED"
  | "NAMESAKE"
  | "NAMESAKE_IN_BOOK"
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
const EID_NUMBER = /(^|\D)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[- ]?\d{7}(\D|$)/;
/** What a conversion leaves where it lost a letter. */
const DAMAGED = /[?\u25a1\u3013]/;

/** The first thing that is wrong with a row's cells, or the person they name. */
export function personOf(
  cells: Readonly<Record<PersonColumn, string>>,
  { districts, leastAge, day }: RowRules,
): { readonly person: Person } | { readonly column: PersonColumn; readonly code: FindingCode } {
  for (const column of COLUMNS) {
    const cell = cells[column];
    if (cell === "") return { column, code: "FIELD_MISSING" };
    if (hiddenCharacter(cell) !== undefined) return { column, code: "CONTROL_CHARACTER" };
    if (cell.length > LONGEST) return { column, code: "TOO_LONG" };
    if (column !== "birthDate" && EID_NUMBER.test(comparable(cell))) return { column, code: "NUMBER_OF_AN_EID" };
  }
  const { number, name } = cells;
  if (!NUMBER.test(number)) {
    return { column: "number", code: NUMBER.test(number.normalize("NFKC")) ? "NUMBER_WIDTH" : "NUMBER_FORMAT" };
  }
  if (DAMAGED.test(name) || !/\p{L}/u.test(name)) return { column: "name", code: "NAME_DAMAGED" };
  const birthDate = dayOf(cells.birthDate);
  if (birthDate === undefined || birthDate < FIRST_DAY || birthDate > day) {
    return { column: "birthDate", code: "DATE_WRONG" };
  }
  if (ageOn(birthDate, day) < leastAge) return { column: "birthDate", code: "UNDER_AGE" };
  const district = districts.get(comparable(cells.district));
  if (district === undefined) return { column: "district", code: "DISTRICT_UNKNOWN" };
  const { rollIds } = district;
  const person = { number, name: name.normalize("NFC"), birthDate, district: district.name, rollIds };
  return { person: { ...person, state: "eligible" } };
}
