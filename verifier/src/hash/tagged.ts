import { type Abi, abiEncode } from "./abi.ts";
import { keccakText, keccakWords } from "./keccak.ts";

/** The low 128 bits of a number. */
export const low128 = (value: bigint): bigint => value & ((1n << 128n) - 1n);

/** `H(tag, ...)` of the protocol, section 0. */
export const tagged = (tag: string, ...values: readonly Abi[]): bigint =>
  keccakWords(abiEncode([keccakText(tag), ...values]));

/** `H128`: the low 128 bits of `H`. */
export const tagged128 = (tag: string, ...values: readonly Abi[]): bigint => low128(tagged(tag, ...values));
