import type { BallotRules, OutcomeRule } from "../election/constitution.ts";
import { NO_FRACTION } from "../election/fraction.ts";
import type { Timing } from "./schedule.ts";

/** What proposals under a template ask for, in the order of the contract's enum. */
export const TEMPLATE_KINDS = ["Policy", "Ordinance", "BudgetCell"] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** When a proposal comes to a vote, in the order of the contract's enum. */
export const CONVERSION_MODES = ["Never", "WhenAnswered", "WhenFeasible"] as const;
export type ConversionMode = (typeof CONVERSION_MODES)[number];

/**
 * The vote that proposals under a template come to: every field of its constitution that is neither time, content nor
 * census (P20.6); mirrors `BallotTerms` of contracts/types.
 */
export type BallotTerms = {
  /** Question and options as bytes (`writeQuestion`), in hex. */
  readonly question: string;
  /** Address of the trustees' board. */
  readonly board: string;
  readonly consentsRequired: number;
  /** At most the template's `leastMembers`. */
  readonly minimumCensus: number;
  readonly minimumBallots: number;
  readonly revoting: boolean;
  /** Of a budget cell 0. */
  readonly ballotSize: number;
  readonly rules: BallotRules;
  readonly outcome: OutcomeRule;
  /** A ballot that keeps the rules; of a budget cell none. */
  readonly exampleBallot: readonly number[];
};

/** What a budget cell fixes (P25.1), in Unix seconds and won; all 0 of other templates. */
export type CellTerms = {
  readonly supportsClose: number;
  readonly assessBy: number;
  readonly insertBy: number;
  readonly openBy: number;
  readonly leastCost: number;
  readonly mostOptions: number;
};

export const NO_CELL_TERMS: CellTerms = {
  ...{ supportsClose: 0, assessBy: 0, insertBy: 0, openBy: 0 },
  ...{ leastCost: 0, mostOptions: 0 },
};

const NOTHING = `0x${"00".repeat(32)}`;

const NO_BALLOT: BallotTerms = {
  ...{ question: "0x", board: `0x${"00".repeat(20)}`, consentsRequired: 0, minimumCensus: 0, minimumBallots: 0 },
  ...{ revoting: false, ballotSize: 0, exampleBallot: [] },
  rules: {
    ...{ optionCount: 0, maxPerOption: 0, minTotal: 0, maxTotal: 0 },
    ...{ budget: 0, credits: 0, distinct: false, costs: [] },
  },
  outcome: {
    ...{ kind: "Referendum", tieBreak: "ListedOrder", quorum: NO_FRACTION, closedBelowQuorum: false },
    ...{ electors: 0, electorsSource: NOTHING, passingShare: NO_FRACTION },
    ...{ winners: 0, minimumVotes: 0, budget: 0, costs: [] },
  },
};

const NO_TIMING: Timing = {
  ...{ openLead: 0, alignEvery: 0, alignOffset: 0, censusLead: 0, openGrace: 0, votingLength: 0, closeGrace: 0 },
  ...{ sharesTerm: 0, sealDelay: 0, mostPostponed: 0, blackouts: [] },
};

/** The fields of a template that leads to an answer and to no vote. */
export const ANSWER_ALONE = {
  kind: "Policy",
  conversion: "Never",
  convertTerm: 0,
  ballot: NO_BALLOT,
  timing: NO_TIMING,
  cell: NO_CELL_TERMS,
} as const;
