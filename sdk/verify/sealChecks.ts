import { hashWords } from "../crypto/transcript.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { type Check, equal, holds } from "./check.ts";
import type { Evidence } from "./evidence.ts";
import { quorumCheck } from "./quorumCheck.ts";

/**
 * P8: nothing was summed of a box that stays closed; the sum was frozen after the box had closed and the delay had
 * passed, and it is the sum of all slots.
 */
export function sealChecks({ record, constitution, box }: Evidence): readonly Check[] {
  const { seal, firstSum, opening } = record;
  const { schedule, minimumBallots, outcome } = constitution;
  const boxClosesAt = schedule.closesAt + schedule.closeGrace;
  const checks: Check[] = [];
  if (firstSum !== null) {
    const ballots = box().slots.size;
    const activeMembers = opening?.activeMembers ?? 0;
    checks.push(
      holds(
        "P8.1 summed only in an election that was opened",
        opening !== null,
        "an opening",
        opening === null ? "none" : "one",
      ),
      holds(
        "P8.1 summed after the box had closed",
        firstSum.time >= boxClosesAt,
        `from ${timeInKorea(boxClosesAt)} on`,
        timeInKorea(firstSum.time),
      ),
      holds(
        "P8.3 enough ballots to count in secret",
        ballots === 0 || ballots >= minimumBallots,
        `none, or at least ${minimumBallots}`,
        ballots,
      ),
      quorumCheck("P8.4 summed only with the turnout that opens the box", outcome, { ballots, activeMembers }),
    );
  }
  if (seal === null) return checks;
  const { slots, sum } = box();
  const earliest = (firstSum?.time ?? Number.POSITIVE_INFINITY) + schedule.sealDelay;
  return [
    ...checks,
    holds(
      "P8.2 sealed after the delay",
      seal.at.time >= earliest,
      firstSum === null ? "a sum before the seal" : `from ${timeInKorea(earliest)} on`,
      timeInKorea(seal.at.time),
    ),
    equal("P8.2 number of voters", slots.size, seal.ballots),
    equal("P8.2 the sealed sum is the sum of all ballots that count", hashWords(sum), seal.sumHash),
  ];
}
