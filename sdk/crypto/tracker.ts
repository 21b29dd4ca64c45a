import { HanpyoError, told } from "../errors.ts";
import { hashTranscript } from "./transcript.ts";

/** What a tracker is computed from (P5.6). */
export type TrackedBallot = {
  readonly election: string;
  readonly nullifier: bigint;
  readonly version: bigint;
  /** The words of the ciphertexts. */
  readonly next: readonly bigint[];
};

/** Crockford's base32; the last five are check symbols only. */
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
const DATA_LENGTH = 26;
const GROUP = 4;

export class TrackerSymbolError extends HanpyoError {
  constructor(symbol: string, position: number) {
    super(
      "TRACKER_SYMBOL",
      told`"${{ symbol }}" at place ${{ position }} cannot occur in a tracker`,
      "Compare it with the original",
    );
  }
}

export class TrackerLengthError extends HanpyoError {
  constructor(length: number) {
    super(
      "TRACKER_LENGTH",
      told`The tracker has ${{ length }} characters instead of ${{ expected: DATA_LENGTH + 1 }}`,
      "Look for a missing or doubled character",
    );
  }
}

export class TrackerChecksumError extends HanpyoError {
  constructor(found: string, expected: string) {
    super(
      "TRACKER_CHECKSUM",
      told`The tracker ends in "${{ found }}", its other characters call for "${{ expected }}"`,
      "Compare it with the original: one character is wrong, or two are swapped",
    );
  }
}

/** The 128-bit number of a ballot's tracker (P5.6). */
export function trackerNumber({ election, nullifier, version, next }: TrackedBallot): bigint {
  const hash = hashTranscript({
    tag: "hanpyo.tracker.v1",
    types: ["address", "uint256", "uint256", "uint256[]"],
    values: [election, nullifier, version, next],
  });
  return BigInt(hash) >> 128n;
}

/** A tracker as people see it: 26 characters and a check character, in groups of four. */
export function formatTracker(number: bigint): string {
  const data = Array.from({ length: DATA_LENGTH }, (_, i) =>
    SYMBOLS.charAt(Number((number >> BigInt(5 * (DATA_LENGTH - 1 - i))) & 31n)),
  ).join("");
  return (data + checkSymbol(number)).replace(new RegExp(`.{${GROUP}}(?!$)`, "g"), "$&-");
}

/** The tracker of a ballot, formatted. */
export function trackerOf(ballot: TrackedBallot): string {
  return formatTracker(trackerNumber(ballot));
}

/**
 * Reads a tracker as people type it: any case, spaces and hyphens anywhere, O for 0, I and L for 1.
 * Throws `TrackerSymbolError`, `TrackerLengthError` or `TrackerChecksumError`.
 */
export function parseTracker(text: string): bigint {
  const plain = text.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  const symbols = [...plain];
  if (symbols.length !== DATA_LENGTH + 1) throw new TrackerLengthError(symbols.length);
  const data = symbols.slice(0, DATA_LENGTH);
  const number = data.reduce((value, symbol, i) => {
    const digit = SYMBOLS.indexOf(symbol);
    if (digit < 0 || digit >= 32 || (i === 0 && digit >= 8)) throw new TrackerSymbolError(symbol, i + 1);
    return value * 32n + BigInt(digit);
  }, 0n);
  const check = symbols[DATA_LENGTH] as string;
  if (check !== checkSymbol(number)) throw new TrackerChecksumError(check, checkSymbol(number));
  return number;
}

function checkSymbol(number: bigint): string {
  return SYMBOLS.charAt(Number(number % 37n));
}
