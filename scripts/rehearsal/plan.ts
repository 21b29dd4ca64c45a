import type { BallotRules, OutcomeRule } from "../../sdk/election/constitution.ts";
import type { Content } from "../../sdk/election/content.ts";

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
