import type { CurveCode } from "./curveCode.ts";

/** Bytes of an element of BN254's base field; a point of the first group has two of them, one of the second four. */
export const ELEMENT = 32;
export const G1_AFFINE = 2 * ELEMENT;
export const G1_JACOBIAN = 3 * ELEMENT;
export const G2_AFFINE = 4 * ELEMENT;
export const G2_JACOBIAN = 6 * ELEMENT;

/** Writes a number below 2^(64 * words), least byte first. */
export function putNumber(bytes: Uint8Array, place: number, value: bigint, words = 4): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + place, 8 * words);
  for (let m = 0; m < words; m++) view.setBigUint64(8 * m, BigInt.asUintN(64, value >> BigInt(64 * m)), true);
}

/** Writes field elements, each below q, in Montgomery form one after the other: a point's affine coordinates. */
export function putElements({ call, memory }: CurveCode, place: number, elements: readonly bigint[]): void {
  for (const [m, element] of elements.entries()) putNumber(memory, place + m * ELEMENT, element);
  call.f1m_batchToMontgomery(place, elements.length, place);
}
