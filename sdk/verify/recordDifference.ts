import { timeInKorea } from "../election/timeInKorea.ts";

/** Fields that hold a time in Unix seconds. */
const TIME_FIELD = /(^|\.)(time|[a-z]\w*(At|By|From|Until|Time))$/;

/** Where two values part: the path from the top, and both values as short text. */
export type Difference = { readonly path: string; readonly left: string; readonly right: string };

/**
 * The first place, in the order of `left`'s fields, where two JSON values differ; arrays of different lengths differ
 * at their `length` once their common part is equal.
 */
export function firstDifference(left: unknown, right: unknown, path = ""): Difference | undefined {
  if (Array.isArray(left) && Array.isArray(right)) return differenceOfArrays(left, right, path);
  if (isObject(left) && isObject(right)) return differenceOfObjects(left, right, path);
  return Object.is(left, right)
    ? undefined
    : { path: path || "the whole", left: short(left, path), right: short(right, path) };
}

function differenceOfArrays(left: readonly unknown[], right: readonly unknown[], path: string): Difference | undefined {
  for (let m = 0; m < Math.min(left.length, right.length); m++) {
    const found = firstDifference(left[m], right[m], `${path}[${m}]`);
    if (found !== undefined) return found;
  }
  return firstDifference(left.length, right.length, `${path}.length`);
}

function differenceOfObjects(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
  path: string,
): Difference | undefined {
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = firstDifference(left[key], right[key], path === "" ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A time is said as people read it, with the number beside it. */
function short(value: unknown, path: string): string {
  if (typeof value === "number" && TIME_FIELD.test(path)) return `${timeInKorea(value)} (${value})`;
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
