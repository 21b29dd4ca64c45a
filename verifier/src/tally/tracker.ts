import { tagged } from "../hash/tagged.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

/** A ballot's tracker (P5.6): the first 128 bits of its hash. */
export const trackerOf = (election: bigint, nullifier: bigint, version: bigint, next: readonly bigint[]): bigint =>
  tagged("hanpyo.tracker.v1", election, nullifier, version, next) >> 128n;

/** As people read it: Crockford's base32 with a check character modulo 37, in groups of four. */
export const trackerText = (tracker: bigint): string => {
  const symbols = Array.from({ length: 26 }, (_, i) => ALPHABET[Number((tracker >> BigInt(5 * (25 - i))) & 31n)]!);
  const whole = symbols.join("") + ALPHABET[Number(tracker % 37n)]!;
  return whole.match(/.{1,4}/g)!.join("-");
};
