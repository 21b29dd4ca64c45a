import { HanpyoError, told } from "../errors.ts";

/** SHA-256 of key files by their names, from a list that came with the software and not with the files. */
export type KeySums = ReadonlyMap<string, string>;

export class KeyFileUnknownError extends HanpyoError {
  constructor(name: string) {
    super(
      "KEY_FILE_UNKNOWN",
      told`No checksum of ${{ file: name }} is known here`,
      "Load the page anew, or take a newer release",
    );
  }
}

export class KeyFileAlteredError extends HanpyoError {
  constructor(name: string, found: string, expected: string) {
    super(
      "KEY_FILE_ALTERED",
      told`${{ file: name }} has the checksum ${{ found: `${found.slice(0, 16)}…` }}, not ${{ expected: `${expected.slice(0, 16)}…` }}`,
      "Do not vote with this copy; take it from its source again, and tell the office if it stays so",
    );
  }
}

/** The address of a key file gave no file. */
export class KeyDownloadFailedError extends HanpyoError {
  constructor(name: string, reason: string) {
    super(
      "KEY_DOWNLOAD_FAILED",
      told`${{ file: name }} could not be downloaded (${{ reason }})`,
      "Check the connection and try again",
    );
  }
}

/** Reads a list as `sha256sum` writes it; names come without their folders. */
export function parseSums(text: string): KeySums {
  const rows = text.split("\n").map((line) => /^([0-9a-f]{64}) {2}(?:.*\/)?([^/]+)$/.exec(line));
  return new Map(rows.flatMap((row) => (row === null ? [] : [[row[2] as string, row[1] as string]])));
}
