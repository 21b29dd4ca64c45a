import { bytesToNumberBE } from "@noble/curves/utils.js";
import { FIELD_ORDER } from "../crypto/field.ts";
import { type RandomBytes, randomBytes } from "../crypto/random.ts";
import type { CurveCode } from "./curveCode.ts";
import { ELEMENT, G1_AFFINE, G1_JACOBIAN, G2_AFFINE, putElements, putNumber } from "./curvePoints.ts";
import { BASE_FIELD_ORDER, type ProvedStatement, type VerificationKey } from "./groth16.ts";
import { pairingProduct } from "./millerLoop.ts";
import { secondGroupCheck } from "./secondGroup.ts";

/** A statement whose values are in range and whose points are in their groups; the identity is left out. */
export type SoundStatement = {
  readonly a: Uint8Array | undefined;
  readonly b: Uint8Array | undefined;
  readonly c: Uint8Array | undefined;
  readonly publicSignals: readonly bigint[];
};

/** The two halves of a batch's verification. Both return at once, so that nothing else runs between their steps. */
export type BatchEquation = {
  /** P0, "Batches", steps 1 and 2; undefined for a statement that the contract would refuse as it stands. */
  readonly soundOf: (key: VerificationKey, statement: ProvedStatement) => SoundStatement | undefined;
  /** Steps 3 and 4: whether all hold. */
  readonly holds: (key: VerificationKey, statements: readonly SoundStatement[], random: RandomBytes) => boolean;
};

type KeyPoints = {
  readonly alpha: Uint8Array;
  readonly beta: Uint8Array;
  readonly gamma: Uint8Array;
  readonly delta: Uint8Array;
  /** IC_0, then one for each public signal. */
  readonly inputs: Uint8Array;
};

/** Points that are summed at a time. */
const SUMMED = 512;
const COEFFICIENT_BYTES = 16;

/** The batch's equation over a memory of its own. */
export function batchEquation(code: CurveCode): BatchEquation {
  const { call, memory, take } = code;
  const isInSecondGroup = secondGroupCheck(code);
  const product = pairingProduct(code);
  const [bases, scalars] = [take(SUMMED * G1_AFFINE), take(SUMMED * ELEMENT)];
  const [first, second, scalar] = [take(G1_AFFINE), take(G2_AFFINE), take(ELEMENT)];
  const [scaled, part, sum] = [take(G1_JACOBIAN), take(G1_JACOBIAN), take(G1_JACOBIAN)];
  const known = new WeakMap<VerificationKey, KeyPoints>();

  const elements = (words: readonly bigint[]) => {
    putElements(code, second, words);
    return memory.slice(second, second + words.length * ELEMENT);
  };
  const pointsOf = (key: VerificationKey): KeyPoints => {
    const points = known.get(key) ?? keyPoints(key, elements);
    known.set(key, points);
    return points;
  };
  /** The points at `bases` times those at `scalars`, of so many bytes each, added to `sum`. */
  const addMultiples = (count: number, scalarBytes: number) => {
    call.g1m_multiexpAffine(bases, scalars, scalarBytes, count, part);
    call.g1m_add(sum, part, sum);
  };
  const subtractPairing = (place: number, point: Uint8Array) => {
    call.g1m_neg(place, place);
    memory.set(point, second);
    product.pair(place, second);
  };

  return {
    soundOf({ nPublic }, { proof, publicSignals }) {
      if (publicSignals.length !== nPublic || proof.length !== 8) return undefined;
      if (publicSignals.some((signal) => signal < 0n || signal >= FIELD_ORDER)) return undefined;
      if (proof.some((word) => word < 0n || word >= BASE_FIELD_ORDER)) return undefined;
      const [ax, ay, bx1, bx0, by1, by0, cx, cy] = proof;
      const [a, c, b] = [
        [ax, ay],
        [cx, cy],
        [bx0, bx1, by0, by1],
      ].map((words) => (words.every((word) => word === 0n) ? undefined : elements(words)));
      for (const point of [a, c]) {
        if (point === undefined) continue;
        memory.set(point, first);
        if (call.g1m_inCurveAffine(first) === 0) return undefined;
      }
      if (b !== undefined) {
        memory.set(b, second);
        if (call.g2m_inCurveAffine(second) === 0 || !isInSecondGroup(second)) return undefined;
      }
      return { a, b, c, publicSignals };
    },

    holds(key, statements, random) {
      const { alpha, beta, gamma, delta, inputs } = pointsOf(key);
      const sums = new Array<bigint>(key.nPublic + 1).fill(0n);
      product.begin();
      call.g1m_zero(sum);
      let summed = 0;
      for (const { a, b, c, publicSignals } of statements) {
        const coefficient = bytesToNumberBE(randomBytes(random, COEFFICIENT_BYTES));
        sums[0] = (sums[0] as bigint) + coefficient;
        for (const [m, signal] of publicSignals.entries()) sums[m + 1] = (sums[m + 1] as bigint) + coefficient * signal;
        if (a !== undefined && b !== undefined) {
          memory.set(a, first);
          memory.set(b, second);
          putNumber(memory, scalar, coefficient, 2);
          call.g1m_timesScalarAffine(first, scalar, COEFFICIENT_BYTES, scaled);
          product.pair(scaled, second);
        }
        if (c === undefined) continue;
        memory.set(c, bases + summed * G1_AFFINE);
        putNumber(memory, scalars + summed * COEFFICIENT_BYTES, coefficient, 2);
        if (++summed < SUMMED) continue;
        addMultiples(summed, COEFFICIENT_BYTES);
        summed = 0;
      }
      addMultiples(summed, COEFFICIENT_BYTES);
      subtractPairing(sum, delta);

      call.g1m_zero(sum);
      memory.set(inputs, bases);
      for (const [m, value] of sums.entries()) putNumber(memory, scalars + m * ELEMENT, value % FIELD_ORDER);
      addMultiples(sums.length, ELEMENT);
      subtractPairing(sum, gamma);

      memory.set(alpha, first);
      putNumber(memory, scalar, (sums[0] as bigint) % FIELD_ORDER);
      call.g1m_timesScalarAffine(first, scalar, ELEMENT, scaled);
      subtractPairing(scaled, beta);
      return product.isOne();
    },
  };
}

/** The points of a key that is trusted, as snarkjs exports it. */
function keyPoints(key: VerificationKey, elements: (words: readonly bigint[]) => Uint8Array): KeyPoints {
  const { vk_alpha_1, vk_beta_2, vk_gamma_2, vk_delta_2, IC } = key as unknown as {
    readonly vk_alpha_1: readonly string[];
    readonly vk_beta_2: readonly (readonly string[])[];
    readonly vk_gamma_2: readonly (readonly string[])[];
    readonly vk_delta_2: readonly (readonly string[])[];
    readonly IC: readonly (readonly string[])[];
  };
  const ofFirst = (words: readonly string[]) => elements(words.slice(0, 2).map(BigInt));
  const ofSecond = (words: readonly (readonly string[])[]) => elements(words.slice(0, 2).flat().map(BigInt));
  if (IC.length !== key.nPublic + 1 || IC.length > SUMMED) throw new RangeError("The key is not one of our circuits'");
  const inputs = new Uint8Array(IC.length * G1_AFFINE);
  for (const [m, words] of IC.entries()) inputs.set(ofFirst(words), m * G1_AFFINE);
  return {
    alpha: ofFirst(vk_alpha_1),
    beta: ofSecond(vk_beta_2),
    gamma: ofSecond(vk_gamma_2),
    delta: ofSecond(vk_delta_2),
    inputs,
  };
}
