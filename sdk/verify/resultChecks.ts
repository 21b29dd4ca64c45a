import { GENERATOR, multiply, type Point, pointsEqual, subtract } from "../crypto/babyjubjub.ts";
import { ciphertextsFromWords } from "../crypto/elgamal.ts";
import { combineShares, factorial } from "../crypto/sharing.ts";
import { messagesOf } from "../election/ballot.ts";
import { outcomeOf } from "../election/outcome.ts";
import { type Check, equal, every, group, holds } from "./check.ts";
import type { Evidence } from "./evidence.ts";
import { pointFrom } from "./recordValues.ts";

/** P10: the counts open the sealed sum with the shares of exactly k seats, and the frozen rule gives the outcome. */
export async function resultChecks(evidence: Evidence): Promise<readonly Check[]> {
  const { record, constitution, box } = evidence;
  const { result, seal, opening } = record;
  if (result === null) return [];
  const { rules, outcome: rule, ballotSize } = constitution;
  const ballots = box().slots.size;
  const bound = ballots * rules.maxPerOption;
  const counts = result.counts.map(Number);
  const outcome = outcomeOf(rule, counts, rules.optionCount, { ballots, activeMembers: opening?.activeMembers ?? 0 });
  return [
    holds(
      "P10.1 counted after the seal",
      seal !== null && result.at.block >= seal.at.block,
      `from block ${seal?.at.block ?? "of a seal"} on`,
      result.at.block,
    ),
    ...(await seatChecks(evidence)),
    equal("P10.1 one count for each option of the ballot", ballotSize, counts.length),
    await every(
      "P10.1 each count is possible",
      counts,
      (count) => count <= bound,
      (count, option) => `option ${option + 1}: ${count}, more than ${bound}`,
    ),
    ...(await group("P10.1 the counts open the sealed sum", () => [
      holds(
        "P10.1 the counts open the sealed sum",
        countsOpen(evidence, counts),
        `${counts.join(", ")} in the sum`,
        counts.join(", "),
      ),
    ])),
    equal("P10.2 quorum reached", outcome.quorumReached, result.outcome.quorumReached),
    equal("P10.2 verdict", outcome.verdict, result.outcome.verdict),
    equal("P10.2 selected options (bits)", outcome.selected, result.outcome.selected),
    equal("P10.2 tied options (bits)", outcome.tied, result.outcome.tied),
  ];
}

/** Exactly k seats, increasing, whose shares were posted before; none for an empty box. */
async function seatChecks({ record, box }: Evidence): Promise<readonly Check[]> {
  const { result, shares, board } = record;
  if (result === null) return [];
  const { seats } = result;
  return [
    equal("P10.1 number of shares used", box().slots.size === 0 ? 0 : board.threshold, seats.length),
    holds(
      "P10.1 shares of different seats, in order",
      seats.every((seat, m) => m === 0 || seat > (seats[m - 1] as number)),
      "increasing seats",
      seats.join(", ") || "none",
    ),
    await every(
      "P10.1 each share used was posted before",
      seats,
      (seat) => shares.some((share) => share.seat === seat && share.at.block <= result.at.block),
      (seat) => `seat ${seat}`,
    ),
  ];
}

/** Delta (C2_t - m_t G) = sum mu_j D_jt for every t; without ballots the sum is the identity and needs no shares. */
function countsOpen({ record, box }: Evidence, counts: readonly number[]): boolean {
  const { result, shares, board } = record;
  const seats = result?.seats ?? [];
  const points = seats.map((seat) => shares.find((share) => share.seat === seat)?.share.map(pointFrom) ?? []);
  const delta = factorial(board.trustees.length);
  const messages = messagesOf(counts);
  const ciphertexts = ciphertextsFromWords(box().sum);
  if (messages.length !== ciphertexts.length) return false;
  return ciphertexts.every(({ c2 }, t) => {
    const message = subtract(c2, multiply(GENERATOR, messages[t] as bigint));
    if (box().slots.size === 0) return pointsEqual(message, { x: 0n, y: 1n });
    const share = points.map((parts) => parts[t] as Point);
    return pointsEqual(multiply(message, delta), combineShares(seats, share, board.trustees.length));
  });
}
