import { bn254 } from "@noble/curves/bn254.js";
import { SCALAR_FIELD as r } from "../field/primes.ts";
import { type Coefficient, drawCoefficients, type RandomBytes, scalarOf } from "./coefficients.ts";
import { isOneAfterFinalExponentiation } from "./fp12.ts";
import { add, type G1, type Jacobian, onG1, toAffine } from "./g1.ts";
import { multiplyEach, sumOfMultiples } from "./g1Sums.ts";
import { type G2, onTwist } from "./g2.ts";
import { millerLoop } from "./millerLoop.ts";

/** A verifying key (Groth 2016). `ic[0]` belongs to the constant 1, the others to the public signals in their order. */
export interface VerifyingKey {
  readonly alpha: G1;
  readonly beta: G2;
  readonly gamma: G2;
  readonly delta: G2;
  readonly ic: readonly G1[];
}

/** A key whose constants are already in `base` (protocol, section 0, `fold`); `live` is left for each proof. */
export interface FoldedKey {
  readonly alpha: G1;
  readonly beta: G2;
  readonly gamma: G2;
  readonly delta: G2;
  readonly base: G1;
  readonly live: readonly G1[];
}

/** A proof's three points. */
export interface Proof {
  readonly a: G1;
  readonly b: G2;
  readonly c: G1;
}

/** A proof with the live signals that it is about. */
export interface Claim {
  readonly proof: Proof;
  readonly live: readonly bigint[];
}

/** Why a claim does not hold. */
export type Fault = "SIGNAL_OUT_OF_RANGE" | "POINT_NOT_ON_CURVE" | "POINT_NOT_IN_SUBGROUP" | "PROOF_DOES_NOT_HOLD";

/** A claim that does not hold, by its place among those given. */
export interface Refuted {
  readonly index: number;
  readonly fault: Fault;
}

/** How many claims are named before the search for more ends. */
const MOST_NAMED = 16;

const noble = ({ x, y }: G1) => bn254.G1.Point.fromAffine({ x, y });
const jacobian = (point: InstanceType<typeof bn254.G1.Point>): Jacobian => {
  if (point.is0()) return [1n, 1n, 0n];
  const { x, y } = point.toAffine();
  return [x, y, 1n];
};

const times = (point: G1, scalar: bigint): Jacobian => jacobian(noble(point).multiplyUnsafe(scalar % r));

/**
 * Folds the constants, which are the same for every proof of an election, into the key's first point. The key must be
 * on its curves, with as many points as signals; the constants below r.
 */
export const foldKey = (key: VerifyingKey, liveCount: number, constants: readonly bigint[]): FoldedKey => {
  const { alpha, beta, gamma, delta, ic } = key;
  let base: Jacobian = [ic[0]!.x, ic[0]!.y, 1n];
  constants.forEach((constant, m) => {
    base = add(base, times(ic[1 + liveCount + m]!, constant));
  });

  return { alpha, beta, gamma, delta, base: toAffine([base])[0]!, live: ic.slice(1, 1 + liveCount) };
};

const faultAtEntry = (key: FoldedKey, { proof, live }: Claim): Fault | undefined => {
  if (live.length !== key.live.length || live.some((signal) => signal < 0n || signal >= r))
    return "SIGNAL_OUT_OF_RANGE";
  if (!onG1(proof.a) || !onG1(proof.c) || !onTwist(proof.b)) return "POINT_NOT_ON_CURVE";
  return undefined;
};

const negative = ([x, y, z]: Jacobian): Jacobian => [x, -y, z];

/** The three pairings that all claims share: of alpha, of the signals and of the sum of all C. */
const sharedPairs = (key: FoldedKey, claims: readonly Claim[], coefficients: readonly Coefficient[]) => {
  const scalars = coefficients.map(scalarOf);
  const sum = scalars.reduce((a, b) => a + b, 0n) % r;

  let signals = times(key.base, sum);
  key.live.forEach((point, j) => {
    const weighted = claims.reduce((total, { live }, i) => total + live[j]! * scalars[i]!, 0n) % r;
    signals = add(signals, times(point, weighted));
  });
  const cs = sumOfMultiples(
    claims.map(({ proof }) => proof.c),
    coefficients,
  );
  const points = toAffine([times(key.alpha, sum), signals, cs].map(negative));

  return [key.beta, key.gamma, key.delta].flatMap((b, i) => {
    const a = points[i];
    return a ? [{ a, b }] : [];
  });
};

type Answer = { readonly holds: boolean; readonly outsideG2: readonly number[] };

/** One equation for all claims, with fresh coefficients. All points must be on their curves. */
const holdsTogether = (key: FoldedKey, claims: readonly Claim[], random: RandomBytes): Answer => {
  const coefficients = drawCoefficients(claims.length, random);
  const as = multiplyEach(
    claims.map(({ proof }) => proof.a),
    coefficients,
    toAffine,
  );
  const pairs = toAffine(as).map((a, i) => ({ a: a!, b: claims[i]!.proof.b }));

  const { product, outsideG2 } = millerLoop([...pairs, ...sharedPairs(key, claims, coefficients)]);
  if (outsideG2.length > 0) return { holds: false, outsideG2 };
  return { holds: isOneAfterFinalExponentiation(product), outsideG2 };
};

type Placed = { readonly claim: Claim; readonly index: number };

/** Halves what does not hold until single claims are left. */
const search = (key: FoldedKey, placed: readonly Placed[], random: RandomBytes, found: Refuted[]): void => {
  if (placed.length === 0 || found.length >= MOST_NAMED) return;
  const { holds, outsideG2 } = holdsTogether(
    key,
    placed.map(({ claim }) => claim),
    random,
  );
  if (holds) return;

  if (outsideG2.length > 0) {
    found.push(...outsideG2.map((i) => ({ index: placed[i]!.index, fault: "POINT_NOT_IN_SUBGROUP" as const })));
    const outside = new Set(outsideG2);
    search(
      key,
      placed.filter((_, i) => !outside.has(i)),
      random,
      found,
    );
    return;
  }
  if (placed.length === 1) {
    found.push({ index: placed[0]!.index, fault: "PROOF_DOES_NOT_HOLD" });
    return;
  }
  const half = placed.length >> 1;
  search(key, placed.slice(0, half), random, found);
  search(key, placed.slice(half), random, found);
};

/**
 * Which of the claims do not hold under the key, in their order; none if all do. All are checked in one equation with
 * random coefficients of 128 bits, drawn here, when everything that they could depend on is given; a batch that does
 * not hold is halved until the claims at fault are found (at most 16 are named).
 *
 * Coordinates at or above q, points off their curves or outside the subgroup, infinity and signals at or above r are
 * refused one by one (protocol, section 0).
 */
export const refutedClaims = (key: FoldedKey, claims: readonly Claim[], random: RandomBytes): readonly Refuted[] => {
  const found: Refuted[] = [];
  const sound: Placed[] = [];
  claims.forEach((claim, index) => {
    const fault = faultAtEntry(key, claim);
    if (fault) found.push({ index, fault });
    else sound.push({ claim, index });
  });

  search(key, sound, random, found);
  return found.sort((a, b) => a.index - b.index);
};
