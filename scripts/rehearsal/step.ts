import type { Sent } from "../../sdk/chain/contracts.ts";

/** One phase of an election as a person watches it. */
export type Step = {
  readonly title: string;
  /** @returns What was done, in a few words. */
  run(progress: Progress): Promise<string>;
};

/** How a step tells where it is, and what its transactions cost. */
export type Progress = {
  say(text: string): void;
  spent(sent: Sent): void;
};

/** A step that was run. */
export type StepReport = {
  readonly title: string;
  readonly summary: string;
  readonly gas: number;
  readonly seconds: number;
};
