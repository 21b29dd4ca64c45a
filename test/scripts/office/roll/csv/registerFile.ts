import type { FindingCode } from "../../../../../scripts/office/roll/csv/rowFindings.ts";

/** A register's file made for tests, with the rows that are bad in it. */
export type RegisterFile = {
  readonly text: string;
  readonly bad: readonly { readonly line: number; readonly code: FindingCode }[];
};

export const DISTRICTS_CSV = "행정동,명부\n별빛1동,1 11\n별빛2동,1 12\n";

type Row = readonly [number: string, name: string, birthDate: string, district: string, ...string[]];

const SURNAMES = [..."김이박최정강조윤장임"];
const BAD: readonly (readonly [FindingCode, (row: Row, earlier: Row) => readonly string[]])[] = [
  ["FIELD_MISSING", ([number, , ...rest]) => [number, "", ...rest]],
  ["DATE_WRONG", ([number, name, , district]) => [number, name, "1990-02-31", district]],
  ["NUMBER_TWICE", ([, ...rest], [earlier]) => [earlier, ...rest]],
  ["DISTRICT_UNKNOWN", ([number, name, birthDate]) => [number, name, birthDate, "달빛동"]],
  ["UNDER_AGE", ([number, name, , district]) => [number, name, "2015-01-01", district]],
  ["CONTROL_CHARACTER", ([number, name, ...rest]) => [number, `${name}\u0007`, ...rest]],
  ["TOO_MANY_COLUMNS", (row) => [...row, "x"]],
  ["NUMBER_FORMAT", ([, ...rest]) => ["번호 하나", ...rest]],
  ["NUMBER_OF_AN_EID", ([, ...rest]) => ["900101-1234567", ...rest]],
  ["TOO_LONG", ([number, , ...rest]) => [number, "가".repeat(101), ...rest]],
];

/** A file of `rows` residents, of whom `bad` have each kind of fault in turn, evenly spread. */
export function registerFile(rows: number, bad: number): RegisterFile {
  const every = bad === 0 ? Number.POSITIVE_INFINITY : Math.floor(rows / bad);
  const lines = ["번호,성명,생년월일,행정동"];
  const faults: { line: number; code: FindingCode }[] = [];
  for (let m = 0; m < rows; m++) {
    const row = rowOf(m);
    // A bad row is never the one before, whose number a twin takes.
    if (m % every !== every - 1 || faults.length === bad) lines.push(quoted(row));
    else {
      const [code, spoil] = BAD[faults.length % BAD.length] as (typeof BAD)[number];
      faults.push({ line: lines.length + 1, code });
      lines.push(quoted(spoil(row, rowOf(m - 1))));
    }
  }
  return { text: `${lines.join("\n")}\n`, bad: faults };
}

function rowOf(m: number): Row {
  const day = new Date(Date.UTC(1930 + (m % 75), m % 12, 1 + (m % 28))).toISOString().slice(0, 10);
  return [`P-${m + 1}`, `${SURNAMES[m % 10]}주민${m}`, day, m % 2 === 0 ? "별빛1동" : "별빛2동"];
}

function quoted(row: readonly string[]): string {
  return row.map((cell, m) => (m === 1 ? `"${cell}"` : cell)).join(",");
}
