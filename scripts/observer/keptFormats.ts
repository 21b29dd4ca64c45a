import { readFileSync } from "node:fs";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { FileUnreadableError } from "../terminal/checkedFile.ts";
import { fileTrouble } from "../terminal/fileTrouble.ts";
import { readRecordFile } from "../terminal/recordFile.ts";

/** What this release writes; docs/formats.md has a row for each. */
export const CURRENT: readonly string[] = [
  ...[
    "record-3",
    "joint-1",
    "verification-1",
    "watch-1",
    "archive-1",
    "content-2",
    "trust-1",
    "trust-line-1",
    "roll-snapshot-1",
    "roll-files-1",
  ],
  ...["page-1", "report-1", "vectors-1", "tampered-1", "ballot-1", "act-1", "omission-1", "opening-1"],
  ...["proposal-verification-1", "proposal-archive-1"],
  ...["proposal-text-1", "proposal-1", "proposal-content-1", "cell-content-1", "quota-1"],
  ...["trustee-deal-task-1", "trustee-deal-1", "trustee-consent-task-1", "trustee-consent-1"],
  ...["trustee-share-task-1", "trustee-share-1", "office-change-1", "snapshot-signature-1", "removals-1"],
  ...[
    "election-1",
    "template-1",
    "proposal-draft-1",
    "round-1",
    "scores-1",
    "deployment-3",
    "trustee-key-2",
    "recovery-1",
    "office-1",
    "relayer-1",
  ],
].map((name) => `hanpyo-${name}`);

/** Earlier ones that are read as they are, for ever, with what is written in their place. */
export const READ_AS_THEY_ARE: Readonly<Record<string, string>> = { "hanpyo-trustee-key-1": "hanpyo-trustee-key-2" };

/** Earlier ones of contracts that are no more, with the release that reads them: what they say cannot be said anew. */
export const EARLIER: Readonly<Record<string, string>> = {
  "hanpyo-record-1": "0.2.0",
  "hanpyo-record-2": "0.2.0",
  "hanpyo-deployment-1": "0.1.0",
  "hanpyo-deployment-2": "0.2.0",
};

/** A file that needs nothing: its format, and what will be written in its place if that is another one. */
export type Kept = { readonly file: string; readonly format: string; readonly writes: string };

export class FormatEarlierError extends HanpyoError {
  constructor(file: string, format: string, release: string) {
    super(
      "FORMAT_EARLIER",
      told`${{ file }} is ${{ format }}, of release ${{ release }}`,
      told`Use it with release ${{ release }}: it tells of contracts that later releases do not know, so it cannot be brought over`,
    );
  }
}

export class FormatUnknownError extends HanpyoError {
  constructor(file: string, format: string) {
    super(
      "FORMAT_UNKNOWN",
      format === ""
        ? told`${{ file }} has no format that this release knows`
        : told`${{ file }} has the format ${{ format: format.slice(0, 60) }}`,
      "Take a later release, or the file as it was written",
    );
  }
}

/**
 * What a kept file is to this release. Nothing that a release since 0.2.0 wrote needs another form to be read.
 * Throws `FormatEarlierError`, `FormatUnknownError`, `FileUnreadableError`, `RecordUnreadableError`.
 */
export async function keptFile(file: string): Promise<Kept> {
  const { format, isTest } = await formatOf(file);
  if (CURRENT.includes(format)) return { file, format, writes: format };
  const writes = READ_AS_THEY_ARE[format];
  if (writes !== undefined) return { file, format, writes };
  const release = EARLIER[format];
  if (release === undefined) throw new FormatUnknownError(file, format);
  // Both numbers of records were written by both releases; the second one's constitutions say whether it is a test (P11.1).
  const isRecord = format.startsWith("hanpyo-record-");
  throw new FormatEarlierError(file, format, !isRecord ? release : isTest ? "0.2.0" : "0.1.0");
}

/** An election file is YAML; everything else is JSON, and a record may be longer than any text. */
async function formatOf(file: string): Promise<{ readonly format: string; readonly isTest?: boolean }> {
  if (/\.ya?ml$/.test(file)) {
    const [, format = ""] = /^format:\s*["']?(hanpyo-[a-z-]+-\d+)/m.exec(textOf(file)) ?? [];
    return { format };
  }
  const { format, constitution } = Object((await readRecordFile(file)).content) as {
    readonly format?: unknown;
    readonly constitution?: unknown;
  };
  return { format: typeof format === "string" ? format : "", isTest: "isTest" in Object(constitution) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new FileUnreadableError(file, fileTrouble(error));
  }
}
