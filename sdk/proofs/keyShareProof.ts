import type { Point } from "../crypto/babyjubjub.ts";
import type { ShareRoute } from "../crypto/keyShareCipher.ts";
import { signedDigits } from "../election/signedDigits.ts";
import type { ProvedStatement, ProvingFiles } from "./groth16.ts";
import { prove } from "./prove.ts";

/**
 * Proves that an encrypted key share is right (P2.2).
 * @param share s_ij, below l.
 * @param ephemeral The scalar e of the encryption, below l.
 * @returns Public signals S, R, ciphertext, E, context, dealer, recipient.
 */
export function proveKeyShare(
  files: ProvingFiles,
  share: bigint,
  ephemeral: bigint,
  recipientKey: Point,
  { context, dealer, seat }: ShareRoute,
): Promise<ProvedStatement> {
  const { negative, tripled } = signedDigits(ephemeral);
  return prove("keyShare", files, {
    recipientKey: [recipientKey.x, recipientKey.y],
    context,
    dealer: BigInt(dealer),
    recipient: BigInt(seat),
    secretShare: share,
    negative,
    tripled,
  });
}
