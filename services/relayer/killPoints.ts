/**
 * Every point between two steps at which a relayer may die: each await and each commit. It says when it has reached one,
 * and the fault campaign kills it there (test/campaign/relayerFaults.ts).
 */
export const KILL_POINTS = [
  "intake.received",
  "intake.electionRead",
  "intake.slotRead",
  "intake.proofChecked",
  "intake.signed",
  "intake.written",
  "watch.headRead",
  "watch.castsRead",
  "watch.placed",
  "watch.settled",
  "send.nonceRead",
  "send.intentCleared",
  "send.slotsRead",
  "send.estimated",
  "send.balanceRead",
  "send.signed",
  "send.stored",
  "send.broadcast",
  "send.noted",
] as const;

export type KillPoint = (typeof KILL_POINTS)[number];
