import type { ElectionRecord } from "./record.ts";

/** Seconds of the shortest challenge period, and between the rounds of a ceremony: a day, of a test a second (P3.4). */
export function leastSpan({ constitution }: Pick<ElectionRecord, "constitution">): number {
  return constitution.isTest ? 1 : 86_400;
}
