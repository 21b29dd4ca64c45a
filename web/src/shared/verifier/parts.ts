import type { Check } from "../../../../sdk/verify/check.ts";

/** The parts of the protocol in order; the first word of a check's name begins with one. */
export const PARTS = ["P1", "P13", "P2", "P3", "P4", "P7", "P8", "P9", "P10", "P11"] as const;
export type Part = (typeof PARTS)[number];

/** Checks by the part of the protocol that they belong to, with the number that each has in the whole list. */
export function byPart(checks: readonly Check[]): ReadonlyMap<Part, readonly (Check & { readonly number: number })[]> {
  const numbered = checks.map((check, index) => ({ ...check, number: index + 1 }));
  return new Map(PARTS.map((part) => [part, numbered.filter(({ name }) => partOf(name) === part)]));
}

/** "P7.2 every ballot follows its slot" belongs to P7; what names no part belongs to the record. */
function partOf(name: string): Part {
  const [first = ""] = name.split(/[ .]/);
  return PARTS.find((part) => part === first) ?? "P11";
}
