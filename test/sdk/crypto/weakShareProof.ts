import { GENERATOR, multiply, multiSum, type Point } from "../../../sdk/crypto/babyjubjub.ts";
import type { ProvedShare, ShareStatement } from "../../../sdk/crypto/shareProof.ts";
import { commitmentOf, responseOf } from "../../../sdk/crypto/sigmaProof.ts";
import { hashTranscript, hashWords, low128 } from "../../../sdk/crypto/transcript.ts";

/** Everything that a share's challenge hashes (P9.2), by name. */
export const SHARE_FIELDS = [
  ...(["chainId", "election", "sumHash", "seat", "shareKey", "bases", "share"] as const),
  ...(["index", "firstCommitment", "secondCommitment"] as const),
] as const;

export type ShareField = (typeof SHARE_FIELDS)[number];

/**
 * Known to be bad: the proof of P9.2 with one field left out of what is hashed; with none left out, that of the
 * protocol. Tests show what each field is for.
 */
export type WeakProof = { readonly without: ShareField | "nothing" };

const flat = (points: readonly Point[]) => points.flatMap(({ x, y }) => [x, y]);

function transcriptOf({ without }: WeakProof, statement: ShareStatement, share: readonly Point[]): bigint {
  const fields = [
    ["chainId", ["uint256"], [statement.chainId]],
    ["election", ["address"], [statement.election]],
    ["sumHash", ["bytes32"], [statement.sumHash]],
    ["seat", ["uint256"], [statement.seat]],
    ["shareKey", ["uint256", "uint256"], [statement.shareKey.x, statement.shareKey.y]],
    ["bases", ["uint256[]"], [flat(statement.bases)]],
    ["share", ["uint256[]"], [flat(share)]],
  ] as const;
  const hashed = fields.filter(([name]) => name !== without);
  const types = hashed.flatMap(([, names]) => [...names]);
  return BigInt(
    hashTranscript({ tag: "hanpyo.share.v1", types, values: hashed.flatMap(([, , values]) => [...values]) }),
  );
}

/** rho_t. */
export function coefficientsOf(weak: WeakProof, statement: ShareStatement, share: readonly Point[]): bigint[] {
  const transcript = transcriptOf(weak, statement, share);
  return share.map((_, t) => low128(hashWords(weak.without === "index" ? [transcript] : [transcript, BigInt(t)])));
}

function aggregate(coefficients: readonly bigint[], points: readonly Point[]): Point {
  return multiSum(points.map((point, t) => [coefficients[t] as bigint, point] as const));
}

export function challengeOf(
  weak: WeakProof,
  statement: ShareStatement,
  share: readonly Point[],
  first: Point,
  second: Point,
): bigint {
  const words = [transcriptOf(weak, statement, share)];
  if (weak.without !== "firstCommitment") words.push(first.x, first.y);
  if (weak.without !== "secondCommitment") words.push(second.x, second.y);
  return low128(hashWords(words));
}

export function proveWeakly(
  weak: WeakProof,
  secret: bigint,
  statement: ShareStatement,
  share: readonly Point[] = statement.bases.map((base) => multiply(base, secret)),
): ProvedShare {
  const base = aggregate(coefficientsOf(weak, statement, share), statement.bases);
  const nonce = 424242n;
  const challenge = challengeOf(weak, statement, share, multiply(GENERATOR, nonce), multiply(base, nonce));
  return { share, proof: { challenge, response: responseOf(nonce, challenge, secret) } };
}

export function verifyWeakly(weak: WeakProof, statement: ShareStatement, { share, proof }: ProvedShare): boolean {
  const coefficients = coefficientsOf(weak, statement, share);
  const first = commitmentOf(GENERATOR, statement.shareKey, proof);
  const second = commitmentOf(aggregate(coefficients, statement.bases), aggregate(coefficients, share), proof);
  return challengeOf(weak, statement, share, first, second) === proof.challenge;
}
