import { addPoints, equal, G, IDENTITY, isOfPrimeOrder, multiply, negate, type Point } from "../curve/babyJubjub.ts";
import { inRange, recomputeCommitment, type SigmaProof } from "../curve/sigma.ts";
import { mod } from "../field/modular.ts";
import { SUBGROUP_ORDER as l } from "../field/primes.ts";
import { keccakWords } from "../hash/keccak.ts";
import { low128, tagged } from "../hash/tagged.ts";
import { pointsOf } from "../tally/sums.ts";
import type { Case } from "./case.ts";
import type { CeremonyKeys } from "./ceremony.ts";

const sum = (points: readonly Point[]): Point => points.reduce(addPoints, IDENTITY);

/** The points of c1, or of c2, of the sealed sum. */
const halfOf = (words: readonly bigint[], half: 0 | 1): readonly Point[] =>
  pointsOf(words).filter((_, i) => i % 2 === half);

const flat = (points: readonly Point[]): readonly bigint[] => points.flatMap(({ x, y }) => [x, y]);

/** What a share decrypts, and with which key (P9.2). */
export interface ShareStatement {
  readonly chainId: bigint;
  readonly election: bigint;
  readonly sumHash: bigint;
  readonly seat: number;
  /** `Y_j`. */
  readonly key: Point;
  readonly c1: readonly Point[];
}

/** Whether a share `D` (as P) decrypts the sum with its seat's key, by its proof (P9.2). */
export const shareHolds = (statement: ShareStatement, d: readonly Point[], proof: SigmaProof): boolean => {
  const { chainId, election, sumHash, seat, key, c1 } = statement;
  const transcript = tagged(
    "hanpyo.share.v1",
    chainId,
    election,
    sumHash,
    BigInt(seat),
    key.x,
    key.y,
    flat(c1),
    flat(d),
  );
  const weights = c1.map((_, t) => low128(keccakWords([transcript, BigInt(t)])));
  const c = sum(c1.map((point, t) => multiply(point, weights[t]!)));
  const weighted = sum(d.map((point, t) => multiply(point, weights[t]!)));
  const r1 = recomputeCommitment(G, key, proof);
  const r2 = recomputeCommitment(c, weighted, proof);
  const challenge = low128(keccakWords([transcript, r1.x, r1.y, r2.x, r2.y]));
  return inRange(proof) && d.length === c1.length && challenge === proof.challenge;
};

/** P9: the shares of the sealed sum. Gives those that hold, by seat. */
export const checkShares = (
  at: Case,
  keys: CeremonyKeys | undefined,
  sumWords: readonly bigint[],
): ReadonlyMap<number, readonly Point[]> => {
  const { record, ledger } = at;
  const c1 = halfOf(sumWords, 0);
  const sound = new Map<number, readonly Point[]>();

  for (const { seat, at: moment, share, proof } of record.shares) {
    ledger.check("P9.3 shares", seat <= record.board.trustees.length && !sound.has(seat), () => `seat ${seat}`);
    ledger.check(
      "P9.3 times of shares",
      record.seal !== null && moment.time >= record.seal.at.time,
      () => `seat ${seat}`,
    );
    const whole = share.length === c1.length && share.every(isOfPrimeOrder);
    if (!ledger.check("P9.3 shares", whole, () => `points of seat ${seat}`)) continue;

    const key = keys?.seatKeys[seat - 1];
    if (!key || !record.seal) {
      ledger.notMade("P9.2 proofs of shares", "the seat's key or the sealed sum is not known");
      continue;
    }
    const { chainId, election, seal } = record;
    const statement = { chainId, election, sumHash: seal.sumHash, seat, key, c1 };
    const holds = shareHolds(statement, share, proof);
    if (ledger.check("P9.2 proofs of shares", holds, () => `seat ${seat}`)) sound.set(seat, share);
  }
  return sound;
};

/** The coefficients that put shares together. */
export interface Lagrange {
  readonly delta: bigint;
  readonly mu: readonly bigint[];
}

/** `Delta = n!` and `mu_j = Delta prod m / (m - j)`, whole numbers (P10.1); none unless the seats rise from 1 to n. */
export const lagrange = (n: number, seats: readonly number[]): Lagrange | undefined => {
  const rising = seats.every((seat, i) => seat >= 1 && seat <= n && (i === 0 || seat > seats[i - 1]!));
  if (!rising) return undefined;

  let delta = 1n;
  for (let i = 2n; i <= BigInt(n); i++) delta *= i;

  const mu = seats.map((j) => {
    let above = delta;
    let below = 1n;
    for (const m of seats) {
      if (m === j) continue;
      above *= BigInt(m);
      below *= BigInt(m - j);
    }
    return above / below;
  });
  return { delta, mu };
};

/** P10.1: whether the counts are what the shares of these seats decrypt the sum to. */
export const countsHold = (
  n: number,
  seats: readonly number[],
  shares: ReadonlyMap<number, readonly Point[]>,
  sumWords: readonly bigint[],
  counts: readonly bigint[],
): boolean => {
  const coefficients = lagrange(n, seats);
  if (!coefficients || seats.some((seat) => !shares.has(seat))) return false;

  const { delta, mu } = coefficients;
  return halfOf(sumWords, 1).every((c2, t) => {
    const m = (counts[2 * t] ?? 0n) + (counts[2 * t + 1] ?? 0n) * 2n ** 24n;
    const left = multiply(addPoints(c2, negate(multiply(G, m))), delta);
    const right = sum(seats.map((seat, i) => multiply(shares.get(seat)![t]!, mod(mu[i]!, l))));
    return equal(left, right);
  });
};
