import type { Skeleton } from "../record/recordShape.ts";
import { quorumBallots } from "./outcome.ts";

/** Where an election stands (P4.3, P8.5). */
export type Phase = "Void" | "Waiting" | "Open" | "Decided" | "TooFew" | "BelowQuorum" | "Sealed" | "Closed";

/** The phase as of the record's block. */
export const phaseOf = (record: Skeleton, ballots: number): Phase => {
  const { constitution, opening, block, result, seal } = record;
  const { opensAt, openGrace, closesAt, closeGrace } = constitution.schedule;

  if (!opening) return block.time > opensAt + openGrace ? "Void" : "Waiting";
  if (block.time < closesAt + closeGrace) return "Open";
  if (result) return "Decided";
  if (ballots > 0 && ballots < constitution.minimumBallots) return "TooFew";
  if (BigInt(ballots) < quorumBallots(constitution.outcome, opening.activeMembers)) return "BelowQuorum";
  return seal ? "Sealed" : "Closed";
};
