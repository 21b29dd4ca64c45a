import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../election/canonicalJson.ts";
import { hexOf } from "../election/snapshotEntry.ts";

/**
 * The content hash of a record (P11.7): SHA-256 of its canonical JSON in UTF-8, whatever blanks and order of fields its
 * file has. Two people who read the same to one another hold the same record.
 */
export function recordContentHash(record: unknown): string {
  return hexOf(sha256(utf8ToBytes(canonicalJson(record))));
}
