import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkedFile } from "../../sdk/election/rollSnapshot.ts";
import { ENTRY_BYTES } from "../../sdk/election/snapshotEntry.ts";
import { parseSnapshotIndex, type SnapshotIndex } from "../../sdk/election/snapshotIndex.ts";
import type { VerificationKey } from "../../sdk/proofs/groth16.ts";
import { PROOF_BATCH } from "../../sdk/verify/entryProofs.ts";
import { type SnapshotCheck, snapshotChecks } from "../../sdk/verify/snapshotChecks.ts";
import { inThreads } from "../threads/inThreads.ts";
import { INDEX_FILE } from "./buildSnapshot.ts";
import { shardTrees } from "./shardTrees.ts";

export type VerifyOrder = {
  readonly folder: string;
  /** Of enrolment.circom; without it no proof is checked. */
  readonly key?: VerificationKey;
  readonly report: (what: string, done: number, of: number) => void;
};

/**
 * Rebuilds a snapshot from its entries alone, and compares everything that its index and files say (P13.6).
 * Throws `SnapshotIndexInvalidError`, `SnapshotFileAlteredError`, or what the file system says of a missing file.
 */
export async function verifySnapshot({ folder, key, report }: VerifyOrder): Promise<{
  readonly index: SnapshotIndex;
  readonly checks: readonly SnapshotCheck[];
}> {
  const index = parseSnapshotIndex(readFileSync(join(folder, INDEX_FILE), "utf8"));
  const read = (file: SnapshotIndex["crown"]) => checkedFile(readFileSync(join(folder, file.file)), file);
  const checks = await snapshotChecks({
    index,
    read,
    trees: shardTrees,
    ...(key !== undefined && { wrongProofs: () => wrongProofs(index, read, key, report) }),
    report: (done, of) => report("shards", done, of),
  });
  return { index, checks };
}

/** One takes some 100 MB. */
const MOST_THREADS = 32;

/** Places of the entries whose proofs do not hold; all are checked, in batches with random coefficients (P0). */
export async function wrongProofs(
  index: SnapshotIndex,
  bytesOf: (file: SnapshotIndex["crown"]) => Uint8Array,
  key: VerificationKey,
  report: VerifyOrder["report"],
): Promise<number[]> {
  const batches = Math.ceil(index.activeMembers / PROOF_BATCH);
  const wrong: number[] = [];
  let done = 0;
  function* jobs(): Iterable<Uint8Array> {
    for (const file of index.entries) {
      const bytes = bytesOf(file);
      for (let at = 0; at < bytes.length; at += PROOF_BATCH * ENTRY_BYTES) {
        yield Uint8Array.from(bytes.subarray(at, at + PROOF_BATCH * ENTRY_BYTES));
      }
    }
  }
  const registry = { chainId: index.chainId, registry: index.rolls };
  const script = new URL("./proofWorker.ts", import.meta.url);
  const threads = { script, workerData: { key, registry }, most: MOST_THREADS };
  await inThreads<Uint8Array, number[]>(threads, jobs(), (places, batch) => {
    wrong.push(...places.map((place) => batch * PROOF_BATCH + place));
    report("proofs", ++done, batches);
  });
  return wrong.sort((a, b) => a - b);
}
