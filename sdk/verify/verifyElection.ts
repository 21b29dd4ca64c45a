import type { ProofVerifier } from "../proofs/groth16.ts";
import { ballotChecks } from "./ballotChecks.ts";
import { batchChecks } from "./batchChecks.ts";
import { boardChecks } from "./boardChecks.ts";
import { ceremonyChecks } from "./ceremonyChecks.ts";
import { type Check, group } from "./check.ts";
import { consentChecks } from "./consentChecks.ts";
import { constitutionChecks } from "./constitutionChecks.ts";
import { type Evidence, evidenceOf, type Report, type SnapshotFiles, type VerificationKeys } from "./evidence.ts";
import { openingChecks } from "./openingChecks.ts";
import { orderChecks } from "./orderChecks.ts";
import { publishedRollChecks } from "./publishedRollChecks.ts";
import { type ElectionRecord, RECORD_FORMAT, recordSchema } from "./record.ts";
import { DoubledKey } from "./recordText.ts";
import { resultChecks } from "./resultChecks.ts";
import { rollChecks } from "./rollChecks.ts";
import { sealChecks } from "./sealChecks.ts";
import { shareChecks } from "./shareChecks.ts";

export type VerifyOptions = {
  /** The keys of the circuits for a ballot size; may throw for a size that there is no circuit for. */
  readonly keysFor: (ballotSize: number) => VerificationKeys;
  /** How proofs are verified: by default each anew. */
  readonly verify?: ProofVerifier;
  /**
   * The files of the snapshot that the census is, for a roll published as a file (P13). Without them one check is not
   * made, and is not ok.
   */
  readonly snapshot?: SnapshotFiles;
  /** Called after each proof. */
  readonly report?: Report;
  /** Called with the checks of each part as soon as they are made. */
  readonly made?: (checks: readonly Check[]) => void;
};

/** A part of the protocol, with everything about it that a record can show. */
export type RecordPart = {
  /** Name of the group's own failure. */
  readonly name: string;
  readonly checks: (evidence: Evidence) => readonly Check[] | Promise<readonly Check[]>;
};

/** All parts in the protocol's order; the first word of a check's name is the protocol's step. */
export const RECORD_PARTS: readonly RecordPart[] = [
  { name: "P1 roll", checks: rollChecks },
  { name: "P13 published roll", checks: publishedRollChecks },
  { name: "P2 board", checks: boardChecks },
  { name: "P2 ceremony", checks: ceremonyChecks },
  { name: "P3 constitution", checks: constitutionChecks },
  { name: "P4.1 consents", checks: consentChecks },
  { name: "P4.2 opening", checks: openingChecks },
  { name: "P7 ballots", checks: ballotChecks },
  { name: "P7.5 batches", checks: batchChecks },
  { name: "P8 seal", checks: sealChecks },
  { name: "P9 shares", checks: shareChecks },
  { name: "P10 result", checks: resultChecks },
  { name: "P11 order of events", checks: orderChecks },
];

/** A record of the right form, or the failed check that says where it is not. */
export type ReadRecord = { readonly record: ElectionRecord } | { readonly failed: Check };

/** Reads a record's form (P11). Never throws, whatever it is given. */
export function readRecord(record: unknown): ReadRecord {
  const failed = (found: string) => ({
    failed: {
      name: "P11 format",
      ok: false,
      expected: `a record of the format ${RECORD_FORMAT}`,
      found,
    },
  });
  if (record instanceof DoubledKey) return failed(`an object has the key ${record.key.slice(0, 100)} twice`);
  try {
    const parsed = recordSchema.safeParse(record);
    if (parsed.success) return { record: parsed.data };
    const release = earlierRelease(record);
    if (release) return failed(`a record of release ${release}, which reads it: verify it with that release`);
    const [issue] = parsed.error.issues;
    return failed(`${issue?.path.join(".") || "the file"}: ${issue?.message}`);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** The formats of earlier releases, of which the first did not say whether an election is a test (P3.4). */
function earlierRelease(record: unknown): string | undefined {
  const { format, constitution } = Object(record) as { readonly format?: unknown; readonly constitution?: unknown };
  if (format !== "hanpyo-record-1" && format !== "hanpyo-record-2") return undefined;
  return "isTest" in Object(constitution) ? "0.2.0" : "0.1.0";
}

/**
 * Recomputes everything in an election's record (P11) and names every condition. Never throws on a malformed record:
 * that is a failed check. The record is verified when every check is ok; whether it holds a result, `electionStatus`
 * says.
 */
export async function verifyElection(
  record: unknown,
  { keysFor, snapshot, verify, report = () => {}, made = () => {} }: VerifyOptions,
): Promise<readonly Check[]> {
  const read = readRecord(record);
  if ("failed" in read) return [read.failed];
  const evidence = evidenceOf(read.record, keysFor, report, { verify, snapshot });
  const { format } = read.record;
  const checks: Check[] = [{ name: "P11 format", ok: true, expected: format, found: format }];
  for (const part of RECORD_PARTS) {
    const found = await group(part.name, () => part.checks(evidence));
    checks.push(...found);
    made(found);
  }
  return checks;
}
