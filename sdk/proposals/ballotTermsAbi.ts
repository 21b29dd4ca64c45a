import type { BallotRules } from "../election/constitution.ts";
import {
  type AbiOutcomeRule,
  type DecodedOutcome,
  type DecodedRules,
  OUTCOME_ABI,
  outcomeRuleFromAbi,
  outcomeRuleToAbi,
  RULES_ABI,
  rulesFromAbi,
} from "../election/constitutionAbi.ts";
import type { BallotTerms, CellTerms } from "./ballotTerms.ts";
import type { Span, Timing } from "./schedule.ts";

const SPAN = "tuple(uint48 from, uint48 until)";
/** The ABI types of a template's timing, cell and ballot, field by field as in contracts/types. */
export const TIMING_ABI = `tuple(uint32 openLead, uint32 alignEvery, uint32 alignOffset, uint32 censusLead, uint32 openGrace, uint32 votingLength, uint32 closeGrace, uint32 sharesTerm, uint32 sealDelay, uint32 mostPostponed, ${SPAN}[] blackouts)`;
export const CELL_ABI =
  "tuple(uint48 supportsClose, uint48 assessBy, uint48 insertBy, uint48 openBy, uint40 leastCost, uint8 mostOptions)";
export const BALLOT_ABI = `tuple(bytes question, address board, uint8 consentsRequired, uint32 minimumCensus, uint32 minimumBallots, bool revoting, uint8 ballotSize, ${RULES_ABI} rules, ${OUTCOME_ABI} outcome, uint8[] exampleBallot)`;

/** The values that ethers takes: enums as numbers, arrays mutable. */
export type AbiBallotTerms = Omit<BallotTerms, "rules" | "outcome" | "exampleBallot"> & {
  readonly rules: Omit<BallotRules, "costs"> & { readonly costs: number[] };
  readonly outcome: AbiOutcomeRule;
  readonly exampleBallot: number[];
};
export type AbiTiming = Omit<Timing, "blackouts"> & { readonly blackouts: Span[] };

/** A value as ethers decodes it: every number a bigint. */
export type Decoded<T> = { readonly [K in keyof T]: T[K] extends number ? bigint : T[K] };
export type DecodedBallotTerms = Omit<Decoded<BallotTerms>, "rules" | "outcome" | "exampleBallot"> & {
  readonly rules: DecodedRules;
  readonly outcome: DecodedOutcome;
  readonly exampleBallot: readonly bigint[];
};
export type DecodedTiming = Omit<Decoded<Timing>, "blackouts"> & { readonly blackouts: readonly Decoded<Span>[] };

/** For a contract call or `AbiCoder.encode`. */
export function ballotTermsToAbi(ballot: BallotTerms): AbiBallotTerms {
  return {
    ...ballot,
    rules: { ...ballot.rules, costs: [...ballot.rules.costs] },
    outcome: outcomeRuleToAbi(ballot.outcome),
    exampleBallot: [...ballot.exampleBallot],
  };
}

/** For a contract call or `AbiCoder.encode`. */
export function timingToAbi(timing: Timing): AbiTiming {
  return { ...timing, blackouts: timing.blackouts.map((span) => ({ ...span })) };
}

/** From what ethers decodes. */
export function ballotTermsFromAbi(ballot: DecodedBallotTerms): BallotTerms {
  return {
    ...{ question: ballot.question, board: ballot.board, consentsRequired: Number(ballot.consentsRequired) },
    minimumCensus: Number(ballot.minimumCensus),
    minimumBallots: Number(ballot.minimumBallots),
    revoting: ballot.revoting,
    ballotSize: Number(ballot.ballotSize),
    rules: rulesFromAbi(ballot.rules),
    outcome: outcomeRuleFromAbi(ballot.outcome),
    exampleBallot: [...ballot.exampleBallot].map(Number),
  };
}

/** From what ethers decodes. */
export function timingFromAbi(timing: DecodedTiming): Timing {
  return {
    openLead: Number(timing.openLead),
    alignEvery: Number(timing.alignEvery),
    alignOffset: Number(timing.alignOffset),
    censusLead: Number(timing.censusLead),
    openGrace: Number(timing.openGrace),
    votingLength: Number(timing.votingLength),
    closeGrace: Number(timing.closeGrace),
    sharesTerm: Number(timing.sharesTerm),
    sealDelay: Number(timing.sealDelay),
    mostPostponed: Number(timing.mostPostponed),
    blackouts: [...timing.blackouts].map(({ from, until }) => ({ from: Number(from), until: Number(until) })),
  };
}

/** From what ethers decodes. */
export function cellTermsFromAbi(cell: Decoded<CellTerms>): CellTerms {
  return {
    supportsClose: Number(cell.supportsClose),
    assessBy: Number(cell.assessBy),
    insertBy: Number(cell.insertBy),
    openBy: Number(cell.openBy),
    leastCost: Number(cell.leastCost),
    mostOptions: Number(cell.mostOptions),
  };
}
