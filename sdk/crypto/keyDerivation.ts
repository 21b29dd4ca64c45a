import { numberToBytesBE } from "@noble/curves/utils.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { getAddress, getBytes } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { type RandomBytes, randomBytes, scalarFromBytes } from "./random.ts";

/** The board that a trustee's secrets belong to. */
export type BoardId = { readonly chainId: bigint; readonly board: string };

export class TrusteeKeyLengthError extends HanpyoError {
  constructor(length: number) {
    super(
      "TRUSTEE_KEY_LENGTH",
      told`The trustee's key has ${{ length }} bytes`,
      "Give the 32 bytes that the key was made with",
    );
  }
}

/** e_i: the secret that a trustee receives shares with (P2). */
export function encryptionSecret(key: Uint8Array, board: BoardId): bigint {
  return derivedScalar(key, "encryption", 0, board);
}

/** a_i0 to a_i(k-1): the coefficients of a trustee's polynomial (P2). */
export function polynomialCoefficients(key: Uint8Array, board: BoardId, threshold: number): bigint[] {
  return Array.from({ length: threshold }, (_, m) => derivedScalar(key, "coefficient", m, board));
}

/** The ephemeral scalar of the share that a trustee deals to `seat` (P2.2). */
export function shareEphemeral(key: Uint8Array, board: BoardId, seat: number): bigint {
  return derivedScalar(key, "ephemeral", seat, board);
}

/**
 * A nonce for a proof of knowledge: HKDF of the secret, the transcript's hash and 48 fresh bytes, modulo l (P0).
 * It stays secret if either the secret or the random source is good, and differs between statements.
 */
export function hedgedNonce(secret: bigint, transcriptHash: string, random: RandomBytes): bigint {
  const material = concatBytes(numberToBytesBE(secret, 32), randomBytes(random, 48));
  return scalarFromBytes(hkdf(sha256, material, getBytes(transcriptHash), utf8ToBytes("hanpyo.nonce.v1"), 48));
}

function derivedScalar(key: Uint8Array, label: string, index: number, { chainId, board }: BoardId): bigint {
  if (key.length !== 32) throw new TrusteeKeyLengthError(key.length);
  const info = ["hanpyo.trustee.v1", label, index, chainId, getAddress(board)].join("|");
  return scalarFromBytes(hkdf(sha256, key, undefined, utf8ToBytes(info), 48));
}
