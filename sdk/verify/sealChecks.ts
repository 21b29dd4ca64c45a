import { hashWords } from "../crypto/transcript.ts";
import { type Check, equal, holds } from "./check.ts";
import type { Evidence } from "./evidence.ts";

/** P8: the sum was frozen after the box had closed and the delay had passed, and it is the sum of all slots. */
export function sealChecks({ record, constitution, box }: Evidence): readonly Check[] {
  const { seal, firstSum, opening } = record;
  const { schedule, minimumBallots } = constitution;
  const boxClosesAt = schedule.closesAt + schedule.closeGrace;
  const checks: Check[] = [];
  if (firstSum !== null) {
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
        `from ${boxClosesAt} on`,
        firstSum.time,
      ),
    );
  }
  if (seal === null) return checks;
  const { slots, sum } = box();
  const earliest = (firstSum?.time ?? Number.POSITIVE_INFINITY) + schedule.sealDelay;
  return [
    ...checks,
    holds("P8.2 sealed after the delay", seal.at.time >= earliest, `from ${earliest} on`, seal.at.time),
    equal("P8.2 number of voters", slots.size, seal.ballots),
    equal("P8.2 the sealed sum is the sum of all ballots that count", hashWords(sum), seal.sumHash),
    holds(
      "P8.3 enough ballots to count in secret",
      slots.size === 0 || slots.size >= minimumBallots,
      `none, or at least ${minimumBallots}`,
      slots.size,
    ),
  ];
}
