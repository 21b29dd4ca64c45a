import { type BallotRules, NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";

/** A kind of ballot as settings of the one rule set (P5.1), with choices that use it to its limit. */
export type BallotKind = { readonly rules: BallotRules; readonly choices: readonly number[] };

const OPTIONS = 4;

const plain: BallotRules = {
  optionCount: OPTIONS,
  maxPerOption: 1,
  minTotal: 0,
  maxTotal: OPTIONS,
  budget: NO_BUDGET,
  credits: NO_CREDITS,
  distinct: false,
  costs: [0, 0, 0, 0],
};

/** Every kind of ballot, for up to four options. */
export const ballotKinds: Readonly<Record<string, BallotKind>> = {
  yesNoAbstain: {
    rules: { ...plain, optionCount: 3, minTotal: 1, maxTotal: 1, costs: [0, 0, 0] },
    choices: [0, 1, 0],
  },
  singleChoice: { rules: { ...plain, minTotal: 1, maxTotal: 1 }, choices: [0, 0, 0, 1] },
  approval: { rules: { ...plain, maxTotal: 3 }, choices: [1, 0, 1, 1] },
  score: { rules: { ...plain, maxPerOption: 5, maxTotal: 20 }, choices: [5, 0, 5, 3] },
  cumulative: { rules: { ...plain, maxPerOption: 10, maxTotal: 10 }, choices: [7, 0, 3, 0] },
  quadratic: { rules: { ...plain, maxPerOption: 10, maxTotal: 40, credits: 100 }, choices: [8, 6, 0, 0] },
  positional: { rules: { ...plain, maxPerOption: 4, maxTotal: 10, distinct: true }, choices: [4, 0, 2, 3] },
  knapsack: {
    rules: { ...plain, budget: 50_000, costs: [30_000, 25_000, 20_000, 5_000] },
    choices: [1, 0, 1, 0],
  },
};
