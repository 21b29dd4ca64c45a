import { keccak_256 } from "@noble/hashes/sha3.js";
import { numberOf, wordOf } from "../hash/keccak.ts";
import { poseidon } from "../hash/poseidon.ts";

/** What a published roll's snapshot comes to (P13.1). */
export interface SnapshotRoots {
  readonly root: bigint;
  readonly depth: number;
  readonly contentRoot: bigint;
}

interface Node {
  readonly value: bigint;
  readonly digest: Uint8Array;
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

const COMMITMENT = 3;

const leafOf = (entry: Uint8Array): Node => ({
  value: numberOf(entry.subarray(32 * COMMITMENT, 32 * COMMITMENT + 32)),
  digest: keccak_256(joined(Uint8Array.of(0), entry)),
});

const parentOf = (left: Node, right: Node): Node => {
  const value = poseidon([left.value, right.value]);
  return { value, digest: keccak_256(joined(Uint8Array.of(1), wordOf(value), left.digest, right.digest)) };
};

/** Root, depth and content root of entries of 384 bytes, at least one (P13.1). */
export const snapshotOf = (entries: readonly Uint8Array[]): SnapshotRoots => {
  let level = entries.map(leafOf);
  let depth = 0;
  for (; level.length > 1; depth++) {
    level = Array.from({ length: (level.length + 1) >> 1 }, (_, i) => {
      const right = level[2 * i + 1];
      return right ? parentOf(level[2 * i]!, right) : level[2 * i]!;
    });
  }
  return { root: level[0]!.value, depth, contentRoot: numberOf(level[0]!.digest) };
};
