import { equal, fromOutside, G, IDENTITY, type Point } from "../curve/babyJubjub.ts";
import { inRange, recomputeCommitment, type SigmaProof } from "../curve/sigma.ts";
import { tagged, tagged128 } from "../hash/tagged.ts";
import { inKorea } from "../report/inKorea.ts";
import { boardKeysOf, type CeremonyKeys } from "./boardKeys.ts";
import type { Case } from "./case.ts";
import { checkKeyShares } from "./keyShares.ts";

const DAY = 86_400;

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
    ledger.check("P2.1 all registered in time", at.time <= registerBy, () => `seat ${seat} at ${inKorea(at.time)}`);
  }
  const last = Math.max(0, ...registrations.map(({ at }) => at.block));
  for (const { seat, at } of dealings) {
    ledger.check("P2.2 all dealt in time", at.time <= dealBy, () => `seat ${seat} at ${inKorea(at.time)}`);
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
