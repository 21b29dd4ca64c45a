import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Signer } from "ethers";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { readSettledBlock } from "../../sdk/chain/blockTimes.ts";
import type { Text } from "../../sdk/election/content.ts";
import { archiveFacts, signArchive } from "../../sdk/verify/archiveManifest.ts";
import type { Check } from "../../sdk/verify/check.ts";
import { codeChecks } from "../../sdk/verify/codeChecks.ts";
import { recordContentHash } from "../../sdk/verify/contentHash.ts";
import { type ElectionStatus, electionStatus } from "../../sdk/verify/electionStatus.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import { recordTestReasons } from "../../sdk/verify/testLabel.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import { verificationKeys } from "../checkout/circuitFiles.ts";
import { compiledContracts } from "../checkout/compiledContracts.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { copySnapshot } from "../rollFiles/copySnapshot.ts";
import { SnapshotForeignError, snapshotFiles } from "../rollFiles/evidence.ts";
import { proofsInThreads } from "../threads/proofThreads.ts";
import { archivedProposal } from "./archivedProposal.ts";
import { writeJsonOnce, writeRecordOnce } from "./archiveFiles.ts";

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
  /** The record of the proposal that the election came of, and what the archivist signed of it; null if it came of none. */
  readonly proposal: { readonly id: string; readonly record: string; readonly manifest: string | null } | null;
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
 * of it and of the contracts' code, the manifest that the archivist signs (P11.6), the second verifier's page, a copy of
 * the roll's snapshot, and of an election that came of a proposal the proposal's record with its own manifest (P21.15).
 * The same may be written again; throws `FileExistsError` where another record stands, `SnapshotForeignError` for a snapshot of
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
  const proposal = await archivedProposal(record, provider, archivist);
  const checks = [
    ...(await verifyElection(record, { keysFor: verificationKeys, verify: proofsInThreads, report: say, ...files })),
    ...(await codeChecks(record, compiledContracts(ballotSize), verificationKeys(ballotSize), reader)),
    ...(proposal?.checks ?? []),
  ];
  const status = electionStatus(record);
  const recordHash = recordContentHash(record);
  const named = (part: string) => join(folder ?? "", `${id}.${part}.json`);
  const [recordFile, checksFile, manifestFile] = [named("record"), named("checks"), named("archive")];
  const facts = await archiveFacts(record, recordHash, provider);
  // Nothing is signed of a record that can still grow.
  const manifest = archivist === undefined || !status.final ? null : await signArchive(facts, archivist);
  const proposalFile = named("proposal");
  const proposalManifest = (proposal?.manifest ?? null) === null || !status.final ? null : named("proposal.archive");
  const copy = snapshot === undefined ? null : join(folder ?? "", `${id}.snapshot`);
  // A record that can still grow would stand in the way of the last one.
  if (folder !== undefined && status.final) {
    mkdirSync(folder, { recursive: true });
    await writeRecordOnce(recordFile, record, recordHash);
    writeJsonOnce(checksFile, checks, isIncomplete);
    writeVerifier(join(folder, VERIFIER));
    if (manifest !== null) writeJsonOnce(manifestFile, manifest);
    if (proposal !== undefined) await writeRecordOnce(proposalFile, proposal.record, proposal.recordHash);
    if (proposalManifest !== null) writeJsonOnce(proposalManifest, proposal?.manifest);
    if (snapshot !== undefined && copy !== null) copySnapshot(snapshot, copy);
  }
  const found = { checks, status, test: recordTestReasons(record) };
  const signed = { manifest: manifest === null ? null : manifestFile, archivist: manifest?.archivist ?? null };
  const verifier = join(folder ?? "", VERIFIER);
  const ofProposal =
    proposal === undefined ? null : { id: proposal.record.id, record: proposalFile, manifest: proposalManifest };
  return { record: recordFile, checksFile, verifier, ...signed, proposal: ofProposal, snapshot: copy, ...found };
}

/** One for all records of the archive; a program of its own makes it, which shares no code with this one. */
function writeVerifier(file: string): void {
  if (!existsSync(file)) execFileSync(process.execPath, [`${projectRoot}verifier/build.ts`, "--page", file]);
}

/** Whether checks that were written lacked something, as the snapshot's files. */
function isIncomplete(text: string): boolean {
  return (JSON.parse(text) as readonly Check[]).some(({ notChecked }) => notChecked === true);
}
