import { GENERATOR, isInSubgroup, multiply, type Point, pointsEqual, subtract } from "../crypto/babyjubjub.ts";
import { ciphertextsFromWords } from "../crypto/elgamal.ts";
import { verifyShare } from "../crypto/shareProof.ts";
import { combineShares, factorial } from "../crypto/sharing.ts";
import { hashWords } from "../crypto/transcript.ts";
import { messagesOf } from "../election/ballot.ts";
import { outcomeOf } from "../election/outcome.ts";
import { sumOfBallots } from "../election/tally.ts";
import { slotsOf } from "./ballotChecks.ts";
import type { BoardKeys } from "./ceremonyChecks.ts";
import { type Check, equal, every } from "./check.ts";
import type { ElectionRecord } from "./record.ts";
import { batchesFrom, constitutionFrom, pointFrom, sigmaFrom } from "./recordValues.ts";

/** P8 to P10: the sealed sum is that of the slots, the shares are right, and the counts and outcome follow. */
export async function tallyChecks(record: ElectionRecord, keys: BoardKeys): Promise<readonly Check[]> {
  const slots = slotsOf(batchesFrom(record).flatMap(({ ballots }) => ballots));
  const sum = sumOfBallots([...slots.values()], record.constitution.ballotSize);
  return [
    ...sealChecks(record, sum, slots.size),
    ...(await shareChecks(record, keys, sum)),
    ...resultChecks(record, sum, slots.size),
  ];
}

function sealChecks({ seal }: ElectionRecord, sum: readonly bigint[], ballots: number): Check[] {
  if (seal === null) return [];
  return [equal("P8.2 sealed sum", hashWords(sum), seal.sumHash), equal("P8.2 ballots", ballots, seal.ballots)];
}

async function shareChecks(record: ElectionRecord, { shareKeys }: BoardKeys, sum: readonly bigint[]): Promise<Check[]> {
  const bases = ciphertextsFromWords(sum).map(({ c1 }) => c1);
  const { chainId, election, shares } = record;
  return [
    await every(
      "P9.2 share proofs",
      shares,
      ({ seat, share, proof }) => {
        const points = share.map(pointFrom);
        const shareKey = shareKeys[seat - 1] as Point;
        const statement = { chainId: BigInt(chainId), election, sumHash: hashWords(sum), seat, shareKey, bases };
        return points.every(isInSubgroup) && verifyShare(statement, { share: points, proof: sigmaFrom(proof) });
      },
      ({ seat }) => `seat ${seat}`,
    ),
    equal("P9.3 one share for each seat", shares.length, new Set(shares.map(({ seat }) => seat)).size),
  ];
}

function resultChecks(record: ElectionRecord, sum: readonly bigint[], ballots: number): Check[] {
  const { result, board, opening } = record;
  if (result === null) return [];
  const { rules, outcome: rule, minimumBallots } = constitutionFrom(record);
  const counts = result.counts.map(Number);
  const outcome = outcomeOf(rule, counts, rules.optionCount, { ballots, activeMembers: opening?.activeMembers ?? 0 });
  const bound = ballots * rules.maxPerOption;
  return [
    equal("P8.3 enough ballots to count in secret", true, ballots === 0 || ballots >= minimumBallots),
    ...(ballots === 0
      ? [
          equal(
            "P8.3 an empty box counts zeros",
            true,
            counts.every((count) => count === 0),
          ),
        ]
      : [
          equal("P10.1 seats", board.threshold, new Set(result.seats).size),
          equal(
            "P10.1 counts are in range",
            true,
            counts.every((count) => count <= bound),
          ),
          equal("P10.1 counts open the sealed sum", true, countsOpen(record, sum, counts)),
        ]),
    equal("P10.2 quorum reached", outcome.quorumReached, result.outcome.quorumReached),
    equal("P10.2 accepted", outcome.accepted, result.outcome.accepted),
    equal("P10.2 selected options", outcome.selected, result.outcome.selected),
  ];
}

/** Delta (C2_t - m_t G) = sum mu_j D_jt for every t. */
function countsOpen(
  { result, shares, board }: ElectionRecord,
  sum: readonly bigint[],
  counts: readonly number[],
): boolean {
  const seats = result?.seats ?? [];
  const points = seats.map((seat) => shares.find((share) => share.seat === seat)?.share.map(pointFrom) ?? []);
  const delta = factorial(board.trustees.length);
  const messages = messagesOf(counts);
  return ciphertextsFromWords(sum).every(({ c2 }, t) => {
    const left = multiply(subtract(c2, multiply(GENERATOR, messages[t] as bigint)), delta);
    const right = combineShares(
      seats,
      points.map((share) => share[t] as Point),
      board.trustees.length,
    );
    return pointsEqual(left, right);
  });
}
