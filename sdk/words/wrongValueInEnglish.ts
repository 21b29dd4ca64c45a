import type { z } from "zod";

/** What stands in a file, by the name that a program has for it. */
const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  bigint: "a whole number",
  nan: "no number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "settings with names",
  record: "settings with names",
  null: "nothing",
  undefined: "nothing",
  date: "a day",
};

/** What is counted, where it is not the value itself. */
const COUNTS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ["character", "characters"],
  array: ["entry", "entries"],
};

const OTHERWISE = "this value does not fit";

/**
 * What a schema (zod) says of a wrong value, in English and without a program's words; for messages of the schema's own
 * see where they stand. To be given to a parse as its `error`.
 */
export function wrongValueInEnglish(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? "it is missing"
        : `${TYPES[issue.expected] ?? issue.expected} is wanted, and ${foundType(issue.input)} stands there`;
    case "invalid_value":
      return oneOf(issue.values);
    case "invalid_union":
      return Array.isArray(issue.options) ? oneOf(issue.options) : OTHERWISE;
    case "too_big":
      return `${issue.inclusive === false ? "less than" : "at most"} ${counted(issue.origin, issue.maximum)}`;
    case "too_small":
      return `${issue.inclusive === false ? "more than" : "at least"} ${counted(issue.origin, issue.minimum)}`;
    case "invalid_format":
      return issue.format === "url" ? "this is no address of the internet (URL)" : "it has not the form that is wanted";
    case "unrecognized_keys":
      return `there are settings that are not known: ${issue.keys.join(", ")}`;
    case "not_multiple_of":
      return `a multiple of ${issue.divisor} is wanted`;
    default:
      return OTHERWISE;
  }
}

function counted(origin: string, bound: number | bigint): string {
  const [one, many] = COUNTS[origin] ?? ["", ""];
  return `${bound} ${Number(bound) === 1 ? one : many}`.trim();
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1
    ? `only ${String(values[0])} can stand there`
    : `one of ${values.map(String).join(", ")} is wanted`;
}

function foundType(input: unknown): string {
  if (input === null) return "nothing";
  if (Array.isArray(input)) return TYPES.array as string;
  if (typeof input === "number" && Number.isNaN(input)) return TYPES.nan as string;
  return TYPES[typeof input] ?? typeof input;
}
