import { AbiCoder, keccak256 } from "ethers";
import { hashTranscript, shiftedHash } from "../crypto/transcript.ts";
import {
  type BallotRules,
  type Constitution,
  OUTCOME_KINDS,
  type OutcomeRule,
  type Schedule,
  TIE_BREAKS,
} from "./constitution.ts";
import type { Fraction } from "./fraction.ts";

/** The ABI type of a ballot's rules. */
export const RULES_ABI =
  "tuple(uint8 optionCount, uint8 maxPerOption, uint16 minTotal, uint16 maxTotal, uint48 budget, uint24 credits, bool distinct, uint40[] costs)";
const SCHEDULE =
  "tuple(uint48 censusTime, uint48 opensAt, uint48 openGrace, uint48 closesAt, uint48 closeGrace, uint48 sharesDueAt, uint48 sealDelay)";
const FRACTION = "tuple(uint32 numerator, uint32 denominator, bool moreThan)";
/** The ABI type of an outcome's rule. */
export const OUTCOME_ABI = `tuple(uint8 kind, uint8 tieBreak, ${FRACTION} quorum, bool closedBelowQuorum, uint32 electors, bytes32 electorsSource, ${FRACTION} passingShare, uint8 winners, uint24 minimumVotes, uint48 budget, uint40[] costs)`;

/** The ABI type of a constitution, field by field as in contracts/types/Constitution.sol. */
export const CONSTITUTION_ABI = `tuple(bytes32 contentHash, bytes32 jointHash, address rolls, uint256 rollId, uint32 minimumCensus, address board, uint8 consentsRequired, uint32 minimumBallots, bool revoting, bool masked, bool isTest, uint8 ballotSize, ${RULES_ABI} rules, ${SCHEDULE} schedule, ${OUTCOME_ABI} outcome)`;

/** The value that ethers takes for a `Constitution`: enums as numbers, arrays mutable. */
export type AbiConstitution = Omit<Constitution, "rules" | "outcome"> & {
  readonly rules: Omit<BallotRules, "costs"> & { readonly costs: number[] };
  readonly outcome: AbiOutcomeRule;
};

/** The value that ethers takes for an `OutcomeRule`. */
export type AbiOutcomeRule = Omit<OutcomeRule, "kind" | "tieBreak" | "costs"> & {
  readonly kind: number;
  readonly tieBreak: number;
  readonly costs: number[];
};

type Decoded<T> = { readonly [K in keyof T]: T[K] extends number ? bigint : T[K] };
/** Rules and an outcome's rule as ethers decodes them. */
export type DecodedRules = Omit<Decoded<BallotRules>, "costs"> & { readonly costs: readonly bigint[] };
export type DecodedOutcome = Omit<Decoded<OutcomeRule>, "kind" | "tieBreak" | "quorum" | "passingShare" | "costs"> & {
  readonly kind: bigint;
  readonly tieBreak: bigint;
  readonly quorum: Decoded<Fraction>;
  readonly passingShare: Decoded<Fraction>;
  readonly costs: readonly bigint[];
};

/** A constitution as ethers decodes it: every number a bigint. */
export type DecodedConstitution = Omit<Decoded<Constitution>, "rules" | "schedule" | "outcome"> & {
  readonly rules: DecodedRules;
  readonly schedule: Decoded<Schedule>;
  readonly outcome: DecodedOutcome;
};

/** For a contract call or `AbiCoder.encode`. */
export function constitutionToAbi(constitution: Constitution): AbiConstitution {
  const { rules, outcome } = constitution;
  return {
    ...constitution,
    rules: { ...rules, costs: [...rules.costs] },
    outcome: outcomeRuleToAbi(outcome),
  };
}

/** For a call of `outcomeOf`. */
export function outcomeRuleToAbi(rule: OutcomeRule): AbiOutcomeRule {
  return {
    ...rule,
    kind: OUTCOME_KINDS.indexOf(rule.kind),
    tieBreak: TIE_BREAKS.indexOf(rule.tieBreak),
    costs: [...rule.costs],
  };
}

/** From what ethers decodes of an event, a call or `AbiCoder.decode`. */
export function constitutionFromAbi(decoded: DecodedConstitution): Constitution {
  const { rules, schedule, outcome } = decoded;
  return {
    contentHash: decoded.contentHash,
    jointHash: decoded.jointHash,
    rolls: decoded.rolls,
    rollId: decoded.rollId,
    minimumCensus: Number(decoded.minimumCensus),
    board: decoded.board,
    consentsRequired: Number(decoded.consentsRequired),
    minimumBallots: Number(decoded.minimumBallots),
    revoting: decoded.revoting,
    masked: decoded.masked,
    isTest: decoded.isTest,
    ballotSize: Number(decoded.ballotSize),
    rules: rulesFromAbi(rules),
    schedule: {
      censusTime: Number(schedule.censusTime),
      opensAt: Number(schedule.opensAt),
      openGrace: Number(schedule.openGrace),
      closesAt: Number(schedule.closesAt),
      closeGrace: Number(schedule.closeGrace),
      sharesDueAt: Number(schedule.sharesDueAt),
      sealDelay: Number(schedule.sealDelay),
    },
    outcome: outcomeRuleFromAbi(outcome),
  };
}

/** A ballot's rules from what ethers decodes. */
export function rulesFromAbi(rules: DecodedRules): BallotRules {
  return {
    optionCount: Number(rules.optionCount),
    maxPerOption: Number(rules.maxPerOption),
    minTotal: Number(rules.minTotal),
    maxTotal: Number(rules.maxTotal),
    budget: Number(rules.budget),
    credits: Number(rules.credits),
    distinct: rules.distinct,
    costs: [...rules.costs].map(Number),
  };
}

/** An outcome's rule from what ethers decodes. */
export function outcomeRuleFromAbi(outcome: DecodedOutcome): OutcomeRule {
  return {
    kind: OUTCOME_KINDS[Number(outcome.kind)] ?? "Referendum",
    tieBreak: TIE_BREAKS[Number(outcome.tieBreak)] ?? "ListedOrder",
    quorum: fractionFromAbi(outcome.quorum),
    closedBelowQuorum: outcome.closedBelowQuorum,
    electors: Number(outcome.electors),
    electorsSource: outcome.electorsSource,
    passingShare: fractionFromAbi(outcome.passingShare),
    winners: Number(outcome.winners),
    minimumVotes: Number(outcome.minimumVotes),
    budget: Number(outcome.budget),
    costs: [...outcome.costs].map(Number),
  };
}

function fractionFromAbi({ numerator, denominator, moreThan }: Decoded<Fraction>): Fraction {
  return { numerator: Number(numerator), denominator: Number(denominator), moreThan };
}

/** keccak256(abi.encode(constitution)) (P3.2). */
export function constitutionHash(constitution: Constitution): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode([CONSTITUTION_ABI], [constitutionToAbi(constitution)]));
}

/** The scope of an election's nullifiers (P3.2). */
export function electionScope(chainId: bigint, election: string, hash: string): bigint {
  return shiftedHash(
    hashTranscript({
      tag: "hanpyo.scope.v1",
      types: ["uint256", "address", "bytes32"],
      values: [chainId, election, hash],
    }),
  );
}
