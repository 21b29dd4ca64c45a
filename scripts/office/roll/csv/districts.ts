import { comparable, hiddenCharacter } from "../../../../sdk/election/plainText.ts";
import { HanpyoError, told } from "../../../../sdk/errors.ts";
import { DISTRICT_COLUMNS, POPULATION_COLUMNS, placesOf } from "./columns.ts";
import { csvRows } from "./csvRows.ts";
import { decodeText } from "./decodeText.ts";

/** A district as its file writes it, and the rolls that its residents stand on. */
export type District = { readonly name: string; readonly rollIds: readonly bigint[] };

/** Districts by what is `comparable` in their names. */
export type Districts = ReadonlyMap<string, District>;

export class DistrictLineError extends HanpyoError {
  constructor(file: string, line: number, reason: string) {
    super("DISTRICT_LINE", told`${{ file }}, line ${{ line }}: ${{ reason }}`, "Correct the line");
  }
}

/** Reads districts with the ids of their rolls, in one cell with spaces between. Throws for any wrong line. */
export function readDistricts(bytes: Uint8Array, file: string): Districts {
  return keyed(bytes, file, DISTRICT_COLUMNS, "rolls", (cell, name) => {
    const ids = /^[0-9]{1,18}( +[0-9]{1,18})*$/.test(cell) ? cell.split(/ +/).map(BigInt) : undefined;
    const isIncreasing = ids?.every((id, m) => m === 0 || id > (ids[m - 1] as bigint));
    return ids !== undefined && isIncreasing ? { name, rollIds: ids } : undefined;
  });
}

/** Reads the official population of districts, by what is `comparable` in their names. Throws for any wrong line. */
export function readPopulation(bytes: Uint8Array, file: string): ReadonlyMap<string, number> {
  return keyed(bytes, file, POPULATION_COLUMNS, "population", (cell) => {
    const plain = cell.replace(/,/g, "");
    return /^[0-9]{1,9}$/.test(plain) ? Number(plain) : undefined;
  });
}

function keyed<Value, Column extends string>(
  bytes: Uint8Array,
  file: string,
  names: Readonly<Record<"district" | Column, readonly string[]>>,
  column: Column,
  read: (cell: string, district: string) => Value | undefined,
): ReadonlyMap<string, Value> {
  const { rows, broken } = csvRows(decodeText(bytes, "auto", file).text);
  if (broken[0] !== undefined) throw new DistrictLineError(file, broken[0], "it is not CSV");
  const places = placesOf<"district" | Column>(file, rows[0]?.fields ?? [], names);
  const found = new Map<string, Value>();
  for (const { line, fields } of rows.slice(1)) {
    const district = (fields[places.district] ?? "").normalize("NFC");
    const value = read(fields[places[column]] ?? "", district);
    const key = comparable(district);
    if (key === "") throw new DistrictLineError(file, line, "it names no district");
    const hidden = hiddenCharacter(district);
    if (hidden !== undefined) throw new DistrictLineError(file, line, `the district has ${hidden}, which nobody sees`);
    if (found.has(key)) throw new DistrictLineError(file, line, "this district is named before");
    if (value === undefined) throw new DistrictLineError(file, line, `its ${column} cannot be read`);
    found.set(key, value);
  }
  return found;
}
