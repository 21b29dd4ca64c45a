import { outcomeShape, rulesShape } from "../constitutionShape.ts";
import {
  address,
  boolean,
  bytes,
  bytes32,
  decimal,
  integer,
  list,
  type Of,
  object,
  type Shape,
  word,
} from "../shape.ts";

const UINT256 = 1n << 256n;
const MOST = 32;

const numbers = <const N extends readonly string[]>(...names: N) =>
  Object.fromEntries(names.map((name) => [name, integer()])) as { readonly [K in N[number]]: Shape<number> };

/** A template by the names of P20.1, as the schema of proposals' records has it. */
export const templateShape = object({
  organizer: address,
  reviewer: address,
  council: address,
  series: bytes32,
  isTest: boolean,
  rolls: address,
  rollId: decimal(UINT256),
  ...numbers("quota", "leastMembers", "window"),
  limitName: bytes32,
  ...numbers("periodLength", "postsPerPeriod", "answerTerm"),
  legalBasis: bytes32,
  quotaArithmetic: bytes32,
  kind: word("Policy", "Ordinance", "BudgetCell"),
  conversion: word("Never", "WhenAnswered", "WhenFeasible"),
  convertTerm: integer(),
  ballot: object({
    question: bytes(Number.MAX_SAFE_INTEGER / 4),
    board: address,
    ...numbers("consentsRequired", "minimumCensus", "minimumBallots"),
    revoting: boolean,
    ballotSize: integer(),
    rules: rulesShape,
    outcome: outcomeShape,
    exampleBallot: list(integer(), 0, MOST),
  }),
  timing: object({
    ...numbers("openLead", "alignEvery", "alignOffset", "censusLead", "openGrace", "votingLength", "closeGrace"),
    ...numbers("sharesTerm", "sealDelay", "mostPostponed"),
    blackouts: list(object({ from: integer(), until: integer() }), 0, MOST),
  }),
  cell: object(numbers("supportsClose", "assessBy", "insertBy", "openBy", "leastCost", "mostOptions")),
});

export type Template = Of<typeof templateShape>;
export type Timing = Template["timing"];
