import type { Point } from "../crypto/babyjubjub.ts";
import { fingerprintOf } from "../crypto/fingerprint.ts";
import type { BoardId } from "../crypto/keyDerivation.ts";
import { hashWords } from "../crypto/transcript.ts";

/** A board whose trustees have all registered. */
export type RegisteredBoard = BoardId & {
  readonly threshold: number;
  readonly trustees: readonly string[];
  /** E_j of all seats, as P. */
  readonly encryptionKeys: readonly Point[];
};

/** What trustees compare before they deal: all that decides who will be able to open what is dealt (P2.2). */
export function keysFingerprint({ chainId, board, threshold, trustees, encryptionKeys }: RegisteredBoard): string {
  const words = [chainId, BigInt(board), BigInt(threshold), ...trustees.map(BigInt)];
  return fingerprintOf(hashWords([...words, ...encryptionKeys.flatMap(({ x, y }) => [x, y])]));
}
