import type { Fraction } from "./fraction.ts";

/** What a single ballot may contain (P5.1); mirrors `BallotRules` of contracts/types/Constitution.sol. */
export type BallotRules = {
  /** Options offered, 1 to the ballot size. */
  readonly optionCount: number;
  /** Most points for one option, 1 to 255. */
  readonly maxPerOption: number;
  /** Least and most points of a ballot, below 2^16; a blank ballot is legal exactly when `minTotal` is 0. */
  readonly minTotal: number;
  readonly maxTotal: number;
  /** What the points may cost at most; `NO_BUDGET` for no limit. */
  readonly budget: number;
  /** Most credits, the sum of the squared points; `NO_CREDITS` for no limit. */
  readonly credits: number;
  /** Whether nonzero points must differ from one another. */
  readonly distinct: boolean;
  /** Cost of one point for each option, below 2^40; zeros for none. */
  readonly costs: readonly number[];
};

/** When things happen: Unix seconds, spans in seconds. */
export type Schedule = {
  readonly censusTime: number;
  readonly opensAt: number;
  readonly openGrace: number;
  readonly closesAt: number;
  readonly closeGrace: number;
  readonly sharesDueAt: number;
  /** Between the first `sum` and `seal`. */
  readonly sealDelay: number;
};

/** In the order of the contract's enum. */
export const OUTCOME_KINDS = ["Referendum", "Ranking", "Greedy", "GreedyNoSkip"] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** In the order of the contract's enum. */
export const TIE_BREAKS = ["ListedOrder", "CheaperFirst", "None"] as const;
export type TieBreak = (typeof TIE_BREAKS)[number];

/** What the counts mean (P10.2). */
export type OutcomeRule = {
  readonly kind: OutcomeKind;
  readonly tieBreak: TieBreak;
  /** Turnout needed, of the electors or the active members, whichever are more; `NO_FRACTION` for none. */
  readonly quorum: Fraction;
  /** Whether a box with less turnout than that stays closed for ever, instead of being counted without effect. */
  readonly closedBelowQuorum: boolean;
  /** Electors by a certified figure; 0 for the census alone. */
  readonly electors: number;
  /** SHA-256 of the source of that figure, hex; zeros exactly if there is none. */
  readonly electorsSource: string;
  /** Referendum: share of yes among yes and no that accepts. `NO_FRACTION` for the other kinds. */
  readonly passingShare: Fraction;
  /** Ranking: how many options are selected. */
  readonly winners: number;
  /** Options with fewer votes are left out; those without any always are. */
  readonly minimumVotes: number;
  /** Greedy rules: what may be spent, and the cost of each option (empty otherwise). */
  readonly budget: number;
  readonly costs: readonly number[];
};

/** The frozen parameters of an election; mirrors contracts/types/Constitution.sol. */
export type Constitution = {
  readonly contentHash: string;
  /** Hash of the terms shared with other elections, hex; zeros for none. Excludes `closedBelowQuorum`. */
  readonly jointHash: string;
  readonly rolls: string;
  readonly rollId: bigint;
  readonly minimumCensus: number;
  readonly board: string;
  readonly consentsRequired: number;
  readonly minimumBallots: number;
  readonly revoting: boolean;
  readonly masked: boolean;
  /** Whether the election is a test, which binds nobody; lifts the floors of P3.4 and nothing else. */
  readonly isTest: boolean;
  /** Options of the circuit that the ballots are proved with. */
  readonly ballotSize: number;
  readonly rules: BallotRules;
  readonly schedule: Schedule;
  readonly outcome: OutcomeRule;
};

/** `budget` of rules without a limit of costs. */
export const NO_BUDGET = 2 ** 48 - 1;

/** `credits` of rules without a limit of squared points. */
export const NO_CREDITS = 2 ** 24 - 1;
