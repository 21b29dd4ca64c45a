import { GENERATOR, multiplySecret, multiSum, type Point } from "./babyjubjub.ts";
import { hedgedNonce } from "./keyDerivation.ts";
import type { RandomBytes } from "./random.ts";
import { commitmentOf, isInRange, responseOf, type SigmaProof } from "./sigmaProof.ts";
import { hashTranscript, hashWords, low128 } from "./transcript.ts";

/** Of which sealed sum a trustee gives its share. */
export type ShareStatement = {
  readonly chainId: bigint;
  readonly election: string;
  readonly sumHash: string;
  readonly seat: number;
  /** Y_j. */
  readonly shareKey: Point;
  /** C1_t of the sealed sum, all in the subgroup. */
  readonly bases: readonly Point[];
};

/** A decryption share with its proof (P9.2). */
export type ProvedShare = {
  /** D_t = x_j C1_t, as P; `postShare` takes the Q of them. */
  readonly share: readonly Point[];
  readonly proof: SigmaProof;
};

/** Makes a trustee's share of the sealed sum and proves it right for all ciphertexts at once (P9.2). */
export function proveShare(shareSecret: bigint, statement: ShareStatement, random: RandomBytes): ProvedShare {
  const share = statement.bases.map((base) => multiplySecret(base, shareSecret));
  const transcript = transcriptHash(statement, share);
  const base = aggregate(transcript, statement.bases);
  const nonce = hedgedNonce(shareSecret, transcript, random);
  const challenge = challengeOf(transcript, multiplySecret(GENERATOR, nonce), multiplySecret(base, nonce));
  return { share, proof: { challenge, response: responseOf(nonce, challenge, shareSecret) } };
}

/**
 * Whether a share is x_j C1_t for every ciphertext (P9.2). The points of `share` must be in the subgroup.
 * False for another number of points and for values out of range.
 */
export function verifyShare(statement: ShareStatement, { share, proof }: ProvedShare): boolean {
  if (share.length !== statement.bases.length || !isInRange(proof)) return false;
  const transcript = transcriptHash(statement, share);
  const base = aggregate(transcript, statement.bases);
  const aggregated = aggregate(transcript, share);
  const first = commitmentOf(GENERATOR, statement.shareKey, proof);
  const second = commitmentOf(base, aggregated, proof);
  return challengeOf(transcript, first, second) === proof.challenge;
}

/** T of P9.2. */
function transcriptHash(statement: ShareStatement, share: readonly Point[]): string {
  const { chainId, election, sumHash, seat, shareKey, bases } = statement;
  return hashTranscript({
    tag: "hanpyo.share.v1",
    types: ["uint256", "address", "bytes32", "uint256", "uint256", "uint256", "uint256[]", "uint256[]"],
    values: [chainId, election, sumHash, seat, shareKey.x, shareKey.y, words(bases), words(share)],
  });
}

/** The sum of rho_t times point t. */
function aggregate(transcript: string, points: readonly Point[]): Point {
  return multiSum(points.map((point, t) => [low128(hashWords([BigInt(transcript), BigInt(t)])), point] as const));
}

function challengeOf(transcript: string, first: Point, second: Point): bigint {
  return low128(hashWords([BigInt(transcript), first.x, first.y, second.x, second.y]));
}

function words(points: readonly Point[]): bigint[] {
  return points.flatMap(({ x, y }) => [x, y]);
}
