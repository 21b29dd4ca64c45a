import { numberOf } from "../../hash/keccak.ts";

const WORD = 32;

/** Reads words at places of bytes, and bytes by their offsets; `RangeError` where there are none. */
export const abiReaderOf = (bytes: Uint8Array) => {
  const wordAt = (place: number): bigint => {
    if (place + WORD > bytes.length) throw new RangeError("cut off");
    return numberOf(bytes.subarray(place, place + WORD));
  };
  const numberAt = (place: number): number => {
    const value = wordAt(place);
    if (value > BigInt(bytes.length)) throw new RangeError("beyond the end");
    return Number(value);
  };
  const bytesAt = (place: number): Uint8Array => {
    const end = place + WORD + numberAt(place);
    if (end > bytes.length) throw new RangeError("cut off");
    return bytes.subarray(place + WORD, end);
  };
  return { wordAt, numberAt, bytesAt };
};
