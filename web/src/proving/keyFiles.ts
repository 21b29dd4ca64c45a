import {
  KeyDownloadFailedError,
  KeyFileAlteredError,
  KeyFileUnknownError,
  type KeySums,
} from "../../../sdk/proofs/keySums.ts";
import { type DownloadReport, download, sha256Of } from "../shared/download.ts";
import type { FileStore } from "./fileStore.ts";
import { inflated, isGzip } from "./inflate.ts";

/** Bytes that a key file may have at most, twice as many as the largest. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * A key file, from the store or from `folder`, and never without its checksum being right. A file in the store that
 * was altered is downloaded again. What is downloaded is `NAME.gz` where the folder has it, whose length is known
 * before; a host that inflates it on the way does no harm, and one without it gives the file itself.
 * Throws `KeyFileUnknownError`, `KeyDownloadFailedError` or `KeyFileAlteredError`.
 */
export async function loadKeyFile(
  folder: string,
  name: string,
  { sums, store, report }: { readonly sums: KeySums; readonly store: FileStore; readonly report: DownloadReport },
): Promise<Uint8Array<ArrayBuffer>> {
  const expected = sums.get(name);
  if (expected === undefined) throw new KeyFileUnknownError(name);
  const kept = await store.get(`${expected}/${name}`);
  if (kept !== undefined && (await sha256Of(kept)) === expected) {
    report(kept.length, kept.length);
    return kept;
  }
  const bytes = (await compressed(folder, name, expected, report)) ?? (await downloaded(folder, name, report));
  const found = await sha256Of(bytes);
  if (found !== expected) throw new KeyFileAlteredError(name, found, expected);
  await store.put(`${expected}/${name}`, bytes);
  return bytes;
}

/** The file out of `NAME.gz`; nothing where the folder has none. */
async function compressed(
  folder: string,
  name: string,
  expected: string,
  report: DownloadReport,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await download(new URL(`${name}.gz`, folder), report);
  } catch {
    return undefined;
  }
  // Inflated on the way, or a host's page that says it has no such file.
  if (!isGzip(bytes)) return (await sha256Of(bytes)) === expected ? bytes : undefined;
  try {
    return await inflated(bytes, MOST_BYTES);
  } catch {
    throw new KeyFileAlteredError(name, await sha256Of(bytes), expected);
  }
}

async function downloaded(folder: string, name: string, report: DownloadReport): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await download(new URL(name, folder), report);
  } catch (error) {
    throw new KeyDownloadFailedError(name, error instanceof Error ? error.message : String(error));
  }
}
