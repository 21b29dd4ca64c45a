import { addPoints, equal, G, IDENTITY, isOfPrimeOrder, multiply, negate, type Point } from "../curve/babyJubjub.ts";
import { inRange, recomputeCommitment, type SigmaProof } from "../curve/sigma.ts";
import { mod } from "../field/modular.ts";
import { SUBGROUP_ORDER as l } from "../field/primes.ts";
import { keccakWords } from "../hash/keccak.ts";
import { low128, tagged } from "../hash/tagged.ts";
import { pointsOf } from "../tally/sums.ts";
import type { BoxContent } from "./box.ts";
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

/** P9: the shares of the sealed sum. Gives the points of each seat's first share. */
export const checkShares = (
  at: Case,
  keys: CeremonyKeys | undefined,
  content: BoxContent,
): ReadonlyMap<number, readonly Point[]> => {
  const { record, ledger } = at;
  const { shares, seal, chainId, election } = record;
  const given = new Map<number, readonly Point[]>();
  if (shares.length === 0) return given;

  const c1 = halfOf(content.sum, 0);
  const sumHash = keccakWords(content.sum);
  const something = seal !== null && content.ballots > 0;
  ledger.check("P9 something to decrypt", something, () => "the box is empty, or its sum not sealed");
  for (const { seat, at: moment, share, proof } of shares) {
    const told = (): string => `seat ${seat} in block ${moment.block}`;
    ledger.check("P9.3 one share for each seat", !given.has(seat), told);
    ledger.check("P9 no share before the seal", seal !== null && moment.block >= seal.at.block, told);
    const sound = share.every(isOfPrimeOrder);
    ledger.check("P9.2 each share is made of points of the prime subgroup", sound, told);

    const key = keys?.seatKeys[seat - 1];
    const holds = key !== undefined && sound && shareHolds({ chainId, election, sumHash, seat, key, c1 }, share, proof);
    ledger.check("P9.2 each share was proved right for the sealed sum", holds, told);
    if (!given.has(seat)) given.set(seat, share);
  }
  return given;
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
  const ciphertexts = sumWords.length / 4;
  if (!coefficients || seats.some((seat) => shares.get(seat)?.length !== ciphertexts)) return false;

  const { delta, mu } = coefficients;
  return halfOf(sumWords, 1).every((c2, t) => {
    const m = (counts[2 * t] ?? 0n) + (counts[2 * t + 1] ?? 0n) * 2n ** 24n;
    const left = multiply(addPoints(c2, negate(multiply(G, m))), delta);
    const right = sum(seats.map((seat, i) => multiply(shares.get(seat)![t]!, mod(mu[i]!, l))));
    return equal(left, right);
  });
};
