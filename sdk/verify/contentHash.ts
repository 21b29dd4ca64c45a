import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalPieces } from "../election/canonicalJson.ts";
import { hexOf } from "../election/snapshotEntry.ts";

/**
 * The content hash of a record (P11.7): SHA-256 of its canonical JSON in UTF-8, whatever blanks and order of fields its
 * file has. Two people who read the same to one another hold the same record.
 */
export function recordContentHash(record: unknown): string {
  const hash = sha256.create();
  for (const piece of canonicalPieces(record)) hash.update(utf8ToBytes(piece));
  return hexOf(hash.digest());
}
