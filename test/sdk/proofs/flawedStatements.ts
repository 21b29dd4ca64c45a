import { bn254 } from "@noble/curves/bn254.js";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import type { ProofWords } from "../../../sdk/election/ballot.ts";
import { BASE_FIELD_ORDER, type ProvedStatement } from "../../../sdk/proofs/groth16.ts";
import { foldedLogarithm, forgeProof, g1Words, g2Words } from "../../contracts/syntheticKey.ts";
import { twistPoint } from "./twistPoints.ts";

/** A statement under the synthetic key, with what was done to it. */
export type Specimen = { readonly what: string; readonly statement: ProvedStatement };

const field = bn254.G1.Point.Fn;
const CONSTANTS = Array.from({ length: 20 }, (_, m) => BigInt(m * m + 7));
const FOLDED = foldedLogarithm(CONSTANTS);

/** True statement number n. */
export function trueStatement(n: number): ProvedStatement {
  const live = [BigInt(n) ** 3n + 5n, BigInt(n) * 77n, BigInt(n) + 12n];
  return {
    proof: forgeProof(live, FOLDED, BigInt(1000 + n)) as unknown as ProofWords,
    publicSignals: [...live, ...CONSTANTS],
  };
}

/** Statements of every kind of flaw that we know of, and true ones whose look is odd. */
export function specimens(): readonly Specimen[] {
  const [one, two] = [trueStatement(1), trueStatement(2)] as const;
  const made: Specimen[] = [
    { what: "true", statement: one },
    { what: "another proof of the same", statement: anotherProof(1) },
    { what: "true, with C at infinity", statement: withoutC(3) },
    { what: "the proof of another", statement: { ...one, proof: two.proof } },
    { what: "a signal missing", statement: { ...one, publicSignals: one.publicSignals.slice(1) } },
    { what: "a signal too many", statement: { ...one, publicSignals: [...one.publicSignals, 0n] } },
    { what: "all zeros", statement: withWords(one, [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n]) },
  ];
  for (const m of [0, 1, 2, 3, 22]) {
    const signal = one.publicSignals[m] as bigint;
    made.push({ what: `signal ${m} altered`, statement: withSignal(one, m, signal + 1n) });
    made.push({ what: `signal ${m} not reduced`, statement: withSignal(one, m, signal + FIELD_ORDER) });
  }
  made.push({ what: "a negative signal", statement: withSignal(one, 0, -1n) });
  for (let m = 0; m < 8; m++) {
    const word = one.proof[m] as bigint;
    made.push({ what: `word ${m} off the curve`, statement: withWord(one, m, word ^ 1n) });
    made.push({ what: `word ${m} not reduced`, statement: withWord(one, m, word + BASE_FIELD_ORDER) });
    made.push({ what: `word ${m} negative`, statement: withWord(one, m, word - BASE_FIELD_ORDER) });
  }
  for (const [name, start, length] of POINTS) {
    const words = [...one.proof];
    words.splice(start, length, ...new Array<bigint>(length).fill(0n));
    made.push({ what: `${name} at infinity`, statement: withWords(one, words) });
    const negated = [...one.proof];
    for (let m = start + length / 2; m < start + length; m++) {
      negated[m] = (BASE_FIELD_ORDER - (negated[m] as bigint)) % BASE_FIELD_ORDER;
    }
    made.push({ what: `${name} negated`, statement: withWords(one, negated) });
    const exchanged = [...one.proof];
    exchanged.splice(start, length, ...two.proof.slice(start, start + length));
    if (name !== "B") made.push({ what: `${name} of another`, statement: withWords(one, exchanged) });
  }
  for (const [what, point] of [
    ["B outside its subgroup", twistPoint(5n)],
    ["B with a part outside its subgroup", bn254.G2.Point.BASE.multiply(11n).add(smallPart())],
  ] as const) {
    const { x, y } = point.toAffine();
    const [a, c] = [one.proof.slice(0, 2), one.proof.slice(6)];
    made.push({ what, statement: withWords(one, [...a, x.c1, x.c0, y.c1, y.c0, ...c]) });
  }
  return made;
}

/** Two false statements whose errors cancel out in a plain sum: C of the one is raised by what the other's is lowered. */
export function cancelling(): readonly ProvedStatement[] {
  return [trueStatement(8), trueStatement(9)].map((statement, m) => {
    const [x, y] = statement.proof.slice(6) as [bigint, bigint];
    const error = bn254.G1.Point.BASE.multiply(m === 0 ? 5n : field.neg(5n));
    const c = bn254.G1.Point.fromAffine({ x, y }).add(error).toAffine();
    return withWords(statement, [...statement.proof.slice(0, 6), c.x, c.y]);
  });
}

const POINTS = [
  ["A", 0, 2],
  ["B", 2, 4],
  ["C", 6, 2],
] as const;

function anotherProof(n: number): ProvedStatement {
  const statement = trueStatement(n);
  const live = statement.publicSignals.slice(0, 3);
  return withWords(statement, forgeProof(live, FOLDED, 4_321n));
}

/** A true statement whose C is the identity: A B = alpha beta + gamma V. */
function withoutC(n: number): ProvedStatement {
  const statement = trueStatement(n);
  const inputs = statement.publicSignals
    .slice(0, 3)
    .reduce((sum, input, k) => field.add(sum, field.mul(input, BigInt(1001 + k))), FOLDED);
  const a = field.div(field.add(6n, field.mul(5n, inputs)), 11n);
  return withWords(statement, [...g1Words(a), ...g2Words(11n), 0n, 0n]);
}

/** A point of the twist whose order has no factor r. */
function smallPart() {
  const point = twistPoint(6n);
  return point.multiplyUnsafe(FIELD_ORDER - 1n).add(point);
}

function withWords(statement: ProvedStatement, words: readonly bigint[]): ProvedStatement {
  return { ...statement, proof: words as unknown as ProofWords };
}

function withWord(statement: ProvedStatement, place: number, word: bigint): ProvedStatement {
  return withWords(
    statement,
    statement.proof.map((other, m) => (m === place ? word : other)),
  );
}

function withSignal(statement: ProvedStatement, place: number, signal: bigint): ProvedStatement {
  return { ...statement, publicSignals: statement.publicSignals.map((other, m) => (m === place ? signal : other)) };
}
