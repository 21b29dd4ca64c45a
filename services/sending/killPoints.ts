/**
 * Every point between two steps at which a service may die while it sends: each await and each commit. It says when it
 * has reached one, and the fault campaign kills it there (test/campaign).
 */
export const SENDING_KILL_POINTS = [
  "send.nonceRead",
  "send.intentCleared",
  "send.estimated",
  "send.balanceRead",
  "send.signed",
  "send.stored",
  "send.broadcast",
  "send.noted",
] as const;

export type SendingKillPoint = (typeof SENDING_KILL_POINTS)[number];
