import { openBox } from "./checks/box.ts";
import type { Case, VerifyingKeys } from "./checks/case.ts";
import { checkCeremony } from "./checks/ceremony.ts";
import { checkCensus, checkConsents, checkOpening } from "./checks/consents.ts";
import { checkShares } from "./checks/decryption.ts";
import { checkFrozen } from "./checks/frozen.ts";
import { checkSnapshots } from "./checks/published.ts";
import { openRegistry } from "./checks/registry.ts";
import { checkNotCounted, checkResult, checkSeal, phaseOfRecord } from "./checks/result.ts";
import type { RandomBytes } from "./pairing/coefficients.ts";
import { foldKey } from "./pairing/groth16.ts";
import { type Overview, overview, parts } from "./record/readRecord.ts";
import type { Skeleton } from "./record/recordShape.ts";
import type { RecordSource } from "./record/source.ts";
import { CHECKS } from "./report/checkNames.ts";
import { createLedger, type Finding } from "./report/ledger.ts";
import type { Phase } from "./rules/phase.ts";
import { ballotConstants } from "./tally/ballotSignals.ts";

/** How far a verification is. */
export interface Progress {
  readonly step: "reading" | "checking";
  /** From 0 to 1. */
  readonly part: number;
  readonly ballots: number;
}

/** What a verification is made with. */
export interface Means {
  readonly keys: VerifyingKeys;
  readonly random: RandomBytes;
  readonly onProgress: (progress: Progress) => void | Promise<void>;
}

/** What was found in a record. */
export interface Verification {
  readonly overview: Overview;
  readonly record: Skeleton;
  readonly phase: Phase;
  readonly ballots: number;
  readonly findings: readonly Finding[];
}

const ballotKey = ({ record, keys, ledger }: Case, scope: bigint) => {
  const { opening, constitution } = record;
  const key = keys.ballot.get(constitution.ballotSize);
  if (!key) ledger.notMade("P5.5 proofs of ballots", `no key for ballots of ${constitution.ballotSize} options`);
  if (!key || !opening) return undefined;
  return foldKey(key, 3, ballotConstants(scope, opening.censusRoot, opening.electionKey, constitution));
};

/**
 * Makes all checks that a record alone allows (protocol, P11.2), in two readings of it: the first for everything but the
 * long lists, the second for these, part by part. `NotARecord` or `OtherFormat` if the file is no such record.
 */
export const verifyRecord = async (source: RecordSource, means: Means): Promise<Verification> => {
  const { keys, random, onProgress } = means;
  const first = await overview(source, (bytes) => {
    void onProgress({ step: "reading", part: bytes / Math.max(1, source.size), ballots: 0 });
  });
  const record = first.skeleton;
  const ledger = createLedger(CHECKS);
  const at: Case = { record, keys, ledger, random };

  const scope = checkFrozen(at);
  const ceremony = checkCeremony(at);
  const registry = record.rollSource === "registry" ? openRegistry(at) : undefined;
  const box = openBox(at, ballotKey(at, scope), first.replaced);

  let done = 0;
  let ballots = 0;
  const total = first.ballots + first.changes + first.skipped;
  for await (const part of parts(source, first.sha256)) {
    if (part.list === "roll") registry?.apply(part.change, part.index);
    if (part.list === "batches") box.cast(part.batch, part.index);
    if (part.list === "skipped") box.skip(part.skipped, part.index);
    ballots += part.list === "batches" ? part.batch.ballots.length : 0;
    done += part.list === "batches" ? part.batch.ballots.length : 1;
    await onProgress({ step: "checking", part: done / Math.max(1, total), ballots });
  }

  const census = registry ? registry.census() : checkSnapshots(at);
  const content = box.content();
  if (census && (record.consents.length > 0 || record.opening)) checkCensus(at, census);
  checkConsents(at, ceremony, census);
  checkOpening(at, ceremony, census);
  checkSeal(at, content);
  checkResult(at, content, checkShares(at, ceremony, content.sum));
  checkNotCounted(at, content);

  return {
    overview: first,
    record,
    phase: phaseOfRecord(record, content.ballots),
    ballots: content.ballots,
    findings: ledger.findings(),
  };
};
