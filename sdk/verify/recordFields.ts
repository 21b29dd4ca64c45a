import { getAddress } from "ethers";
import { z } from "zod";
import { FIELD_ORDER } from "../crypto/field.ts";

/** Most trustees of a board, and so most of everything that there is one of for each seat. */
export const MOST_SEATS = 9;
/** Options of the largest ballot circuit. */
export const MOST_OPTIONS = 32;
/** Words of the largest ballot: four for each ciphertext, two options in each. */
export const MOST_WORDS = 2 * MOST_OPTIONS;

const TWO_256 = 1n << 256n;

/** Whole numbers beyond 2^53 are strings of canonical decimal digits, so that every value has one spelling. */
export const uint256 = z
  .string()
  .max(78)
  .regex(/^(0|[1-9][0-9]*)$/, "canonical decimal digits")
  .refine((text) => text.length <= 78 && isBelow(text, TWO_256), "below 2^256")
  .meta({ description: "A number below 2^256 in canonical decimal digits" });
export const element = z
  .string()
  .max(77)
  .regex(/^(0|[1-9][0-9]*)$/, "canonical decimal digits")
  .refine((text) => text.length <= 77 && isBelow(text, FIELD_ORDER), "below r")
  .meta({ description: "A number below r, the order of BN254's scalar field, in canonical decimal digits" });

export const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .refine(isSpelt, "spelt as EIP-55 says")
  .meta({ description: "20 bytes in the spelling of EIP-55" });
export const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
export const seat = z.number().int().min(1).max(MOST_SEATS);
export const count = z.number().int().nonnegative();
export const point = z.strictObject({ x: element, y: element });
export const sigmaProof = z.strictObject({ challenge: uint256, response: uint256 });
export const groth16Proof = z.array(uint256).length(8);
export const words = z.array(element).max(MOST_WORDS);

/** Where an event stands in the chain: its block's number, and that block's time in Unix seconds. */
export const moment = z.strictObject({ block: count, time: count });

/** An array with one entry at most for each seat. */
export function bySeat<T extends z.ZodType>(entry: T): z.ZodArray<T> {
  return z.array(entry).max(MOST_SEATS);
}

function isSpelt(text: string): boolean {
  return /^0x[0-9a-fA-F]{40}$/.test(text) && getAddress(text.toLowerCase()) === text;
}

function isBelow(text: string, bound: bigint): boolean {
  return /^[0-9]+$/.test(text) && BigInt(text) < bound;
}
