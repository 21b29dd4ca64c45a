import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { canonicalPieces } from "../../sdk/election/canonicalJson.ts";
import { FileExistsError } from "../terminal/checkedFile.ts";
import { fileSha256, writeRecord } from "../terminal/recordFile.ts";

/**
 * Writes a record's canonical text, of which the content hash is the file's own SHA-256 (P11.7). Throws `FileExistsError`
 * where another record stands.
 */
export async function writeRecordOnce(file: string, record: object, contentHash: string): Promise<void> {
  if (!existsSync(file)) await writeRecord(file, canonicalPieces(record));
  else if ((await fileSha256(file)) !== contentHash) throw new FileExistsError(file);
}

/**
 * Writes a value as JSON; the same may be written again. Throws `FileExistsError`.
 * @param mayReplace Whether what stands there may be written over.
 */
export function writeJsonOnce(
  file: string,
  value: unknown,
  mayReplace: (earlier: string) => boolean = () => false,
): void {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (existsSync(file)) {
    const earlier = readFileSync(file, "utf8");
    if (earlier === text) return;
    if (!mayReplace(earlier)) throw new FileExistsError(file);
  }
  writeFileSync(`${file}.new`, text, { flush: true });
  renameSync(`${file}.new`, file);
}
