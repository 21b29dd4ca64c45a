import type { Point } from "../curve/babyJubjub.ts";
import { keccakWords } from "../hash/keccak.ts";
import type { Skeleton } from "../record/recordShape.ts";
import { type Outcome, outcomeOf } from "../rules/outcome.ts";
import { type Phase, phaseOf } from "../rules/phase.ts";
import type { BoxContent } from "./box.ts";
import type { Case } from "./case.ts";
import { countsHold } from "./decryption.ts";

/** P8.1, P8.2: when the box was summed and sealed, and that what was sealed is its content. */
export const checkSeal = ({ record, ledger }: Case, content: BoxContent): void => {
  const { firstSum, seal, constitution } = record;
  const { closesAt, closeGrace, sealDelay } = constitution.schedule;
  const check = (holds: boolean, told: string): boolean => ledger.check("P8.2 seal", holds, () => told);

  if (firstSum) {
    const inTime = firstSum.time >= closesAt + closeGrace;
    ledger.check("P8.1 first sum", inTime, () => `summed at ${firstSum.time}, before the box closed`);
  }
  if (!seal) return;
  check(firstSum !== null && seal.at.time >= firstSum.time + sealDelay, `sealed at ${seal.at.time}`);
  check(seal.ballots === content.ballots, `${seal.ballots} ballots sealed, ${content.ballots} in the box`);
  const hash = keccakWords(content.sum);
  ledger.check("P8.2 sealed sum", hash === seal.sumHash, () => "it is not the sum of the ballots");
};

const sameOutcome = (a: Outcome, b: Outcome): boolean =>
  a.quorumReached === b.quorumReached && a.verdict === b.verdict && a.selected === b.selected && a.tied === b.tied;

/** P10: the posted counts are what the shares open, and the outcome what the frozen rule makes of them. */
export const checkResult = (at: Case, content: BoxContent, shares: ReadonlyMap<number, readonly Point[]>): void => {
  const { record, ledger } = at;
  const { result, constitution, board, opening } = record;
  if (!result || !opening) return;
  const { counts, seats } = result;
  const most = BigInt(content.ballots) * BigInt(constitution.rules.maxPerOption);

  const bounded = counts.length === constitution.ballotSize && counts.every((count) => count <= most);
  ledger.check("P10.1 counts", bounded, () => `${constitution.ballotSize} counts of at most ${most}`);
  if (content.ballots === 0) {
    ledger.check(
      "P10.1 counts",
      counts.every((count) => count === 0n),
      () => "an empty box has counts",
    );
  } else {
    const rising = seats.every((seat, i) => i === 0 || seat > seats[i - 1]!);
    const enough = seats.length === board.threshold && rising;
    ledger.check("P10.1 seats", enough, () => `seats ${seats.join(", ")}, threshold ${board.threshold}`);
    const known = seats.every((seat) => shares.has(seat));
    if (!known || !enough) ledger.check("P10.1 decryption", false, () => "it rests on a share that does not hold");
    else {
      const holds = countsHold(board.trustees.length, seats, shares, content.sum, counts);
      ledger.check("P10.1 decryption", holds, () => `counts ${counts.join(", ")}`);
    }
  }
  const outcome = outcomeOf(
    constitution.outcome,
    constitution.rules.optionCount,
    counts,
    content.ballots,
    opening.activeMembers,
  );
  ledger.check("P10.2 outcome", sameOutcome(outcome, result.outcome), () => `it is ${JSON.stringify(outcome)}`);
};

/** The phase as of the record's block. */
export const phaseOfRecord = ({ constitution, opening, seal, result, block }: Skeleton, ballots: number): Phase =>
  phaseOf(constitution, {
    ballots: opening ? ballots : null,
    activeMembers: opening?.activeMembers ?? 0,
    isSealed: seal !== null,
    isDecided: result !== null,
    time: block.time,
  });

/** P8.3, P8.4: of a box that is not counted nothing was summed, and no share or result was taken. */
export const checkNotCounted = ({ record, ledger }: Case, content: BoxContent): void => {
  const phase = phaseOfRecord({ ...record, result: null }, content.ballots);
  if (phase !== "too few" && phase !== "below quorum") return;
  const nothing = !record.firstSum && !record.seal && record.shares.length === 0 && !record.result;
  ledger.check("P8.4 box not counted", nothing, () => `the phase is "${phase}", but something was made of the box`);
};
