import { isFinal } from "../../../../sdk/election/phase.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";

export const STEPS = ["created", "census", "opens", "closes", "shares", "decided"] as const;
export type Step = (typeof STEPS)[number];
/** A step that never comes is one of an election that ended before it. */
export type StepState = "done" | "now" | "later" | "never";

export type PhaseStep = {
  readonly step: Step;
  readonly state: StepState;
  /** Unix seconds; the last steps have none. */
  readonly at?: number;
};

/** How many of the steps are over, by what the chain says and by its clock. */
function stepsDone({ state, constitution }: ListedElection, now: number): number {
  const { phase } = state;
  if (phase === "pending" || phase === "void") return now >= constitution.schedule.censusTime ? 2 : 1;
  if (phase === "open") return now >= constitution.schedule.closesAt ? 4 : 3;
  return phase === "decided" ? STEPS.length : 4;
}

/** The life of an election as a line: what is over, where it is, what is to come. */
export function phaseLine(election: ListedElection, now: number): readonly PhaseStep[] {
  const { censusTime, opensAt, closesAt, sharesDueAt } = election.constitution.schedule;
  const times: Readonly<Partial<Record<Step, number>>> = {
    census: censusTime,
    opens: opensAt,
    closes: closesAt,
    shares: sharesDueAt,
  };
  const done = stepsDone(election, now);
  const isOver = isFinal(election.state.phase);
  const comes = (index: number) => (index === done ? "now" : "later");
  return STEPS.map((step, index) => ({
    step,
    state: index < done ? "done" : isOver ? "never" : comes(index),
    ...(times[step] === undefined ? {} : { at: times[step] }),
  }));
}
