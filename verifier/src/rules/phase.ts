import type { Constitution } from "../record/constitutionShape.ts";
import { quorumBallots } from "./outcome.ts";

/** Where an election stands (P4.3, P8.5). */
export type Phase = "pending" | "void" | "open" | "closed" | "too few" | "below quorum" | "sealed" | "decided";

/** What an election's phase depends on besides its constitution. */
export interface BoxState {
  /** Ballots in the box; `null` before the opening. */
  readonly ballots: number | null;
  readonly activeMembers: number;
  readonly isSealed: boolean;
  readonly isDecided: boolean;
  readonly time: number;
}

/** The phase of an election at a time. */
export const phaseOf = (
  { schedule, minimumBallots, outcome }: Pick<Constitution, "schedule" | "minimumBallots" | "outcome">,
  { ballots, activeMembers, isSealed, isDecided, time }: BoxState,
): Phase => {
  const { opensAt, openGrace, closesAt, closeGrace } = schedule;

  if (ballots === null) return time > opensAt + openGrace ? "void" : "pending";
  if (time < closesAt + closeGrace) return "open";
  if (isDecided) return "decided";
  if (ballots > 0 && ballots < minimumBallots) return "too few";
  if (BigInt(ballots) < quorumBallots(outcome, activeMembers)) return "below quorum";
  return isSealed ? "sealed" : "closed";
};
