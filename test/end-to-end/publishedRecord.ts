import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "@noble/hashes/sha2.js";
import { verificationKeys } from "../../scripts/checkout/circuitFiles.ts";
import { snapshotFiles } from "../../scripts/rollFiles/evidence.ts";
import { hexOf } from "../../sdk/election/snapshotEntry.ts";
import { parseSnapshotIndex, snapshotIndexText } from "../../sdk/election/snapshotIndex.ts";
import type { SnapshotFiles, SnapshotFindings } from "../../sdk/verify/evidence.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";

/** The real findings of a folder, looked at once for any number of records. */
export function rememberedFiles(folder: string): SnapshotFiles {
  let found: Promise<SnapshotFindings> | undefined;
  return (key, report) => {
    found ??= snapshotFiles(folder)(key, report);
    return found;
  };
}

/** Names of the checks that fail. */
export async function failing(record: unknown, snapshot?: SnapshotFiles): Promise<string[]> {
  const checks = await verifyElection(record, { keysFor: verificationKeys, ...(snapshot && { snapshot }) });
  return checks.filter(({ ok }) => !ok).map(({ name }) => name);
}

/** A copy of a snapshot with one byte of its entries changed; with `hashed`, the index names the file as it then is. */
export function tamperedCopy(folder: string, copy: string, byte: number, hashed: boolean): string {
  cpSync(folder, copy, { recursive: true });
  const [entries, index] = [join(copy, "entries-00000.bin"), join(copy, "index.json")];
  const bytes = readFileSync(entries);
  bytes[byte] = (bytes[byte] ?? 0) ^ 1;
  writeFileSync(entries, bytes);
  const parsed = parseSnapshotIndex(readFileSync(index, "utf8"));
  const named = [{ file: "entries-00000.bin", sha256: hexOf(sha256(bytes)).slice(2) }];
  if (hashed) writeFileSync(index, snapshotIndexText({ ...parsed, entries: named }));
  return copy;
}
