import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { RandomBytes } from "../../sdk/crypto/random.ts";

/** A reproducible random source for tests: counter-mode SHA-256 of a seed. */
export function seededRandom(seed: string): RandomBytes {
  let counter = 0;
  return (count) => {
    const bytes = new Uint8Array(count);
    for (let start = 0; start < count; start += 32) {
      bytes.set(sha256(utf8ToBytes(`${seed}:${counter++}`)).subarray(0, count - start), start);
    }
    return bytes;
  };
}
