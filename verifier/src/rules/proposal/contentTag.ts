import { utf8ToBytes } from "@noble/hashes/utils.js";
import { numberOf } from "../../hash/keccak.ts";

/** The most that content of a proposal or a cell may have (P23.2, P25.5). */
export const MOST_CONTENT_BYTES = 40_960;

/** A format's name as `bytes32`: its characters, and zeros behind. */
export const contentTag = (format: string): bigint => {
  const word = new Uint8Array(32);
  word.set(utf8ToBytes(format));
  return numberOf(word);
};
