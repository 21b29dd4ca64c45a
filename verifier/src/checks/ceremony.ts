import { addPoints, equal, fromOutside, G, IDENTITY, multiply, type Point } from "../curve/babyJubjub.ts";
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

const sum = (points: readonly Point[]): Point => points.reduce(addPoints, IDENTITY);

const inTrustees = (board: Board, seat: number): boolean => seat >= 1 && seat <= board.trustees.length;

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

/** P2.1: keys for encryption, with proofs of knowledge. Gives the key of each seat as `P`. */
const registeredKeys = (at: Case): ReadonlyMap<number, Point> => {
  const { board, chainId, constitution } = at.record;
  const keys = new Map<number, Point>();

  for (const { seat, encryptionKey, proof } of board.registrations) {
    const key = fromOutside(encryptionKey);
    const account = board.trustees[seat - 1];
    at.ledger.check("P2.1 registrations", inTrustees(board, seat) && !keys.has(seat), () => `seat ${seat}`);
    if (!at.ledger.check("P2.1 registrations", key !== undefined && inRange(proof), () => `key of seat ${seat}`))
      continue;
    if (account === undefined || key === undefined) continue;
    const twice = [...keys.values()].some((other) => equal(other, key));
    at.ledger.check("P2.1 registrations", !twice, () => `seat ${seat} has the key of another`);

    const statement = { chainId, board: constitution.board, seat, trustee: account, key };
    at.ledger.check("P2.1 proof of registration", registrationHolds(statement, proof), () => `seat ${seat}`);
    keys.set(seat, key);
  }
  at.ledger.check("P2.1 registrations", keys.size === board.trustees.length, () => "a seat has not registered");
  return keys;
};

/** P2.1, P2.2: each polynomial is the one that its dealer had committed to. Gives the points `A_im` of each seat. */
const dealtPolynomials = (at: Case): ReadonlyMap<number, readonly Point[]> => {
  const { board, chainId, constitution } = at.record;
  const polynomials = new Map<number, readonly Point[]>();

  for (const { seat, polynomial } of board.dealings) {
    const account = board.trustees[seat - 1] ?? 0n;
    const commitment = tagged(
      "hanpyo.dealing.v1",
      chainId,
      constitution.board,
      BigInt(seat),
      account,
      polynomial.flatMap(({ x, y }) => [x, y]),
    );
    const registration = board.registrations.find((one) => one.seat === seat);
    at.ledger.check("P2.2 dealings", inTrustees(board, seat) && !polynomials.has(seat), () => `seat ${seat}`);
    at.ledger.check("P2.1 commitments", registration?.commitment === commitment, () => `seat ${seat}`);

    const points = polynomial.map(fromOutside);
    const whole = points.flatMap((point) => (point ? [point] : []));
    const right = whole.length === points.length && points.length === board.threshold;
    if (at.ledger.check("P2.2 polynomials", right, () => `seat ${seat}`)) polynomials.set(seat, whole);
  }
  at.ledger.check("P2.2 dealings", polynomials.size === board.trustees.length, () => "a seat has not dealt");
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

const keyShareClaims = (
  at: Case,
  keys: ReadonlyMap<number, Point>,
  polynomials: ReadonlyMap<number, readonly Point[]>,
): readonly { readonly name: string; readonly claim: Claim }[] => {
  const { board, chainId, constitution } = at.record;
  const context = tagged("hanpyo.keyshare.v1", chainId, constitution.board) >> 8n;

  return board.dealings.flatMap(({ seat, shares }) => {
    const polynomial = polynomials.get(seat);
    const complete = shares.length === board.trustees.length;
    at.ledger.check("P2.2 key shares", complete, () => `seat ${seat} dealt ${shares.length} shares`);
    if (!polynomial || !complete) return [];

    return shares.flatMap(({ ephemeral, ciphertext, proof }, index) => {
      const j = index + 1;
      const name = `from seat ${seat} to seat ${j}`;
      const r = fromOutside(ephemeral);
      const e = keys.get(j);
      at.ledger.check("P2.2 key shares", r !== undefined, () => name);
      if (!r || !e) return [];
      const s = shareKey(polynomial, j);
      const live = [s.x, s.y, r.x, r.y, ciphertext, e.x, e.y, context, BigInt(seat), BigInt(j)];
      return [{ name, claim: { proof: proofOf(proof), live } }];
    });
  });
};

/** P2: registrations, dealings, key shares; gives the keys that follow from them, where they do. */
export const checkCeremony = (at: Case): CeremonyKeys | undefined => {
  const { board } = at.record;
  const keys = registeredKeys(at);
  const polynomials = dealtPolynomials(at);

  const claims = keyShareClaims(at, keys, polynomials);
  const refuted = refutedClaims(
    foldKey(at.keys.keyShare, 10, []),
    claims.map(({ claim }) => claim),
    at.random,
  );
  const faults = new Map(refuted.map(({ index, fault }) => [index, fault]));
  claims.forEach(({ name }, i) => {
    at.ledger.check("P2.2 proofs of key shares", !faults.has(i), () => `${name}: ${faults.get(i)}`);
  });

  if (board.trustees.some((_, i) => !polynomials.has(i + 1))) return undefined;
  const all = board.trustees.map((_, i) => polynomials.get(i + 1)!);
  const made = boardKeysOf(all);
  const named = !equal(made.electionKey, IDENTITY);
  return at.ledger.check("P2.3 election key", named, () => "it is the identity") ? made : undefined;
};
