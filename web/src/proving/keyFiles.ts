import { bytesToHex } from "@noble/hashes/utils.js";
import { HanpyoError } from "../../../sdk/errors.ts";

/** SHA-256 of key files by their names, from a list that is compiled into the page. */
export type KeySums = ReadonlyMap<string, string>;

/** Told how many bytes of a file have come, and how many there are (0 if unknown). */
export type DownloadReport = (loaded: number, total: number) => void;

/** Where downloaded files are kept: the browser's Cache storage, as far as it is used here. */
export type KeyStore = {
  readonly get: (name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  readonly put: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
};

export class KeyFileUnknownError extends HanpyoError {
  constructor(name: string) {
    super("KEY_FILE_UNKNOWN", `This page knows no checksum of ${name}`, "Load the page anew, or tell the office");
  }
}

export class KeyDownloadFailedError extends HanpyoError {
  constructor(name: string, reason: string) {
    super("KEY_DOWNLOAD_FAILED", `${name} could not be downloaded (${reason})`, "Check the connection and try again");
  }
}

export class KeyFileAlteredError extends HanpyoError {
  constructor(name: string, found: string, expected: string) {
    super(
      "KEY_FILE_ALTERED",
      `${name} has the checksum ${found.slice(0, 16)}…, not ${expected.slice(0, 16)}…`,
      "Do not vote with this copy; load the page anew, and tell the office if it stays so",
    );
  }
}

/** Reads a list as `sha256sum` writes it; names come without their folders. */
export function parseSums(text: string): KeySums {
  const rows = text.split("\n").map((line) => /^([0-9a-f]{64}) {2}(?:.*\/)?([^/]+)$/.exec(line));
  return new Map(rows.flatMap((row) => (row === null ? [] : [[row[2] as string, row[1] as string]])));
}

/**
 * A key file, from the store or from `folder`, and never without its checksum being right. A file in the store that
 * was altered is downloaded again.
 * Throws `KeyFileUnknownError`, `KeyDownloadFailedError` or `KeyFileAlteredError`.
 */
export async function loadKeyFile(
  folder: string,
  name: string,
  { sums, store, report }: { readonly sums: KeySums; readonly store: KeyStore; readonly report: DownloadReport },
): Promise<Uint8Array<ArrayBuffer>> {
  const expected = sums.get(name);
  if (expected === undefined) throw new KeyFileUnknownError(name);
  const kept = await store.get(`${expected}/${name}`);
  if (kept !== undefined && (await sha256Of(kept)) === expected) {
    report(kept.length, kept.length);
    return kept;
  }
  const bytes = await download(new URL(name, folder), name, report);
  const found = await sha256Of(bytes);
  if (found !== expected) throw new KeyFileAlteredError(name, found, expected);
  await store.put(`${expected}/${name}`, bytes);
  return bytes;
}

/** The browser's Cache storage; where there is none (private mode) nothing is kept. */
export function cacheStore(): KeyStore {
  const open = () => caches.open("hanpyo-keys-1");
  const at = (name: string) => `./kept/${name}`;
  return {
    async get(name) {
      try {
        const found = await (await open()).match(at(name));
        return found === undefined ? undefined : new Uint8Array(await found.arrayBuffer());
      } catch {
        return undefined;
      }
    },
    async put(name, bytes) {
      try {
        await (await open()).put(at(name), new Response(bytes));
      } catch {
        // Without room, or in private mode, the file is downloaded again next time.
      }
    },
  };
}

async function download(from: URL, name: string, report: DownloadReport): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(from, { credentials: "omit", referrerPolicy: "no-referrer" });
    if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
    const total = Number(response.headers.get("Content-Length") ?? 0);
    const parts: Uint8Array[] = [];
    let loaded = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      loaded += value.length;
      report(loaded, Math.max(total, loaded));
    }
    return joined(parts, loaded);
  } catch (error) {
    throw new KeyDownloadFailedError(name, error instanceof Error ? error.message : String(error));
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
