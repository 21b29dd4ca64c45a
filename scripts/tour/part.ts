import type { Check } from "../../sdk/verify/check.ts";
import type { Step } from "../rehearsal/step.ts";

/** One whole story of a tour, held in the tour's town. */
export type TourPart = {
  readonly steps: readonly Step[];
  /** What was verified, once all steps have run. */
  done(): Toured;
};

/** What a part ends with. */
export type Toured = {
  /** What it was about, in words, and its number. */
  readonly what: string;
  readonly id: string;
  readonly election: string;
  /** Every check of the election, and of the record that is beside it. */
  readonly checks: readonly Check[];
  /** The result in words: options with their counts; "" where there is none. */
  readonly counts: string;
};
