import { readFileSync } from "node:fs";

/** Constraints of a compiled circuit, from the header of its r1cs file (iden3's binary format, section 1). */
export function constraintCount(file: string): number {
  const data = readFileSync(file);
  let at = 12;
  while (data.readUInt32LE(at) !== 1) at += 12 + Number(data.readBigUInt64LE(at + 4));
  const fieldBytes = data.readUInt32LE(at + 12);
  // After the prime: wires, public outputs, public inputs, private inputs (4 bytes each), labels (8).
  return data.readUInt32LE(at + 16 + fieldBytes + 24);
}
