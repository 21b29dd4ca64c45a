import { keccak_256 } from "@noble/hashes/sha3.js";

/** 32 bytes, big-endian, of a number below 2^256. */
export const wordOf = (value: bigint): Uint8Array => {
  const word = new Uint8Array(32);
  const view = new DataView(word.buffer);
  view.setBigUint64(0, (value >> 192n) & 0xffffffffffffffffn);
  view.setBigUint64(8, (value >> 128n) & 0xffffffffffffffffn);
  view.setBigUint64(16, (value >> 64n) & 0xffffffffffffffffn);
  view.setBigUint64(24, value & 0xffffffffffffffffn);
  return word;
};

/** Words one after the other, 32 bytes each. */
export const wordsOf = (values: readonly bigint[]): Uint8Array => {
  const bytes = new Uint8Array(32 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setBigUint64(32 * i, (value >> 192n) & 0xffffffffffffffffn);
    view.setBigUint64(32 * i + 8, (value >> 128n) & 0xffffffffffffffffn);
    view.setBigUint64(32 * i + 16, (value >> 64n) & 0xffffffffffffffffn);
    view.setBigUint64(32 * i + 24, value & 0xffffffffffffffffn);
  });
  return bytes;
};

/** The number that bytes are, big-endian. */
export const numberOf = (bytes: Uint8Array): bigint => {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
};

/** keccak256 of bytes, as a number. */
export const keccak = (bytes: Uint8Array): bigint => numberOf(keccak_256(bytes));

/** keccak256 of words one after the other ("packed words"), as a number. */
export const keccakWords = (values: readonly bigint[]): bigint => keccak(wordsOf(values));

/** keccak256 of a text in UTF-8, as a number. */
export const keccakText = (text: string): bigint => keccak(new TextEncoder().encode(text));
