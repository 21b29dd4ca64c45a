import type { Line } from "./line.ts";
import type { Manifest } from "./manifest.ts";

/** Whether a statement holds by the anchored manifest, by the last one alone, or not at all (P15.7). */
export type Standing = "known" | "not yet in the gazette" | "unknown";

/** What is stated; each has its words in the languages of those who show it. */
export const STATEMENTS = [
  "chain",
  "code",
  "factory",
  "withdrawn",
  "election",
  "board",
  "boardLine",
  "trusteeSeat",
  "conversions",
  "template",
  "rolls",
  "registry",
  "officeSeat",
  "registryLine",
  "recoverySeat",
] as const;

export type Statement = (typeof STATEMENTS)[number];

/** One statement of one account or contract, and whether it holds. */
export type Finding = {
  readonly statement: Statement;
  readonly address: string;
  readonly standing: Standing;
  /** Why it does not hold; empty for one that does. */
  readonly reason: string;
};

export type Stated = Pick<Finding, "statement" | "address" | "reason">;

/** What one manifest says, ready to be asked. */
export type View = {
  readonly manifest: Manifest;
  readonly lines: readonly Line[];
  readonly byHash: ReadonlyMap<string, Line>;
  readonly withdrawn: ReadonlyMap<string, number>;
};

/** The weakest of several standings. */
export function weakest(standings: readonly Standing[]): Standing {
  if (standings.includes("unknown")) return "unknown";
  return standings.includes("not yet in the gazette") ? "not yet in the gazette" : "known";
}
