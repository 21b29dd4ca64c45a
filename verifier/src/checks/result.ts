import type { Point } from "../curve/babyJubjub.ts";
import { keccakWords } from "../hash/keccak.ts";
import type { Skeleton } from "../record/recordShape.ts";
import { inKorea } from "../report/inKorea.ts";
import { outcomeOf, quorumReached } from "../rules/outcome.ts";
import { type Phase, phaseOf } from "../rules/phase.ts";
import type { BoxContent } from "./box.ts";
import type { Case } from "./case.ts";
import { countsHold } from "./decryption.ts";

const checkFirstSum = ({ record, ledger }: Case, content: BoxContent): void => {
  const { firstSum, opening, constitution } = record;
  if (!firstSum) return;
  const { schedule, minimumBallots, outcome } = constitution;
  const { ballots } = content;
  const turnout = (): string => `${ballots} ballots`;

  ledger.check("P8.1 summed only in an election that was opened", opening !== null, () => "it was not opened");
  const closed = firstSum.time >= schedule.closesAt + schedule.closeGrace;
  ledger.check("P8.1 summed after the box had closed", closed, () => `at ${inKorea(firstSum.time)}`);
  ledger.check("P8.3 enough ballots to count in secret", ballots === 0 || ballots >= minimumBallots, turnout);
  const reached = quorumReached(outcome, ballots, opening?.activeMembers ?? 0);
  ledger.check("P8.4 summed only with the turnout that opens the box", !outcome.closedBelowQuorum || reached, turnout);
};

/** P8: when the box was summed and sealed, and that what was sealed is its content. */
export const checkSeal = (at: Case, content: BoxContent): void => {
  const { record, ledger } = at;
  const { firstSum, seal, constitution } = record;
  checkFirstSum(at, content);
  if (!seal) return;

  const delayed = firstSum !== null && seal.at.time >= firstSum.time + constitution.schedule.sealDelay;
  ledger.check("P8.2 sealed after the delay", delayed, () => `at ${inKorea(seal.at.time)}`);
  const told = (): string => `${seal.ballots} sealed, ${content.ballots} in the box`;
  ledger.check("P8.2 number of voters", seal.ballots === content.ballots, told);
  const hash = keccakWords(content.sum);
  ledger.check("P8.2 the sealed sum is the sum of all ballots that count", hash === seal.sumHash, () => "it is not");
};

type Result = NonNullable<Skeleton["result"]>;

/** P10.1: whose shares were used, and that the counts are possible and open the sum. */
const checkCounts = (
  { record, ledger }: Case,
  { at: moment, counts, seats }: Result,
  content: BoxContent,
  shares: ReadonlyMap<number, readonly Point[]>,
): void => {
  const { board, seal, constitution } = record;
  const needed = content.ballots === 0 ? 0 : board.threshold;
  const most = BigInt(content.ballots) * BigInt(constitution.rules.maxPerOption);
  const told = (): string => `seats ${seats.join(", ")}`;

  const sealed = seal !== null && moment.block >= seal.at.block;
  ledger.check("P10.1 counted after the seal", sealed, () => `in block ${moment.block}`);
  ledger.check("P10.1 number of shares used", seats.length === needed, told);
  const rising = seats.every((seat, i) => i === 0 || seat > seats[i - 1]!);
  ledger.check("P10.1 shares of different seats, in order", rising, told);
  const posted = seats.every((seat) =>
    record.shares.some((share) => share.seat === seat && share.at.block <= moment.block),
  );
  ledger.check("P10.1 each share used was posted before", posted, told);
  const whole = counts.length === constitution.ballotSize;
  ledger.check("P10.1 one count for each option of the ballot", whole, () => `${counts.length} counts`);
  for (const count of counts) ledger.check("P10.1 each count is possible", count <= most, () => `${count} of ${most}`);
  const opens = countsHold(board.trustees.length, seats, shares, content.sum, counts);
  ledger.check("P10.1 the counts open the sealed sum", opens, () => `counts ${counts.join(", ")}`);
};

/** P10: the posted counts are what the shares open, and the outcome is what the frozen rule makes of them. */
export const checkResult = (at: Case, content: BoxContent, shares: ReadonlyMap<number, readonly Point[]>): void => {
  const { record, ledger } = at;
  const { result, constitution, opening } = record;
  if (!result) return;
  ledger.present((check) => check.startsWith("P10."));
  checkCounts(at, result, content, shares);

  const { outcome: rule, rules } = constitution;
  const members = opening?.activeMembers ?? 0;
  const due = outcomeOf(rule, rules.optionCount, result.counts, content.ballots, members);
  const { quorumReached: reached, verdict, selected, tied } = result.outcome;
  ledger.check("P10.2 quorum reached", due.quorumReached === reached, () => `${due.quorumReached}`);
  ledger.check("P10.2 verdict", due.verdict === verdict, () => `it is ${due.verdict}`);
  ledger.check("P10.2 selected options (bits)", due.selected === selected, () => `they are ${due.selected}`);
  ledger.check("P10.2 tied options (bits)", due.tied === tied, () => `they are ${due.tied}`);
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
