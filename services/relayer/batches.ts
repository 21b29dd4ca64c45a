import { bytesToNumberBE } from "@noble/curves/utils.js";
import { type RandomBytes, randomBytes } from "../../sdk/crypto/random.ts";
import type { Kept } from "./kept.ts";
import { kindOf } from "./kinds.ts";

/**
 * The next batch: packages of one group (of one election, or acts of any proposals), one of each slot (its lowest
 * version), in random order, at most `size`. Whose turn it is, a package decides whose deadline comes first, drawn at
 * random among equals: no promise is broken for a group that more packages wait for.
 */
export function chooseBatch(waiting: readonly Kept[], size: number, random: RandomBytes): Kept[] {
  const bySlot = new Map<string, Kept>();
  for (const kept of waiting) {
    const { contract, nullifier, version } = kept.acknowledgement;
    const other = bySlot.get(`${contract}:${nullifier}`);
    if (other === undefined || other.acknowledgement.version > version) bySlot.set(`${contract}:${nullifier}`, kept);
  }
  const drawn = shuffled([...bySlot.values()], random);
  const first = Math.min(...drawn.map(({ acknowledgement }) => acknowledgement.deadline));
  const urgent = drawn.find(({ acknowledgement }) => acknowledgement.deadline === first);
  const next = urgent && kindOf(urgent).groupOf(urgent);
  return drawn.filter((kept) => kindOf(kept).groupOf(kept) === next).slice(0, size);
}

/** The values in uniformly random order (Fisher and Yates). */
export function shuffled<T>(values: readonly T[], random: RandomBytes): T[] {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const other = Number(bytesToNumberBE(randomBytes(random, 16)) % BigInt(i + 1));
    [result[i], result[other]] = [result[other] as T, result[i] as T];
  }
  return result;
}
