import { bytesToNumberBE } from "@noble/curves/utils.js";
import * as snarkjs from "snarkjs";
import { FIELD_ORDER } from "../crypto/field.ts";
import { type RandomBytes, randomBytes } from "../crypto/random.ts";
import { BASE_FIELD_ORDER, type ProvedStatement, type VerificationKey } from "./groth16.ts";

type Point = Uint8Array;
type Group = {
  readonly zero: Point;
  fromObject(point: readonly unknown[]): Point;
  isValid(point: Point): boolean;
  isZero(point: Point): boolean;
  add(a: Point, b: Point): Point;
  neg(point: Point): Point;
  timesScalar(point: Point, scalar: Uint8Array): Point;
};
type Curve = { readonly G1: Group; readonly G2: Group; pairingEq(...pairs: readonly Point[]): Promise<boolean> };
const { curves } = snarkjs as unknown as {
  readonly curves: { getCurveFromName(name: string, options: { readonly singleThread: boolean }): Promise<Curve> };
};

let loading: Promise<Curve> | undefined;

/**
 * Whether all proofs of one key hold, with n + 3 pairings (P0): coefficients of 128 bits, here drawn afresh after the
 * proofs are known. Refuses what the contract refuses: values out of range, points off the curve, points of the second
 * group outside the subgroup. A false batch passes with a probability below 2^-126.
 * @param key A verification key as snarkjs exports it, whose public signals all differ per proof.
 */
export async function verifyBatch(
  key: VerificationKey,
  statements: readonly ProvedStatement[],
  random: RandomBytes,
): Promise<boolean> {
  loading ??= curves.getCurveFromName("bn128", { singleThread: true });
  const { G1, G2, pairingEq } = bound(await loading);
  const g1 = (words: readonly unknown[]) => G1.fromObject(words.slice(0, 2).map((word) => BigInt(word as string)));
  const g2 = (words: readonly (readonly string[])[]) =>
    G2.fromObject(words.slice(0, 2).map((pair) => pair.map(BigInt)));
  const constants = (key.IC as readonly (readonly string[])[]).map(g1);

  const sums = { inputs: new Array<bigint>(key.nPublic).fill(0n), coefficient: 0n, c: G1.zero };
  const pairs: Point[] = [];
  for (const { proof, publicSignals } of statements) {
    const [ax, ay, bx1, bx0, by1, by0, cx, cy] = proof;
    const isInRange =
      publicSignals.length === key.nPublic &&
      publicSignals.every((signal) => signal >= 0n && signal < FIELD_ORDER) &&
      proof.every((word) => word >= 0n && word < BASE_FIELD_ORDER);
    if (!isInRange) return false;
    const a = pointOf(G1, [ax, ay]);
    const b = pointOf(G2, [
      [bx0, bx1],
      [by0, by1],
    ]);
    const c = pointOf(G1, [cx, cy]);
    if (!G1.isValid(a) || !G1.isValid(c) || !G2.isValid(b)) return false;
    if (!G2.isZero(G2.timesScalar(b, littleEndian(FIELD_ORDER)))) return false;

    const coefficient = bytesToNumberBE(randomBytes(random, 16));
    pairs.push(G1.timesScalar(a, littleEndian(coefficient)), b);
    sums.c = G1.add(sums.c, G1.timesScalar(c, littleEndian(coefficient)));
    sums.coefficient += coefficient;
    for (const [m, signal] of publicSignals.entries()) {
      sums.inputs[m] = ((sums.inputs[m] as bigint) + coefficient * signal) % FIELD_ORDER;
    }
  }
  if (statements.length === 0) return true;

  const scalars = [sums.coefficient, ...sums.inputs];
  const inputs = scalars.reduce(
    (sum, scalar, m) => G1.add(sum, G1.timesScalar(constants[m] as Point, littleEndian(scalar % FIELD_ORDER))),
    G1.zero,
  );
  const alphas = G1.timesScalar(g1(key.vk_alpha_1 as string[]), littleEndian(sums.coefficient % FIELD_ORDER));
  return pairingEq(
    ...pairs,
    ...[G1.neg(alphas), g2(key.vk_beta_2 as string[][])],
    ...[G1.neg(inputs), g2(key.vk_gamma_2 as string[][])],
    ...[G1.neg(sums.c), g2(key.vk_delta_2 as string[][])],
  );
}

/** The point of affine words; (0, 0) is the identity, as for the precompiles. */
function pointOf(group: Group, words: readonly (bigint | readonly bigint[])[]): Point {
  return words.flat().every((word) => word === 0n) ? group.zero : group.fromObject(words);
}

function bound(curve: Curve) {
  return { G1: curve.G1, G2: curve.G2, pairingEq: (...pairs: readonly Point[]) => curve.pairingEq(...pairs) };
}

function littleEndian(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  for (let m = 0, rest = value; rest > 0n; m++, rest >>= 8n) bytes[m] = Number(rest & 255n);
  return bytes;
}
