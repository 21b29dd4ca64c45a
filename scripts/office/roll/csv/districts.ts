import { HanpyoError } from "../../../../sdk/errors.ts";
import { DISTRICT_COLUMNS, POPULATION_COLUMNS, placesOf } from "./columns.ts";
import { csvRows } from "./csvRows.ts";
import { decodeText } from "./decodeText.ts";

/** The rolls that the residents of each district stand on. */
export type Districts = ReadonlyMap<string, readonly bigint[]>;

export class DistrictLineError extends HanpyoError {
  constructor(file: string, line: number, reason: string) {
    super("DISTRICT_LINE", `${file}, line ${line}: ${reason}`, "Correct the line");
  }
}

/** Reads districts with the ids of their rolls, in one cell with spaces between. Throws for any wrong line. */
export function readDistricts(bytes: Uint8Array, file: string): Districts {
  return keyed(bytes, file, DISTRICT_COLUMNS, "rolls", (cell) => {
    const ids = /^[0-9]{1,18}( +[0-9]{1,18})*$/.test(cell) ? cell.split(/ +/).map(BigInt) : undefined;
    const isIncreasing = ids?.every((id, m) => m === 0 || id > (ids[m - 1] as bigint));
    return isIncreasing ? ids : undefined;
  });
}

/** Reads the official population of districts. Throws for any wrong line. */
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
  read: (cell: string) => Value | undefined,
): ReadonlyMap<string, Value> {
  const { rows, broken } = csvRows(decodeText(bytes, "auto", file).text);
  if (broken[0] !== undefined) throw new DistrictLineError(file, broken[0], "it is not CSV");
  const places = placesOf<"district" | Column>(file, rows[0]?.fields ?? [], names);
  const found = new Map<string, Value>();
  for (const { line, fields } of rows.slice(1)) {
    const district = fields[places.district];
    const value = read(fields[places[column]] ?? "");
    if (!district) throw new DistrictLineError(file, line, "it names no district");
    if (found.has(district)) throw new DistrictLineError(file, line, "this district is named before");
    if (value === undefined) throw new DistrictLineError(file, line, `its ${column} cannot be read`);
    found.set(district, value);
  }
  return found;
}
