import { bytesToHex } from "@noble/hashes/utils.js";

/** Told how many bytes of a file have come, and how many there are (0 if unknown). */
export type DownloadReport = (loaded: number, total: number) => void;

/** The bytes at an address. Nothing of the visitor goes with the request. Throws an `Error` that says why it failed. */
export async function download(from: URL, report: DownloadReport = () => {}): Promise<Uint8Array<ArrayBuffer>> {
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
}

export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
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
