import { type Abi, abiEncode, type Struct } from "../hash/abi.ts";
import { keccakWords } from "../hash/keccak.ts";
import { tagged } from "../hash/tagged.ts";
import type { Constitution, Fraction, OutcomeRule } from "../record/constitutionShape.ts";

const KINDS = ["Referendum", "Ranking", "Greedy", "GreedyNoSkip"] as const;
const TIE_BREAKS = ["ListedOrder", "CheaperFirst", "None"] as const;

const flag = (value: boolean): bigint => (value ? 1n : 0n);

const fraction = ({ numerator, denominator, moreThan }: Fraction): Abi => ({
  struct: [BigInt(numerator), BigInt(denominator), flag(moreThan)],
});

/** A ballot's rules as the ABI encodes the struct. */
export const rulesAbi = (rules: Constitution["rules"]): Struct => ({
  struct: [
    ...[rules.optionCount, rules.maxPerOption, rules.minTotal, rules.maxTotal].map(BigInt),
    ...[rules.budget, rules.credits].map(BigInt),
    flag(rules.distinct),
    rules.costs.map(BigInt),
  ],
});

const scheduleOf = ({ schedule: s }: Constitution): Abi => ({
  struct: [s.censusTime, s.opensAt, s.openGrace, s.closesAt, s.closeGrace, s.sharesDueAt, s.sealDelay].map(BigInt),
});

/** An outcome's rule as the ABI encodes the struct. */
export const outcomeAbi = (outcome: OutcomeRule): Struct => ({
  struct: [
    BigInt(KINDS.indexOf(outcome.kind)),
    BigInt(TIE_BREAKS.indexOf(outcome.tieBreak)),
    fraction(outcome.quorum),
    flag(outcome.closedBelowQuorum),
    BigInt(outcome.electors),
    outcome.electorsSource,
    fraction(outcome.passingShare),
    ...[outcome.winners, outcome.minimumVotes, outcome.budget].map(BigInt),
    outcome.costs.map(BigInt),
  ],
});

/** A constitution as the ABI encodes the struct. */
export const constitutionAbi = (constitution: Constitution): Abi => ({
  struct: [
    constitution.contentHash,
    constitution.jointHash,
    constitution.rolls,
    constitution.rollId,
    BigInt(constitution.minimumCensus),
    constitution.board,
    BigInt(constitution.consentsRequired),
    BigInt(constitution.minimumBallots),
    flag(constitution.revoting),
    flag(constitution.masked),
    flag(constitution.isTest),
    BigInt(constitution.ballotSize),
    rulesAbi(constitution.rules),
    scheduleOf(constitution),
    outcomeAbi(constitution.outcome),
  ],
});

/** `keccak256(abi.encode(constitution))` (P3.2). */
export const constitutionHashOf = (constitution: Constitution): bigint =>
  keccakWords(abiEncode([constitutionAbi(constitution)]));

/** `scope = H("hanpyo.scope.v1", chain, election, constitutionHash) >> 8` (P3.2). */
export const scopeOf = (chainId: bigint, election: bigint, constitutionHash: bigint): bigint =>
  tagged("hanpyo.scope.v1", chainId, election, constitutionHash) >> 8n;
