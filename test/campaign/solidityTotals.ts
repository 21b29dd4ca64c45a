/** What one property did in one part of a round. */
export type PropertyRun = {
  /** Contract and function. */
  readonly name: string;
  /** Runs of a fuzz test, calls of an invariant. */
  readonly count: number;
  readonly unit: "runs" | "calls";
  /** What was accepted that must not be, where the property failed. */
  readonly failure?: string;
};

/** What a property did in all rounds so far. */
export type PropertyTotal = {
  readonly count: number;
  readonly unit: "runs" | "calls";
  readonly failures: readonly string[];
};

export type Totals = Readonly<Record<string, PropertyTotal>>;

/** What each property is to reach. */
export const TARGET = { runs: 100_000, calls: 256_000 } as const;

export function addRuns(totals: Totals, runs: readonly PropertyRun[]): Totals {
  const sums: Record<string, PropertyTotal> = { ...totals };
  for (const { name, count, unit, failure } of runs) {
    const before = sums[name] ?? { count: 0, unit, failures: [] };
    const failures = failure === undefined ? before.failures : [...before.failures, failure];
    sums[name] = { count: before.count + count, unit, failures };
  }
  return sums;
}

/** Counts of all properties, and how many accepted something or fell short of `TARGET`. */
export function summary(totals: Totals) {
  const all = Object.values(totals);
  const sum = (unit: "runs" | "calls") => all.filter((one) => one.unit === unit).reduce((n, { count }) => n + count, 0);
  return {
    properties: all.length,
    runs: sum("runs"),
    calls: sum("calls"),
    accepted: all.filter(({ failures }) => failures.length > 0).length,
    short: all.filter(({ count, unit }) => count < TARGET[unit]).length,
  };
}

/** A line for each property, what failed below it, and the totals last. */
export function report(totals: Totals): string {
  const lines = Object.entries(totals).flatMap(([name, { count, unit, failures }]) => [
    `${String(count).padStart(8)} ${unit} ${failures.length === 0 ? "accepted 0" : "ACCEPTED"}  ${name}`,
    ...failures.map((failure) => `           ${failure}`),
  ]);
  const { properties, runs, calls, accepted, short } = summary(totals);
  return [
    ...lines,
    `properties ${properties}, runs ${runs}, calls ${calls}, accepted ${accepted}, short ${short}`,
  ].join("\n");
}
