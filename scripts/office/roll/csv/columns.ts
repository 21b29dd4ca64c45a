import { comparable } from "../../../../sdk/election/plainText.ts";
import { HanpyoError, told } from "../../../../sdk/errors.ts";

/** The columns of a file, by what its header may call them. */
export type ColumnNames<Column extends string> = Readonly<Record<Column, readonly string[]>>;

export const PERSON_COLUMNS = {
  number: ["number", "person number", "번호", "관리번호", "주민관리번호", "선거인번호"],
  name: ["name", "성명", "이름"],
  birthDate: ["birthdate", "birth date", "date of birth", "생년월일"],
  district: ["district", "행정동", "선거구", "구역"],
} as const satisfies ColumnNames<string>;
export type PersonColumn = keyof typeof PERSON_COLUMNS;

export const DISTRICT_COLUMNS = {
  district: PERSON_COLUMNS.district,
  rolls: ["rolls", "roll", "명부"],
} as const satisfies ColumnNames<string>;

export const POPULATION_COLUMNS = {
  district: PERSON_COLUMNS.district,
  population: ["population", "인구", "인구수", "18세 이상 인구"],
} as const satisfies ColumnNames<string>;

export class HeaderInvalidError extends HanpyoError {
  /** Names no cell: a first line that is no header holds a person's data. */
  constructor(file: string, missing: string, names: readonly string[]) {
    super(
      "HEADER_INVALID",
      told`${{ file }} has no column for ${{ missing }}, or more than one`,
      told`Call it one of: ${{ names: names.join(", ") }}; columns are separated by comma, semicolon or tab`,
    );
  }
}

/** Hangul may be composed or not (macOS writes it so), letters may be wide, and blanks do not count. */
function headed(cell: string): string {
  return comparable(cell).replaceAll(" ", "");
}

/** The place of each column. Further columns are let be. Throws `HeaderInvalidError`. */
export function placesOf<Column extends string>(
  file: string,
  header: readonly string[],
  names: ColumnNames<Column>,
): Readonly<Record<Column, number>> {
  const given = header.map(headed);
  const places = Object.entries<readonly string[]>(names).map(([column, known]) => {
    const found = given.flatMap((cell, place) => (known.map(headed).includes(cell) ? [place] : []));
    if (found.length !== 1) throw new HeaderInvalidError(file, column, known);
    return [column, found[0]];
  });
  return Object.fromEntries(places) as Readonly<Record<Column, number>>;
}
