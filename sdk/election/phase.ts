import type { Constitution } from "./constitution.ts";
import { isQuorate, type Turnout } from "./outcome.ts";

/** In the order of the contract's enum. */
export const PHASES = ["pending", "void", "open", "closed", "sealed", "too few", "decided", "below quorum"] as const;
export type Phase = (typeof PHASES)[number];

/** What of a constitution decides its phases. */
export type PhaseRule = {
  readonly schedule: Pick<Constitution["schedule"], "opensAt" | "openGrace" | "closesAt" | "closeGrace">;
  readonly minimumBallots: number;
  readonly outcome: Pick<Constitution["outcome"], "quorum" | "closedBelowQuorum" | "electors">;
};

/** What happened to a box: how many took part, once it was opened, and how far it was counted. */
export type BoxState = {
  /** Undefined until the box was opened. */
  readonly turnout: Turnout | undefined;
  readonly isSealed: boolean;
  readonly isDecided: boolean;
};

/** The phase that an election is in at a time, in Unix seconds (P8.5); mirrors contracts/elections/Phases.sol. */
export function phaseOf(rule: PhaseRule, { turnout, isSealed, isDecided }: BoxState, time: number): Phase {
  const { opensAt, openGrace, closesAt, closeGrace } = rule.schedule;
  if (turnout === undefined) return time > opensAt + openGrace ? "void" : "pending";
  if (time < closesAt + closeGrace) return "open";
  if (isDecided) return "decided";
  if (turnout.ballots > 0 && turnout.ballots < rule.minimumBallots) return "too few";
  if (staysClosed(rule.outcome, turnout)) return "below quorum";
  return isSealed ? "sealed" : "closed";
}

/** Whether this turnout keeps the box closed for ever (P8.4). */
export function staysClosed(rule: PhaseRule["outcome"], turnout: Turnout): boolean {
  return rule.closedBelowQuorum && !isQuorate(rule, turnout);
}

/** Whether nothing more can come of an election in this phase. */
export function isFinal(phase: Phase): boolean {
  return ["void", "too few", "decided", "below quorum"].includes(phase);
}
