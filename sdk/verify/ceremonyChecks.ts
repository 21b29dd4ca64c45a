import { isIdentity, type Point, pointFromOutside, pointsEqual, sumPoints } from "../crypto/babyjubjub.ts";
import { keyShareContext } from "../crypto/keyShareCipher.ts";
import { dealingCommitment, verifyRegistration } from "../crypto/registrationProof.ts";
import { shareCommitment } from "../crypto/sharing.ts";
import type { ProofWords } from "../election/ballot.ts";
import { type VerificationKey, verifyProof } from "../proofs/groth16.ts";
import { type Check, equal, every } from "./check.ts";
import type { ElectionRecord } from "./record.ts";
import { pointFrom, sigmaFrom } from "./recordValues.ts";

/** K and the trustees' Y_j as the ceremony gives them (P2.3). */
export type BoardKeys = { readonly electionKey: Point; readonly shareKeys: readonly Point[] };

/** P2.3: recomputes the keys from the dealings. Throws for points that are not fit to be keys. */
export function boardKeys({ board }: ElectionRecord): BoardKeys {
  const polynomials = board.dealings.map(({ polynomial }) => polynomial.map(pointFrom).map(pointFromOutside));
  return {
    electionKey: sumPoints(polynomials.map((polynomial) => polynomial[0] as Point)),
    shareKeys: board.trustees.map((_, index) =>
      sumPoints(polynomials.map((polynomial) => shareCommitment(polynomial, index + 1))),
    ),
  };
}

/** P2: every trustee registered, dealt what it had committed to, and every share was proved right. */
export async function ceremonyChecks(
  record: ElectionRecord,
  keys: BoardKeys,
  key: VerificationKey,
): Promise<readonly Check[]> {
  const { trustees, threshold, registrations, dealings } = record.board;
  const id = { chainId: BigInt(record.chainId), board: record.constitution.board };
  const context = keyShareContext(id);
  const encryptionKeys = registrations.map(({ encryptionKey }) => pointFromOutside(pointFrom(encryptionKey)));
  const seats = trustees.map((_, index) => index + 1).join(", ");
  const trusteeOf = (seat: number) => trustees[seat - 1] as string;
  const statements = dealings.flatMap(({ seat: dealer, polynomial, shares }) =>
    shares.map((share, index) => ({ dealer, recipient: index + 1, polynomial, share })),
  );
  return [
    equal("P2.1 seats registered", seats, registrations.map(({ seat }) => seat).join(", ")),
    equal("P2.2 seats dealt", seats, dealings.map(({ seat }) => seat).join(", ")),
    await every(
      "P2.1 registration proofs",
      registrations,
      ({ seat, proof }, index) =>
        verifyRegistration(
          { ...id, seat, trustee: trusteeOf(seat), encryptionKey: encryptionKeys[index] as Point },
          sigmaFrom(proof),
        ),
      ({ seat }) => `seat ${seat}`,
    ),
    equal(
      "P2.1 encryption keys differ",
      encryptionKeys.length,
      new Set(encryptionKeys.map(({ x, y }) => `${x} ${y}`)).size,
    ),
    await every(
      "P2.2 dealings are those committed to",
      dealings,
      ({ seat, polynomial }, index) =>
        polynomial.length === threshold &&
        dealingCommitment({ ...id, seat, trustee: trusteeOf(seat) }, polynomial.map(pointFrom)) ===
          registrations[index]?.commitment,
      ({ seat }) => `seat ${seat}`,
    ),
    equal("P2.2 shares dealt", trustees.length ** 2, statements.length),
    await every(
      "P2.2 share proofs",
      statements,
      ({ dealer, recipient, polynomial, share }) => {
        const expected = shareCommitment(polynomial.map(pointFrom).map(pointFromOutside), recipient);
        const ephemeral = pointFrom(share.ephemeral);
        const recipientKey = encryptionKeys[recipient - 1] as Point;
        return verifyProof(key, {
          proof: share.proof.map(BigInt) as unknown as ProofWords,
          publicSignals: [
            ...[expected.x, expected.y, ephemeral.x, ephemeral.y, BigInt(share.ciphertext)],
            ...[recipientKey.x, recipientKey.y, context, BigInt(dealer), BigInt(recipient)],
          ],
        });
      },
      ({ dealer, recipient }) => `seat ${dealer} to seat ${recipient}`,
    ),
    equal("P2.3 election key is not the identity", false, isIdentity(keys.electionKey)),
    ...(record.opening === null
      ? []
      : [equal("P4.2 election key", true, pointsEqual(keys.electionKey, pointFrom(record.opening.electionKey)))]),
  ];
}
