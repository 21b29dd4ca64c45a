import { address, boolean, bytes32, decimal, even, integer, list, type Of, object, word } from "./shape.ts";

const UINT256 = 1n << 256n;

const fraction = object({ numerator: integer(), denominator: integer(), moreThan: boolean });

/** What a ballot may hold. */
export const rulesShape = object({
  optionCount: integer(),
  maxPerOption: integer(),
  minTotal: integer(),
  maxTotal: integer(),
  budget: integer(),
  credits: integer(),
  distinct: boolean,
  costs: list(integer(), 0, 32),
});

/** What counts come to. */
export const outcomeShape = object({
  kind: word("Referendum", "Ranking", "Greedy", "GreedyNoSkip"),
  tieBreak: word("ListedOrder", "CheaperFirst", "None"),
  quorum: fraction,
  closedBelowQuorum: boolean,
  electors: integer(),
  electorsSource: bytes32,
  passingShare: fraction,
  winners: integer(),
  minimumVotes: integer(),
  budget: integer(),
  costs: list(integer(), 0, 32),
});

/** The frozen parameters of an election, as the record's schema names them. */
export const constitutionShape = object({
  contentHash: bytes32,
  jointHash: bytes32,
  rolls: address,
  rollId: decimal(UINT256),
  minimumCensus: integer(),
  board: address,
  consentsRequired: integer(),
  minimumBallots: integer(),
  revoting: boolean,
  masked: boolean,
  isTest: boolean,
  ballotSize: even(integer(2, 32)),
  rules: rulesShape,
  schedule: object({
    censusTime: integer(),
    opensAt: integer(),
    openGrace: integer(),
    closesAt: integer(),
    closeGrace: integer(),
    sharesDueAt: integer(),
    sealDelay: integer(),
  }),
  outcome: outcomeShape,
});

export type Constitution = Of<typeof constitutionShape>;
export type Fraction = Of<typeof fraction>;
export type OutcomeRule = Constitution["outcome"];
