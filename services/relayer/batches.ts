import { bytesToNumberBE } from "@noble/curves/utils.js";
import { type RandomBytes, randomBytes } from "../../sdk/crypto/random.ts";
import type { StoredBallot } from "./store.ts";

/**
 * The next batch: ballots of the election that most wait for, one of each slot (its lowest version), in random order,
 * at most `size`.
 */
export function chooseBatch(waiting: readonly StoredBallot[], size: number, random: RandomBytes): StoredBallot[] {
  const bySlot = new Map<string, StoredBallot>();
  for (const ballot of waiting) {
    const { election, nullifier, version } = ballot.acknowledgement;
    const other = bySlot.get(`${election}:${nullifier}`);
    if (other === undefined || other.acknowledgement.version > version) bySlot.set(`${election}:${nullifier}`, ballot);
  }
  const byElection = Map.groupBy(bySlot.values(), ({ acknowledgement }) => acknowledgement.election);
  const largest = [...byElection.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
  return shuffled(largest, random).slice(0, size);
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
