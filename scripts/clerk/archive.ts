import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import type { Text } from "../../sdk/election/content.ts";
import type { Check } from "../../sdk/verify/check.ts";
import { type ElectionStatus, electionStatus } from "../../sdk/verify/electionStatus.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import { recordTestReasons } from "../../sdk/verify/testLabel.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import { verificationKeys } from "../checkout/circuitFiles.ts";
import { copySnapshot } from "../rollFiles/copySnapshot.ts";
import { SnapshotForeignError, snapshotFiles } from "../rollFiles/evidence.ts";
import { FileExistsError } from "../terminal/checkedFile.ts";

/** What the archive keeps of an election. */
export type Archived = {
  readonly record: string;
  readonly checksFile: string;
  /** The copy of the roll's snapshot, if one was given. */
  readonly snapshot: string | null;
  readonly checks: readonly Check[];
  /** Where the record leaves the election; final with a result, or where there will be none. */
  readonly status: ElectionStatus;
  readonly test: readonly Text[];
};

export type ArchiveOrder = {
  /** Name of the election among the archive's files. */
  readonly id: string;
  readonly election: string;
  /** Where; undefined writes nothing. */
  readonly folder: string | undefined;
  /** Folder of the roll's snapshot, if the roll was published as a file. */
  readonly snapshot: string | undefined;
  readonly say?: (what: string, checked: number, total: number) => void;
};

/**
 * Writes an election's record from the chain, beside it every check of it, and a copy of the roll's snapshot. The same
 * may be written again; throws `FileExistsError` where another record stands, `SnapshotForeignError` for a snapshot of
 * an election whose roll was none, or `NoSnapshotError`.
 */
export async function archiveElection(
  { id, election, folder, snapshot, say = () => {} }: ArchiveOrder,
  { provider }: Rpc,
): Promise<Archived> {
  const record = await exportRecord(election, provider);
  if (snapshot !== undefined && record.rollSource === "registry") throw new SnapshotForeignError(snapshot);
  const files = snapshot === undefined ? {} : { snapshot: snapshotFiles(snapshot) };
  const checks = await verifyElection(record, { keysFor: verificationKeys, report: say, ...files });
  const [recordFile, checksFile] = [join(folder ?? "", `${id}.record.json`), join(folder ?? "", `${id}.checks.json`)];
  const copy = snapshot === undefined ? null : join(folder ?? "", `${id}.snapshot`);
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeOnce(recordFile, `${JSON.stringify(record)}\n`);
    writeOnce(checksFile, `${JSON.stringify(checks, null, 2)}\n`, isIncomplete);
    if (snapshot !== undefined && copy !== null) copySnapshot(snapshot, copy);
  }
  const found = { checks, status: electionStatus(record), test: recordTestReasons(record) };
  return { record: recordFile, checksFile, snapshot: copy, ...found };
}

/** @param mayReplace Whether what stands there may be written over. */
function writeOnce(file: string, text: string, mayReplace: (earlier: string) => boolean = () => false): void {
  if (existsSync(file)) {
    const earlier = readFileSync(file, "utf8");
    if (earlier === text) return;
    if (!mayReplace(earlier)) throw new FileExistsError(file);
  }
  writeFileSync(`${file}.new`, text, { flush: true });
  renameSync(`${file}.new`, file);
}

/** Whether checks that were written lacked something, as the snapshot's files. */
function isIncomplete(text: string): boolean {
  return (JSON.parse(text) as readonly Check[]).some(({ notChecked }) => notChecked === true);
}
