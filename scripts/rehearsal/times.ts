import type { FinalityLag } from "../../sdk/chain/finalityLag.ts";
import type { RehearsalPlan } from "./plan.ts";

/** How long the parts of an election take, in seconds. */
export type ElectionTimes = {
  /** From now to the end of each round of the key ceremony, and of the board's term. */
  readonly registering: number;
  readonly dealing: number;
  readonly term: number;
  /** From the creation to the census time. */
  readonly untilCensus: number;
  /** From the census time to the opening: consents are given. */
  readonly consenting: number;
  readonly openGrace: number;
  /** From the opening to the end of voting; more than `openGrace`. */
  readonly voting: number;
  readonly closeGrace: number;
  /** At least a minute. */
  readonly sealDelay: number;
  /** From the end of voting until shares are due. */
  readonly sharing: number;
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** As an election of people has them, on a chain whose clock its owner moves. */
export const DAYS: ElectionTimes = {
  registering: DAY,
  dealing: 2 * DAY,
  term: 365 * DAY,
  untilCensus: HOUR,
  consenting: 3 * DAY,
  openGrace: DAY,
  voting: 7 * DAY,
  closeGrace: HOUR,
  sealDelay: 10 * MINUTE,
  sharing: 3 * DAY,
};

/** What is measured once may be more the next time. */
const ROOM = 1.5;
/** Blocks until a transaction that is sent now stands in one, with its fee raised once. */
const INCLUSION = 4;
/** Seconds that one ballot takes a slow machine. */
const PROOF = 20;

/**
 * The shortest times in which simulated people can hold a test election on a chain in real time: by how long finality
 * takes there, how often blocks come, and how many proofs are made.
 */
export function realTimes(
  { seconds, blockSeconds }: FinalityLag,
  { ballots, trustees }: Pick<RehearsalPlan, "ballots" | "trustees">,
): ElectionTimes {
  const final = Math.ceil(ROOM * seconds);
  const sent = Math.ceil(INCLUSION * Math.max(blockSeconds, 1));
  const openGrace = 2 * sent + MINUTE;
  const voting = openGrace + ballots.length * (PROOF + sent) + 2 * MINUTE;
  return {
    // Who is done earlier does not wait for these.
    registering: HOUR + final + trustees * sent,
    dealing: 2 * HOUR + 2 * (final + trustees * sent),
    term: 30 * DAY,
    untilCensus: sent + 10,
    consenting: final + (trustees + 1) * sent + MINUTE / 2,
    openGrace,
    voting,
    closeGrace: sent,
    sealDelay: MINUTE,
    sharing: sent + MINUTE + HOUR + 2 * final,
  };
}

/** Seconds that an election with these times lasts at least. */
export function leastDuration({ untilCensus, consenting, voting, closeGrace, sealDelay }: ElectionTimes): number {
  return untilCensus + consenting + voting + closeGrace + sealDelay;
}
