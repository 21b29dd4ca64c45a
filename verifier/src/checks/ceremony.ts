import {
  addPoints,
  equal,
  fromOutside,
  G,
  IDENTITY,
  isOfPrimeOrder,
  multiply,
  type Point,
} from "../curve/babyJubjub.ts";
import { inRange, recomputeCommitment, type SigmaProof } from "../curve/sigma.ts";
import { tagged, tagged128 } from "../hash/tagged.ts";
import { type Claim, foldKey, refutedClaims } from "../pairing/groth16.ts";
import { proofOf } from "../pairing/proofWords.ts";
import type { Board } from "../record/recordShape.ts";
import type { Case } from "./case.ts";

/** What the key ceremony made: the election key, and for each seat the key that shares are checked against. */
export interface CeremonyKeys {
  readonly electionKey: Point;
  readonly seatKeys: readonly Point[];
}

const DAY = 86_400;

const sum = (points: readonly Point[]): Point => points.reduce(addPoints, IDENTITY);

/** What a trustee proves to know the secret of when it registers (P2.1). */
export interface Registration {
  readonly chainId: bigint;
  readonly board: bigint;
  readonly seat: number;
  readonly trustee: bigint;
  /** `E_i`, as P. */
  readonly key: Point;
}

/** Whether a registration's proof holds (P2.1). */
export const registrationHolds = ({ chainId, board, seat, trustee, key }: Registration, proof: SigmaProof): boolean => {
  const r = recomputeCommitment(G, key, proof);
  const words = [chainId, board, BigInt(seat), trustee, key.x, key.y, r.x, r.y];
  return inRange(proof) && tagged128("hanpyo.registration.v1", ...words) === proof.challenge;
};

/** P2: the board's terms. */
const checkTerms = ({ record, ledger }: Case): void => {
  const { trustees, threshold, registerBy, dealBy, termEndsAt } = record.board;
  const n = trustees.length;
  const between = record.constitution.isTest ? 1 : DAY;

  ledger.check("P2 number of trustees", n >= 2 && n <= 9, () => `${n}`);
  const different = new Set(trustees).size === n && !trustees.includes(0n);
  ledger.check("P2 trustees are different accounts", different, () => "an account stands twice, or is 0");
  ledger.check("P2 shares needed to decrypt", threshold >= 2 && threshold <= n, () => `${threshold} of ${n}`);
  ledger.check(
    "P2 rounds end one after the other, before the term does",
    registerBy + between <= dealBy && dealBy < termEndsAt,
    () => `${registerBy}, ${dealBy}, ${termEndsAt}`,
  );
};

/** P2.1, P2.2: who acted, when, and in which order. */
const checkRounds = ({ record, ledger }: Case): void => {
  const { trustees, registrations, dealings, registerBy, dealBy } = record.board;
  const everySeat = (entries: readonly { readonly seat: number }[]): boolean =>
    entries.length === trustees.length && entries.every(({ seat }, i) => seat === i + 1);
  const seatsOf = (entries: readonly { readonly seat: number }[]) => () => entries.map(({ seat }) => seat).join(", ");

  ledger.check("P2.1 every seat registered", everySeat(registrations), seatsOf(registrations));
  ledger.check("P2.2 every seat dealt", everySeat(dealings), seatsOf(dealings));
  for (const { seat, at } of registrations) {
    ledger.check("P2.1 all registered in time", at.time <= registerBy, () => `seat ${seat} at ${at.time}`);
  }
  const last = Math.max(0, ...registrations.map(({ at }) => at.block));
  for (const { seat, at } of dealings) {
    ledger.check("P2.2 all dealt in time", at.time <= dealBy, () => `seat ${seat} at ${at.time}`);
    const after = at.block >= last;
    ledger.check("P2.2 nobody dealt before all had registered", after, () => `seat ${seat} in block ${at.block}`);
  }
};

/** P2.1: keys for encryption, with their proofs. Gives E of each seat, where it is a point. */
const checkRegistrations = ({ record, ledger }: Case): ReadonlyMap<number, Point> => {
  const { board, chainId, constitution } = record;
  const keys = new Map<number, Point>();

  for (const { seat, encryptionKey, proof } of board.registrations) {
    const key = fromOutside(encryptionKey);
    const trustee = board.trustees[seat - 1];
    const holds =
      key !== undefined &&
      trustee !== undefined &&
      registrationHolds({ chainId, board: constitution.board, seat, trustee, key }, proof);
    ledger.check("P2.1 each trustee proved to hold its key", holds, () => `seat ${seat}`);
    if (!key) continue;
    const twice = [...keys.values()].some((other) => equal(other, key));
    ledger.check("P2.1 encryption keys are all different", !twice, () => `seat ${seat} has the key of another`);
    keys.set(seat, key);
  }
  return keys;
};

/** P2.2: each polynomial is the one committed to. Gives the points `A_im` of each dealing that has them. */
const checkPolynomials = ({ record, ledger }: Case): ReadonlyMap<number, readonly Point[]> => {
  const { board, chainId, constitution } = record;
  const polynomials = new Map<number, readonly Point[]>();

  board.dealings.forEach(({ seat, polynomial }, place) => {
    const whole = polynomial.length === board.threshold;
    const told = (): string => `seat ${seat}`;
    ledger.check("P2.2 each polynomial has as many coefficients as shares are needed", whole, told);
    const commitment = tagged(
      "hanpyo.dealing.v1",
      chainId,
      constitution.board,
      BigInt(seat),
      board.trustees[seat - 1] ?? 0n,
      polynomial.flatMap(({ x, y }) => [x, y]),
    );
    const kept = board.registrations[place]?.commitment === commitment;
    ledger.check("P2.2 each trustee dealt what it had committed to", kept, told);

    const points = polynomial.map(fromOutside).flatMap((point) => (point ? [point] : []));
    if (points.length === polynomial.length) polynomials.set(seat, points);
  });
  return polynomials;
};

/** `S_ij = sum_m A_im j^m`. */
const shareKey = (polynomial: readonly Point[], j: number): Point =>
  sum(polynomial.map((point, m) => multiply(point, BigInt(j) ** BigInt(m))));

/** `K = sum_i A_i0`, and `Y_j = sum_i S_ij` for every seat j, of all dealings (P2.3). */
export const boardKeysOf = (polynomials: readonly (readonly Point[])[]): CeremonyKeys => ({
  electionKey: sum(polynomials.map((polynomial) => polynomial[0] ?? IDENTITY)),
  seatKeys: polynomials.map((_, j) => sum(polynomials.map((polynomial) => shareKey(polynomial, j + 1)))),
});

type Dealing = Board["dealings"][number];

/** The claim of one share's proof; `undefined` where a point that it is about is none. */
const claimOf = (
  { dealing, m, context }: { readonly dealing: Dealing; readonly m: number; readonly context: bigint },
  key: Point | undefined,
  polynomial: readonly Point[] | undefined,
): Claim | undefined => {
  const { ephemeral: r, ciphertext, proof } = dealing.shares[m]!;
  if (!key || !polynomial || !isOfPrimeOrder(r)) return undefined;
  const s = shareKey(polynomial, m + 1);
  const place = [context, BigInt(dealing.seat), BigInt(m + 1)];
  return { proof: proofOf(proof), live: [s.x, s.y, r.x, r.y, ciphertext, key.x, key.y, ...place] };
};

/** P2.2: every encrypted share is of the polynomial, for its seat. */
const checkKeyShares = (
  at: Case,
  keys: ReadonlyMap<number, Point>,
  polynomials: ReadonlyMap<number, readonly Point[]>,
): void => {
  const { ledger } = at;
  const { board, chainId, constitution } = at.record;
  const context = tagged("hanpyo.keyshare.v1", chainId, constitution.board) >> 8n;
  const n = board.trustees.length;
  const square = board.dealings.length === n && board.dealings.every(({ shares }) => shares.length === n);
  ledger.check("P2.2 number of shares dealt", square, () => `not ${n} by each of ${n}`);

  const entries = board.dealings.flatMap((dealing) =>
    dealing.shares.map((_, m) => ({
      name: `from seat ${dealing.seat} to seat ${m + 1}`,
      claim: claimOf({ dealing, m, context }, keys.get(m + 1), polynomials.get(dealing.seat)),
    })),
  );
  const claims = entries.flatMap(({ claim }) => (claim ? [claim] : []));
  const faults = refutedClaims(foldKey(at.keys.keyShare, 10, []), claims, at.random);
  const refuted = new Map(faults.map(({ index, fault }) => [claims[index]!, fault]));
  for (const { name, claim } of entries) {
    const fault = claim ? refuted.get(claim) : "a point is none";
    ledger.check("P2.2 each share was proved right", fault === undefined, () => `${name}: ${fault}`);
  }
};

/** P2: terms, registrations, dealings, key shares; gives the keys that follow from all dealings. */
export const checkCeremony = (at: Case): CeremonyKeys | undefined => {
  const { record, ledger } = at;
  ledger.present((check) => /^P2[ .]/.test(check));
  checkTerms(at);
  checkRounds(at);

  const keys = checkRegistrations(at);
  const polynomials = checkPolynomials(at);
  checkKeyShares(at, keys, polynomials);

  const all = record.board.dealings.flatMap(({ seat }) => polynomials.get(seat) ?? []);
  const whole = record.board.dealings.map(({ seat }) => polynomials.get(seat));
  const points = whole.flatMap((polynomial) => (polynomial ? [polynomial] : []));
  const made = points.length === whole.length && all.length > 0 ? boardKeysOf(points) : undefined;
  const named = made !== undefined && !equal(made.electionKey, IDENTITY);
  ledger.check("P2.3 the election key is not the identity", named, () => (made ? "it is" : "it cannot be computed"));
  return made;
};
