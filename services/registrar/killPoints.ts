import { SENDING_KILL_POINTS } from "../sending/killPoints.ts";

/**
 * Every point between two steps at which an office that submits may die: each await and each commit. It says when it has
 * reached one, and the fault campaign kills it there (test/campaign/officeFaults.ts).
 */
export const OFFICE_KILL_POINTS = [
  "enrol.received",
  "enrol.bookRead",
  "enrol.proofChecked",
  "enrol.written",
  "round.bookRead",
  "round.placed",
  "round.refused",
  ...SENDING_KILL_POINTS,
] as const;

export type OfficeKillPoint = (typeof OFFICE_KILL_POINTS)[number];
