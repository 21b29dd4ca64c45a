import { SENDING_KILL_POINTS } from "../sending/killPoints.ts";

/**
 * Every point between two steps at which a relayer may die: each await and each commit. It says when it has reached one,
 * and the fault campaign kills it there (test/campaign/relayerFaults.ts).
 */
export const KILL_POINTS = [
  "intake.received",
  "intake.termsRead",
  "intake.slotRead",
  "intake.proofChecked",
  "intake.signed",
  "intake.written",
  "watch.headRead",
  "watch.castsRead",
  "watch.placed",
  "watch.finalityRead",
  "watch.logsCompared",
  "watch.settled",
  "watch.ended",
  "send.slotsRead",
  ...SENDING_KILL_POINTS,
] as const;

export type KillPoint = (typeof KILL_POINTS)[number];
