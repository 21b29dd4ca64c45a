import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import type { Text } from "../../sdk/election/content.ts";
import type { Check } from "../../sdk/verify/check.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import { recordTestReasons } from "../../sdk/verify/testLabel.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import { verificationKeys } from "../circuits/files.ts";
import { FileExistsError } from "../trustee/checkedFile.ts";

/** What the archive keeps of an election. */
export type Archived = {
  readonly record: string;
  readonly checksFile: string;
  readonly checks: readonly Check[];
  /** Whether the record ends with a result. */
  readonly decided: boolean;
  readonly test: readonly Text[];
};

/**
 * Writes an election's record from the chain, and beside it every check of it. The same record may be written again;
 * throws `FileExistsError` where another one stands.
 * @param folder Where; undefined writes nothing.
 */
export async function archiveElection(
  id: string,
  election: string,
  { provider }: Rpc,
  folder: string | undefined,
  say: (what: string, checked: number, total: number) => void = () => {},
): Promise<Archived> {
  const record = await exportRecord(election, provider);
  const checks = await verifyElection(record, { keysFor: verificationKeys, report: say });
  const [recordFile, checksFile] = [join(folder ?? "", `${id}.record.json`), join(folder ?? "", `${id}.checks.json`)];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeOnce(recordFile, `${JSON.stringify(record)}\n`);
    writeOnce(checksFile, `${JSON.stringify(checks, null, 2)}\n`);
  }
  const decided = record.result !== null;
  return { record: recordFile, checksFile, checks, decided, test: recordTestReasons(record) };
}

function writeOnce(file: string, text: string): void {
  if (existsSync(file)) {
    if (readFileSync(file, "utf8") !== text) throw new FileExistsError(file);
    return;
  }
  writeFileSync(`${file}.new`, text, { flush: true });
  renameSync(`${file}.new`, file);
}
