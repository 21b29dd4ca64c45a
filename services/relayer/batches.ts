import { bytesToNumberBE } from "@noble/curves/utils.js";
import { type RandomBytes, randomBytes } from "../../sdk/crypto/random.ts";
import type { StoredBallot } from "./store.ts";

/**
 * The next batch: ballots of one election, one of each slot (its lowest version), in random order, at most `size`; first
 * ballots apart from changes, which need a dearer call. Whose turn it is, a ballot decides whose deadline comes first,
 * drawn at random among equals: no promise is broken for a group that more ballots wait for.
 */
export function chooseBatch(waiting: readonly StoredBallot[], size: number, random: RandomBytes): StoredBallot[] {
  const bySlot = new Map<string, StoredBallot>();
  for (const ballot of waiting) {
    const { election, nullifier, version } = ballot.acknowledgement;
    const other = bySlot.get(`${election}:${nullifier}`);
    if (other === undefined || other.acknowledgement.version > version) bySlot.set(`${election}:${nullifier}`, ballot);
  }
  const drawn = shuffled([...bySlot.values()], random);
  const first = Math.min(...drawn.map(({ acknowledgement }) => acknowledgement.deadline));
  const urgent = drawn.find(({ acknowledgement }) => acknowledgement.deadline === first);
  const next = urgent && groupOf(urgent);
  return drawn.filter((ballot) => groupOf(ballot) === next).slice(0, size);
}

function groupOf({ acknowledgement: { election, version } }: StoredBallot): string {
  return `${election}:${version === 0n ? "first" : "change"}`;
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
