import type { SharedParameters } from "../../sdk/chain/deploy.ts";
import type { BoardTerms } from "../../sdk/chain/factories.ts";
import type { BallotRules, Constitution, OutcomeRule } from "../../sdk/election/constitution.ts";
import type { Content } from "../../sdk/election/content.ts";

/** What an election of one's own fixes beside its ballot, in place of the demonstration's terms and times. */
export type OwnTerms = {
  readonly offices: Omit<SharedParameters, "registrar" | "approver" | "recoveryBody">;
  readonly board: Pick<BoardTerms, "registerBy" | "dealBy" | "termEndsAt" | "isTest">;
  /** For the contract that holds the roll, and a board. */
  constitutionOf(place: Pick<Constitution, "rolls" | "board">): Constitution;
};

/** An election to be run from end to end on a local chain, with one simulated resident per ballot. */
export type RehearsalPlan = {
  readonly content: Content;
  /** Options of the ballot circuit. */
  readonly ballotSize: number;
  readonly rules: BallotRules;
  readonly outcome: OutcomeRule;
  /** Each resident's choices, `ballotSize` whole numbers. */
  readonly ballots: readonly (readonly number[])[];
  readonly trustees: number;
  readonly threshold: number;
  /** The terms of the chain's contracts and of the election; the demonstration's by default. */
  readonly own?: OwnTerms;
  /** Seats that release their shares; at least `threshold` of them. */
  readonly sharing: readonly number[];
  /** Ballots in each transaction; the last number serves all further ones. */
  readonly batchSizes: readonly number[];
  /** Whether residents are enrolled over HTTP by two offices, with eIDs of a demo issuer and a demo authority. */
  readonly offices?: boolean;
  /** Whether a relayer takes the ballots over HTTP and casts them, in batches of at most the last batch size. */
  readonly relayed?: boolean;
  /** A resident (by index) who votes again, with other choices; then the earlier ballot is replayed. */
  readonly change?: { readonly resident: number; readonly choices: readonly number[] };
};
