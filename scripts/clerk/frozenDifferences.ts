import type { Constitution } from "../../sdk/election/constitution.ts";
import type { Fraction } from "../../sdk/election/fraction.ts";
import { koreanTime } from "../terminal/koreanTime.ts";

/** A rule that a file has otherwise than the election that was created. */
export type FrozenDifference = {
  /** Of the constitution's field, for example outcome.quorum. */
  readonly field: string;
  readonly file: string;
  readonly frozen: string;
};

/** Seconds that are a moment; the other times of a schedule are spans. */
const MOMENTS: readonly string[] = ["censusTime", "opensAt", "closesAt", "sharesDueAt"];

/** Every field in which two constitutions differ, in the contract's order, as a person reads it. */
export function frozenDifferences(file: Constitution, frozen: Constitution): readonly FrozenDifference[] {
  const other = new Map(fieldsOf(frozen));
  return fieldsOf(file).flatMap(([field, text]) => {
    const found = other.get(field) ?? "";
    return found === text ? [] : [{ field, file: text, frozen: found }];
  });
}

function fieldsOf(value: object, path = ""): readonly (readonly [field: string, text: string])[] {
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => {
    const field = path === "" ? name : `${path}.${name}`;
    if (isFraction(part)) return [[field, fractionText(part)] as const];
    if (Array.isArray(part)) return [[field, part.join(", ") || "none"] as const];
    if (typeof part === "object" && part !== null) return fieldsOf(part, field);
    return [[field, textOf(name, part)] as const];
  });
}

function textOf(name: string, value: unknown): string {
  return MOMENTS.includes(name) ? koreanTime(Number(value)) : String(value).toLowerCase();
}

function isFraction(value: unknown): value is Fraction {
  return typeof value === "object" && value !== null && "denominator" in value;
}

function fractionText({ numerator, denominator, moreThan }: Fraction): string {
  return `${moreThan ? "more than" : "at least"} ${numerator}/${denominator}`;
}
