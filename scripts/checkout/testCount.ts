/** How many tests of a step passed, failed and were left out. */
export type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

export function sum(a: Count, b: Count): Count {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}
