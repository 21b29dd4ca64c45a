import { poseidon5 } from "poseidon-lite/poseidon5";
import { GENERATOR, multiplySecret, type Point } from "./babyjubjub.ts";
import { FIELD_ORDER, mod } from "./field.ts";
import type { BoardId } from "./keyDerivation.ts";
import { hashTranscript, shiftedHash } from "./transcript.ts";

/** From which dealer to which seat a share goes, in which context. */
export type ShareRoute = { readonly context: bigint; readonly dealer: number; readonly seat: number };

/** One share of a dealing, encrypted to its seat (P2.2). */
export type EncryptedKeyShare = {
  /** R_ij = e G, as P. */
  readonly ephemeral: Point;
  readonly ciphertext: bigint;
};

/** H("hanpyo.keyshare.v1", chain, board) >> 8 (P2.2). */
export function keyShareContext({ chainId, board }: BoardId): bigint {
  return shiftedHash(
    hashTranscript({ tag: "hanpyo.keyshare.v1", types: ["uint256", "address"], values: [chainId, board] }),
  );
}

/** Encrypts `share` (below l) to the seat's encryption key with the ephemeral scalar `e` (P2.2). */
export function encryptKeyShare(
  share: bigint,
  ephemeral: bigint,
  recipientKey: Point,
  route: ShareRoute,
): EncryptedKeyShare {
  return {
    ephemeral: multiplySecret(GENERATOR, ephemeral),
    ciphertext: mod(share + pad(multiplySecret(recipientKey, ephemeral), route), FIELD_ORDER),
  };
}

/** s_ij from the chain and the seat's secret e_j; the caller checks s_ij G = S_ij (P2.4). */
export function decryptKeyShare(encrypted: EncryptedKeyShare, encryptionSecret: bigint, route: ShareRoute): bigint {
  return mod(encrypted.ciphertext - pad(multiplySecret(encrypted.ephemeral, encryptionSecret), route), FIELD_ORDER);
}

function pad(shared: Point, { context, dealer, seat }: ShareRoute): bigint {
  return poseidon5([shared.x, shared.y, context, BigInt(dealer), BigInt(seat)]);
}
