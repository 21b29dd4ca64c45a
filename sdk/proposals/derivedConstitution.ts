import type { Constitution } from "../election/constitution.ts";
import { deriveSchedule, type Span } from "./schedule.ts";
import type { Template } from "./template.ts";

/** Whose trustees count a vote: the template's own, or where their term is too short those of its series' newest. */
export type ChosenBoard = { readonly board: string; readonly consentsRequired: number };

/** What the chain adds to a template when a proposal is converted. */
export type Conversion = {
  /** Undefined for none. */
  readonly postponement: Span | undefined;
  /** Unix seconds of the block. */
  readonly time: number;
  readonly chosen: ChosenBoard;
  /** keccak256 of the content that the contract computes. */
  readonly contentHash: string;
};

const NONE = `0x${"00".repeat(32)}`;

/** The constitution of the election that a proposal comes to (P23.4): whoever converts chooses none of it. */
export function deriveConstitution(template: Template, conversion: Conversion): Constitution {
  const { ballot, timing } = template;
  const { postponement, time, chosen, contentHash } = conversion;
  return {
    ...{ contentHash, jointHash: NONE, rolls: template.rolls, rollId: template.rollId },
    minimumCensus: ballot.minimumCensus,
    ...{ board: chosen.board, consentsRequired: chosen.consentsRequired },
    minimumBallots: ballot.minimumBallots,
    revoting: ballot.revoting,
    ...{ masked: false, isTest: template.isTest },
    ballotSize: ballot.ballotSize,
    rules: ballot.rules,
    schedule: deriveSchedule(timing, postponement, time),
    outcome: ballot.outcome,
  };
}
