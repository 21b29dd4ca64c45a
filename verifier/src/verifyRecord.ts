import type { CeremonyKeys } from "./checks/boardKeys.ts";
import { openBox } from "./checks/box.ts";
import type { Case, VerifyingKeys } from "./checks/case.ts";
import { checkCeremony } from "./checks/ceremony.ts";
import { type Census, checkConsents, checkOpening } from "./checks/consents.ts";
import { checkShares } from "./checks/decryption.ts";
import { checkFrozen } from "./checks/frozen.ts";
import { addSkeletonMoments, collectMoments } from "./checks/moments.ts";
import { checkOrigin } from "./checks/origin.ts";
import { censusOf, checkSnapshots } from "./checks/published.ts";
import { openRegistry } from "./checks/registry.ts";
import { checkResult, checkSeal, phaseOfRecord } from "./checks/result.ts";
import { checkSnapshotFiles, type SnapshotFolder } from "./checks/snapshotFiles.ts";
import type { RandomBytes } from "./pairing/coefficients.ts";
import { type FoldedKey, foldKey } from "./pairing/groth16.ts";
import { contentHash } from "./record/contentHash.ts";
import { type Overview, overview, parts } from "./record/readRecord.ts";
import type { RecordSource } from "./record/source.ts";
import { CHECKS } from "./report/checkNames.ts";
import { createLedger, type Finding } from "./report/ledger.ts";
import { type Content, readContent } from "./rules/content.ts";
import type { Phase } from "./rules/phase.ts";
import { ballotConstants } from "./tally/ballotSignals.ts";

/** How far a verification is. */
export interface Progress {
  readonly step: "reading" | "checking";
  /** From 0 to 1. */
  readonly part: number;
  /** Ballots, or supports and withdrawals, that were looked at. */
  readonly casts: number;
}

/** Tells of a first reading by its bytes. */
export const reading =
  (source: RecordSource, { onProgress }: Pick<Means, "onProgress">) =>
  (bytes: number): void | Promise<void> =>
    onProgress({ step: "reading", part: bytes / Math.max(1, source.size), casts: 0 });

/** What a verification is made with. */
export interface Means {
  readonly keys: VerifyingKeys;
  readonly random: RandomBytes;
  /** How many proofs are checked in one equation: more are faster, fewer answer sooner. */
  readonly batch: number;
  /** The files of the published roll's snapshot that is the census, where they are at hand. */
  readonly snapshot?: SnapshotFolder | undefined;
  readonly onProgress: (progress: Progress) => void | Promise<void>;
}

/** What was found in an election's record. */
export interface Verification {
  readonly of: "election";
  readonly overview: Overview;
  /** The record's content hash (P11.7), in hexadecimal digits. */
  readonly contentHash: string;
  readonly content: Content | undefined;
  readonly phase: Phase;
  /** How many slots hold a ballot. */
  readonly ballots: number;
  readonly findings: readonly Finding[];
}

const ballotKey = ({ record, keys }: Case, scope: bigint, made: CeremonyKeys | undefined): FoldedKey | undefined => {
  const { opening, constitution } = record;
  const key = keys.ballot.get(constitution.ballotSize);
  if (!key || !opening || !made) return undefined;
  return foldKey(key, 3, ballotConstants(scope, opening.censusRoot, made.electionKey, constitution));
};

const checkPublished = async (at: Case, bytes: SnapshotFolder | undefined): Promise<Census | undefined> => {
  const snapshot = checkSnapshots(at);
  if (!snapshot) {
    const none = () => "there is no census that the files could be of";
    if (bytes) at.ledger.check("P13.5 the snapshot's files are those of the census", false, none);
    return undefined;
  }
  if (bytes) await checkSnapshotFiles(at, snapshot, bytes);
  else at.ledger.notMade("P13.5 the snapshot's files", "they were not given");
  return censusOf(snapshot);
};

/** Makes all checks of an election's record, once it was read (docs/record.md, section 4). */
export const verifyElection = async (
  source: RecordSource,
  first: Overview,
  { keys, random, batch, snapshot, onProgress }: Means,
): Promise<Verification> => {
  const record = first.skeleton;
  const ledger = createLedger(CHECKS);
  const at: Case = { record, keys, ledger, random, batch };
  ledger.present((check) => check === "P11 format");

  const content = readContent(record.content);
  const scope = checkFrozen(at, content);
  checkOrigin(at);
  const ceremony = checkCeremony(at);
  const registry = record.rollSource === "registry" ? openRegistry(at) : undefined;
  const box = openBox(at, ballotKey(at, scope, ceremony), first.replaced);
  const moments = collectMoments(at);
  addSkeletonMoments(at, moments);

  let done = 0;
  let ballots = 0;
  const total = Math.max(1, first.ballots + first.changes + first.skipped);
  for await (const part of parts(source, first.sha256)) {
    if (part.list === "roll") registry?.apply(part.change, part.index);
    if (part.list === "batches") {
      box.cast(part.batch, part.index);
      moments.add(part.batch.at);
      ballots += part.batch.ballots.length;
    }
    if (part.list === "skipped") {
      box.skip(part.skipped, part.index);
      moments.add(part.skipped.at);
    }
    done += part.list === "batches" ? part.batch.ballots.length : 1;
    await onProgress({ step: "checking", part: done / total, casts: ballots });
  }

  const census = registry ? registry.census() : await checkPublished(at, snapshot);
  const inBox = box.content();
  checkConsents(at, ceremony, census);
  checkOpening(at, ceremony, census);
  checkSeal(at, inBox);
  checkResult(at, inBox, checkShares(at, ceremony, inBox));
  moments.addTime(registry?.lastTime() ?? 0);
  moments.check();

  const phase = phaseOfRecord(record, inBox.ballots);
  const hash = await contentHash(source, first);
  const findings = ledger.findings();
  return { of: "election", overview: first, contentHash: hash, content, phase, ballots: inBox.ballots, findings };
};

/**
 * Makes all checks that an election's record alone allows, in two readings of it: the first for all but the long
 * lists, the second for these, part by part. `NotJson`, `NotARecord` or `OtherFormat` if the file is none.
 */
export const verifyRecord = async (source: RecordSource, means: Means): Promise<Verification> =>
  verifyElection(source, await overview(source, reading(source, means)), means);
