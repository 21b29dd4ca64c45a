import { multiplySecret, type Point, pointsEqual } from "./babyjubjub.ts";
import { ciphertextWords, encrypt } from "./elgamal.ts";
import type { BoardId } from "./keyDerivation.ts";
import { type RandomBytes, randomScalar } from "./random.ts";
import { proveShare, type ShareStatement, verifyShare } from "./shareProof.ts";
import { hashWords } from "./transcript.ts";

/** Ciphertexts of a made-up ballot. */
const CIPHERTEXTS = 4;

/** What a trustee's rehearsal stands on: the board, its key, and the seat with its share's public key. */
export type RehearsedSeat = BoardId & {
  readonly seat: number;
  /** K and Y_j, as the board has them. */
  readonly electionKey: Point;
  readonly shareKey: Point;
};

/**
 * Decrypts a made-up ballot with a trustee's share and checks share and proof, without a network (P9.4). The statement
 * names the board in an election's place, so no election takes it; and whoever made the ballot knows the result anyway.
 */
export function rehearseShare(
  shareSecret: bigint,
  { chainId, board, seat, electionKey, shareKey }: RehearsedSeat,
  random: RandomBytes,
): boolean {
  const scalars = Array.from({ length: CIPHERTEXTS }, () => randomScalar(random));
  const ballot = scalars.map((scalar, t) => encrypt(BigInt(t % 2), electionKey, scalar));
  const sumHash = hashWords(ciphertextWords(ballot));
  const statement: ShareStatement = {
    chainId,
    election: board,
    sumHash,
    seat,
    shareKey,
    bases: ballot.map(({ c1 }) => c1),
  };
  const made = proveShare(shareSecret, statement, random);
  const expected = scalars.map((scalar) => multiplySecret(shareKey, scalar));
  const opens = made.share.every((point, t) => pointsEqual(point, expected[t] as Point));
  return opens && verifyShare(statement, made);
}
