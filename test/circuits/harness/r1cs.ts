import { readFileSync } from "node:fs";
import { FIELD_ORDER, mod } from "../../../sdk/crypto/field.ts";

/** A linear combination: coefficients of wires. Wire 0 is the constant 1. */
export type Combination = readonly (readonly [wire: number, coefficient: bigint])[];

/** a * b = c. */
export type Constraint = { readonly a: Combination; readonly b: Combination; readonly c: Combination };

/** A rank-1 constraint system as circom writes it. Wires: 1, outputs, public inputs, private inputs, the rest. */
export type R1cs = {
  readonly wires: number;
  readonly outputs: number;
  readonly publicInputs: number;
  readonly constraints: readonly Constraint[];
};

const HEADER = 1;
const CONSTRAINTS = 2;

/** Reads a .r1cs file (https://github.com/iden3/r1csfile/blob/master/doc/r1cs_bin_format.md). */
export function readR1cs(file: string): R1cs {
  const bytes = readFileSync(file);
  const starts = sectionStarts(bytes);
  let at = starts.get(HEADER) as number;
  const u32 = () => {
    at += 4;
    return bytes.readUInt32LE(at - 4);
  };
  const element = () => {
    at += 32;
    const words = [8, 16, 24, 32].map((back) => bytes.readBigUInt64LE(at - back));
    return words.reduce((value, word) => (value << 64n) + word, 0n);
  };
  const size = u32();
  const prime = element();
  if (size !== 32 || prime !== FIELD_ORDER) throw new Error(`${file}: made for another field`);
  const [wires, outputs, publicInputs] = [u32(), u32(), u32()];
  at += 12;
  const count = u32();

  at = starts.get(CONSTRAINTS) as number;
  const combination = (): Combination => Array.from({ length: u32() }, () => [u32(), element()] as const);
  const constraints = Array.from({ length: count }, () => ({ a: combination(), b: combination(), c: combination() }));
  return { wires, outputs, publicInputs, constraints };
}

function sectionStarts(bytes: Buffer): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  let at = 12;
  for (let section = 0; section < bytes.readUInt32LE(8); section++) {
    starts.set(bytes.readUInt32LE(at), at + 12);
    at += 12 + Number(bytes.readBigUInt64LE(at + 4));
  }
  return starts;
}

/** Value of a linear combination under an assignment of all wires. */
export function evaluated(combination: Combination, witness: readonly bigint[]): bigint {
  let sum = 0n;
  for (const [wire, coefficient] of combination) sum += coefficient * (witness[wire] as bigint);
  return mod(sum, FIELD_ORDER);
}

/** Indices of the constraints that an assignment of all wires violates. */
export function violatedBy(witness: readonly bigint[], { wires, constraints }: R1cs): readonly number[] {
  if (witness.length !== wires) throw new Error(`${witness.length} values for ${wires} wires`);
  if (witness[0] !== 1n) throw new Error("wire 0 is the constant 1");
  return constraints.flatMap(({ a, b, c }, index) =>
    mod(evaluated(a, witness) * evaluated(b, witness) - evaluated(c, witness), FIELD_ORDER) === 0n ? [] : [index],
  );
}
