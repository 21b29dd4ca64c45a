import type { z } from "zod";

/** What stands in a file, by the name that a program has for it. */
const TYPES: Readonly<Record<string, string>> = {
  string: "글",
  number: "숫자",
  int: "정수",
  bigint: "정수",
  nan: "숫자가 아닌 것",
  boolean: "true나 false",
  array: "목록",
  tuple: "목록",
  object: "이름이 붙은 항목들",
  record: "이름이 붙은 항목들",
  null: "빈 값",
  undefined: "없음",
  date: "날짜",
};

/** How many there may be, by what is counted. */
const COUNTS: Readonly<Record<string, readonly [unit: string, tooMany: string, tooFew: string]>> = {
  string: ["자", "너무 깁니다", "너무 짧습니다"],
  array: ["개", "너무 많습니다", "너무 적습니다"],
};
const VALUE = ["", "너무 큽니다", "너무 작습니다"] as const;

const OTHERWISE = "맞지 않는 값입니다";

/**
 * What a schema (zod) says of a wrong value, in Korean and without a program's words; for messages of the schema's own
 * see where they stand. To be given to a parse as its `error`.
 */
export function wrongValueInKorean(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `적을 것은 ${TYPES[issue.expected] ?? issue.expected}인데, 적힌 것은 ${foundType(issue.input)}입니다`;
    case "invalid_value":
      return oneOf(issue.values);
    case "invalid_union":
      return Array.isArray(issue.options) ? oneOf(issue.options) : OTHERWISE;
    case "too_big": {
      const [unit, tooMany] = COUNTS[issue.origin] ?? VALUE;
      return `${tooMany}: ${issue.maximum}${unit} ${issue.inclusive === false ? "미만" : "이하"}로 적습니다`;
    }
    case "too_small": {
      const [unit, , tooFew] = COUNTS[issue.origin] ?? VALUE;
      return `${tooFew}: ${issue.minimum}${unit} ${issue.inclusive === false ? "초과" : "이상"}으로 적습니다`;
    }
    case "invalid_format":
      return issue.format === "url" ? "인터넷 주소(URL)가 아닙니다" : "정해진 꼴이 아닙니다";
    case "unrecognized_keys":
      return `모르는 항목이 있습니다: ${issue.keys.join(", ")}`;
    case "not_multiple_of":
      return `${issue.divisor}의 배수를 적습니다`;
    default:
      return OTHERWISE;
  }
}

function oneOf(values: readonly unknown[]): string {
  return `이 가운데 하나를 적습니다: ${values.map(String).join(", ")}`;
}

function foundType(input: unknown): string {
  if (input === null) return TYPES.null as string;
  if (Array.isArray(input)) return TYPES.array as string;
  if (typeof input === "number" && Number.isNaN(input)) return TYPES.nan as string;
  return TYPES[typeof input] ?? typeof input;
}
