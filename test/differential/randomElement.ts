import { FIELD_ORDER } from "../../sdk/crypto/field.ts";
import type { RandomBytes } from "../../sdk/crypto/random.ts";

const EDGES: readonly bigint[] = [0n, 1n, 2n, FIELD_ORDER - 1n, FIELD_ORDER - 2n, 2n ** 128n];

/** A number below 2^(8 * bytes). */
export function randomNumber(random: RandomBytes, bytes: number): bigint {
  return random(bytes).reduce((value, byte) => value * 256n + BigInt(byte), 0n);
}

/** An element of the circuits' field, one of its edges now and then. */
export function randomElement(random: RandomBytes): bigint {
  const choice = Number(randomNumber(random, 1));
  return EDGES[choice] ?? randomNumber(random, 48) % FIELD_ORDER;
}
