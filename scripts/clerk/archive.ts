import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Signer } from "ethers";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { readSettledBlock } from "../../sdk/chain/blockTimes.ts";
import { canonicalPieces } from "../../sdk/election/canonicalJson.ts";
import type { Text } from "../../sdk/election/content.ts";
import { archiveFacts, signArchive } from "../../sdk/verify/archiveManifest.ts";
import type { Check } from "../../sdk/verify/check.ts";
import { codeChecks } from "../../sdk/verify/codeChecks.ts";
import { recordContentHash } from "../../sdk/verify/contentHash.ts";
import { type ElectionStatus, electionStatus } from "../../sdk/verify/electionStatus.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { recordTestReasons } from "../../sdk/verify/testLabel.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import { verificationKeys } from "../checkout/circuitFiles.ts";
import { compiledContracts } from "../checkout/compiledContracts.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { copySnapshot } from "../rollFiles/copySnapshot.ts";
import { SnapshotForeignError, snapshotFiles } from "../rollFiles/evidence.ts";
import { FileExistsError } from "../terminal/checkedFile.ts";
import { fileSha256, writeRecord } from "../terminal/recordFile.ts";
import { proofsInThreads } from "../threads/proofThreads.ts";

/** The second verifier as one page that needs no network: whoever has it and a record can check that. */
export const VERIFIER = "verifier.html";

/** What the archive keeps of an election. */
export type Archived = {
  readonly record: string;
  readonly checksFile: string;
  /** What the archivist signed of it, and who that is; null if nobody signed. */
  readonly manifest: string | null;
  readonly archivist: string | null;
  readonly verifier: string;
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
  /** Who signs what the chain said, so that a reader without a chain can hold the record to it; undefined signs nothing. */
  readonly archivist: Pick<Signer, "getAddress" | "signTypedData"> | undefined;
  readonly say?: (what: string, checked: number, total: number) => void;
};

/**
 * Writes an election's record from the chain, as of the last final block where the node names one, beside it every check
 * of it and of the contracts' code, the manifest that the archivist signs (P11.6), the second verifier's page, and a copy
 * of the roll's snapshot. The same
 * may be written again; throws `FileExistsError` where another record stands, `SnapshotForeignError` for a snapshot of
 * an election whose roll was none, or `NoSnapshotError`.
 */
export async function archiveElection(
  { id, election, folder, snapshot, archivist, say = () => {} }: ArchiveOrder,
  { provider }: Rpc,
): Promise<Archived> {
  const { number } = await readSettledBlock(provider);
  const record = await exportRecord(election, provider, number);
  if (snapshot !== undefined && record.rollSource === "registry") throw new SnapshotForeignError(snapshot);
  const files = snapshot === undefined ? {} : { snapshot: snapshotFiles(snapshot) };
  const { ballotSize } = record.constitution;
  const reader = { provider, block: record.block.number };
  const checks = [
    ...(await verifyElection(record, { keysFor: verificationKeys, verify: proofsInThreads, report: say, ...files })),
    ...(await codeChecks(record, compiledContracts(ballotSize), verificationKeys(ballotSize), reader)),
  ];
  const status = electionStatus(record);
  const recordHash = recordContentHash(record);
  const named = (part: string) => join(folder ?? "", `${id}.${part}.json`);
  const [recordFile, checksFile, manifestFile] = [named("record"), named("checks"), named("archive")];
  const facts = await archiveFacts(record, recordHash, provider);
  // Nothing is signed of a record that can still grow.
  const manifest = archivist === undefined || !status.final ? null : await signArchive(facts, archivist);
  const copy = snapshot === undefined ? null : join(folder ?? "", `${id}.snapshot`);
  // A record that can still grow would stand in the way of the last one.
  if (folder !== undefined && status.final) {
    mkdirSync(folder, { recursive: true });
    await writeRecordOnce(recordFile, record, recordHash);
    writeOnce(checksFile, `${JSON.stringify(checks, null, 2)}\n`, isIncomplete);
    writeVerifier(join(folder, VERIFIER));
    if (manifest !== null) writeOnce(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
    if (snapshot !== undefined && copy !== null) copySnapshot(snapshot, copy);
  }
  const found = { checks, status, test: recordTestReasons(record) };
  const signed = { manifest: manifest === null ? null : manifestFile, archivist: manifest?.archivist ?? null };
  const verifier = join(folder ?? "", VERIFIER);
  return { record: recordFile, checksFile, verifier, ...signed, snapshot: copy, ...found };
}

/** Writes the record's canonical text, of which the content hash is the file's own SHA-256 (P11.7). */
async function writeRecordOnce(file: string, record: ElectionRecord, contentHash: string): Promise<void> {
  if (!existsSync(file)) await writeRecord(file, canonicalPieces(record));
  else if ((await fileSha256(file)) !== contentHash) throw new FileExistsError(file);
}

/** One for all records of the archive; a program of its own makes it, which shares no code with this one. */
function writeVerifier(file: string): void {
  if (!existsSync(file)) execFileSync(process.execPath, [`${projectRoot}verifier/build.ts`, "--page", file]);
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
