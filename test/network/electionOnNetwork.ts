import { demoPlan } from "../../scripts/rehearsal/demoPlan.ts";
import type { RehearsalPlan } from "../../scripts/rehearsal/plan.ts";
import type { ElectionTimes } from "../../scripts/rehearsal/times.ts";

/** Each votes, and twice more later on. */
export const RESIDENTS = 40;
export const VERSIONS = 3;

const MINUTE = 60;
const DAY = 86_400;
/** Seconds in which the census becomes final, and three trustees consent. */
const CONSENTING = 240;
const OPTIONS = 3;

/** The demonstration's election, with more residents; trustees 1 and 3 of three release their shares. */
export const NETWORK_PLAN: RehearsalPlan = {
  ...demoPlan,
  content: {
    ...demoPlan.content,
    title: { ko: "망가지는 네트워크에서 하는 투표", en: "An election on a network that fails" },
    test: { reasons: [{ ko: "사람이 없는 시험", en: "A test without people" }] },
  },
  ballots: Array.from({ length: RESIDENTS }, (_, resident) => choicesOf(resident, 0)),
  trustees: 3,
  threshold: 2,
  sharing: [1, 3],
};

/**
 * In real time. Ballots are proved between the census and the opening; voting lasts as long as the failures, and what must
 * come right after them.
 * @param proving Seconds that all proofs take now.
 */
export function networkTimes(proving: () => number): ElectionTimes {
  return {
    registering: 60 * MINUTE,
    dealing: 120 * MINUTE,
    term: 30 * DAY,
    untilCensus: 30,
    get consenting() {
      return Math.max(CONSENTING, Math.ceil(proving()));
    },
    openGrace: 5 * MINUTE,
    voting: 9 * MINUTE,
    closeGrace: 1 * MINUTE,
    sealDelay: 1 * MINUTE,
    sharing: 120 * MINUTE,
  };
}

/** What a resident chooses, as many words as the ballot has places; each time something else. */
export function choicesOf(resident: number, version: number): readonly number[] {
  const liked = (resident + version) % OPTIONS;
  const choices = Array.from({ length: OPTIONS }, (_, option) => Number(option === liked));
  return [...choices, 0];
}
