import { bytesToNumberLE, concatBytes } from "@noble/curves/utils.js";
import { type RandomBytes, randomFieldElement } from "../crypto/random.ts";
import type { ProofWords } from "../election/ballot.ts";
import { type Curve, provingCurve } from "./curve.ts";
import type { CircuitInput, ProvedStatement, ProvingFiles } from "./groth16.ts";
import { multiExp } from "./multiExp.ts";
import { holdsByKey, type ProofPoints, ProofWrongError } from "./proofCheck.ts";
import { type Bases, type ProvingKey, readProvingKey } from "./provingKey.ts";
import { quotientOf } from "./quotient.ts";
import { type Circuit, compileCircuit, witnessOf } from "./witness.ts";

const WORD = 32;

/** Circuits and keys that were made ready, as long as somebody holds their bytes. */
const circuits = new WeakMap<Uint8Array, Promise<Circuit>>();
const keys = new WeakMap<Uint8Array, ProvingKey>();

/**
 * Makes a Groth16 proof on ffjavascript's curve, faster than snarkjs does and with less: circuit and key are made ready
 * once, points of the key that are the identity are left out, windows fit the number of points, and the points of the
 * quotient are summed together with those of the wires. Witness and scalars are overwritten as far as they can be
 * reached: not in messages to threads, nor in what a platform copied of its own.
 * @param random Gives the two scalars that blind the proof, 48 bytes each.
 * Throws `StatementFalseError`, `ProvingKeyUnreadableError`, or `ProofWrongError`: each proof is checked with the key.
 */
export async function proveByPipeline(
  circuit: string,
  { wasm, provingKey, singleThread = false }: ProvingFiles,
  input: CircuitInput,
  random: RandomBytes,
): Promise<ProvedStatement> {
  const key = readyKey(provingKey);
  const curve = await provingCurve(singleThread);
  const witness = await witnessOf(circuit, await readyCircuit(wasm), input);
  try {
    if (witness.length !== key.wires * WORD) throw new Error(`The key is of another circuit than ${circuit}`);
    const proof = await proofOf(curve, key, witness, random);
    const publicSignals = signalsOf(key, witness);
    if (!(await holdsByKey(curve, key, proof, publicSignals))) throw new ProofWrongError(circuit);
    return { proof: proofWords(curve, proof), publicSignals };
  } finally {
    witness.fill(0);
  }
}

/** Makes a circuit and its key ready, so that the first proof is as fast as any. */
export async function makeReady({ wasm, provingKey, singleThread = false }: ProvingFiles): Promise<void> {
  readyKey(provingKey);
  await Promise.all([readyCircuit(wasm), provingCurve(singleThread)]);
}

function readyCircuit(wasm: Uint8Array): Promise<Circuit> {
  const ready = circuits.get(wasm) ?? compileCircuit(wasm);
  circuits.set(wasm, ready);
  return ready;
}

function readyKey(provingKey: Uint8Array): ProvingKey {
  const ready = keys.get(provingKey) ?? readProvingKey(provingKey);
  keys.set(provingKey, ready);
  return ready;
}

/** The three points (Groth16, section 3.2), the last as one sum. */
async function proofOf(curve: Curve, key: ProvingKey, witness: Uint8Array, random: RandomBytes): Promise<ProofPoints> {
  const { Fr, G1, G2 } = curve;
  const blinding = [randomFieldElement(random), randomFieldElement(random)].map((value) => Fr.e(value));
  const [r, s] = blinding as [Uint8Array, Uint8Array];

  // Begun first: what follows it can only be summed when it is known.
  const quotient = quotientOf(curve, key, witness);
  const ofWires = (group: "G1" | "G2", bases: Bases) => {
    const scalars = scalarsOf(bases, witness);
    return multiExp(curve, group, bases.points, scalars).finally(() => scalars.fill(0));
  };
  const sums = Promise.all([ofWires("G1", key.a), ofWires("G1", key.b1), ofWires("G2", key.b2)]);
  const last = quotient.then((ofQuotient) => {
    const ofC = scalarsOf(key.c, witness);
    const scalars = concatBytes(ofC, ofQuotient);
    for (const secret of [ofC, ofQuotient]) secret.fill(0);
    return multiExp(curve, "G1", key.cAndQuotient, scalars).finally(() => scalars.fill(0));
  });
  const [[sumA, sumB1, sumB2], sumC] = await Promise.all([sums, last]);

  const a = G1.add(G1.add(sumA, key.alpha1), G1.timesFr(key.delta1, r));
  const b = G2.add(G2.add(sumB2, key.beta2), G2.timesFr(key.delta2, s));
  const b1 = G1.add(G1.add(sumB1, key.beta1), G1.timesFr(key.delta1, s));
  const blinded = G1.add(G1.timesFr(a, s), G1.timesFr(b1, r));
  const c = G1.add(G1.add(sumC, blinded), G1.timesFr(key.delta1, Fr.neg(Fr.mul(r, s))));
  for (const secret of blinding) secret.fill(0);
  return { a: G1.toAffine(a), b: G2.toAffine(b), c: G1.toAffine(c) };
}

function scalarsOf({ wires }: Bases, witness: Uint8Array): Uint8Array {
  const from = new Uint32Array(witness.buffer, witness.byteOffset, witness.length / 4);
  const scalars = new Uint32Array(wires.length * 8);
  for (let place = 0; place < wires.length; place++) {
    const at = (wires[place] as number) * 8;
    for (let word = 0; word < 8; word++) scalars[place * 8 + word] = from[at + word] as number;
  }
  return new Uint8Array(scalars.buffer);
}

function signalsOf({ publicSignals }: ProvingKey, witness: Uint8Array): readonly bigint[] {
  return Array.from({ length: publicSignals }, (_, m) =>
    bytesToNumberLE(witness.subarray((m + 1) * WORD, (m + 2) * WORD)),
  );
}

function proofWords({ G1, G2 }: Curve, { a, b, c }: ProofPoints): ProofWords {
  const [ax, ay] = G1.toObject(a) as [bigint, bigint];
  const [bx, by] = G2.toObject(b) as [readonly [bigint, bigint], readonly [bigint, bigint]];
  const [cx, cy] = G1.toObject(c) as [bigint, bigint];
  return [ax, ay, bx[1], bx[0], by[1], by[0], cx, cy];
}
