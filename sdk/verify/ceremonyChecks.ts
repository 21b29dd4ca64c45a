import { isIdentity, type Point, pointFromOutside } from "../crypto/babyjubjub.ts";
import { keyShareContext } from "../crypto/keyShareCipher.ts";
import { dealingCommitment, verifyRegistration } from "../crypto/registrationProof.ts";
import { shareCommitment } from "../crypto/sharing.ts";
import type { ProofWords } from "../election/ballot.ts";
import { type Check, equal, every, holds } from "./check.ts";
import { everyProof } from "./everyProof.ts";
import type { Evidence } from "./evidence.ts";
import { pointFrom, sigmaFrom } from "./recordValues.ts";

/** P2: every trustee proved its key, dealt what it had committed to, and every share was proved right. */
export async function ceremonyChecks(evidence: Evidence): Promise<readonly Check[]> {
  const { record, chainId, keys, boardKeys } = evidence;
  const { trustees, threshold, registrations, dealings } = record.board;
  const id = { chainId, board: record.constitution.board };
  const context = keyShareContext(id);
  const key = keys().keyShare;
  const encryptionKeys = registrations.map(({ encryptionKey }) => pointFromOutside(pointFrom(encryptionKey)));
  const trusteeOf = (seat: number) => trustees[seat - 1] as string;
  const statements = dealings.flatMap(({ seat: dealer, polynomial, shares }) =>
    shares.map((share, index) => ({ dealer, recipient: index + 1, polynomial, share })),
  );
  return [
    await every(
      "P2.1 each trustee proved to hold its key",
      registrations,
      ({ seat, proof }, index) =>
        verifyRegistration(
          { ...id, seat, trustee: trusteeOf(seat), encryptionKey: encryptionKeys[index] as Point },
          sigmaFrom(proof),
        ),
      ({ seat }) => `seat ${seat}`,
    ),
    equal(
      "P2.1 encryption keys are all different",
      encryptionKeys.length,
      new Set(encryptionKeys.map(({ x, y }) => `${x} ${y}`)).size,
    ),
    await every(
      "P2.2 each polynomial has as many coefficients as shares are needed",
      dealings,
      ({ polynomial }) => polynomial.length === threshold,
      ({ seat, polynomial }) => `seat ${seat}: ${polynomial.length}, not ${threshold}`,
    ),
    await every(
      "P2.2 each trustee dealt what it had committed to",
      dealings,
      ({ seat, polynomial }, index) =>
        dealingCommitment({ ...id, seat, trustee: trusteeOf(seat) }, polynomial.map(pointFrom)) ===
        registrations[index]?.commitment,
      ({ seat }) => `seat ${seat}`,
    ),
    equal("P2.2 number of shares dealt", trustees.length ** 2, statements.length),
    await everyProof(
      "P2.2 each share was proved right",
      {
        what: "key shares",
        items: statements,
        key: () => key,
        statementOf: ({ dealer, recipient, polynomial, share }) => {
          const expected = shareCommitment(polynomial.map(pointFrom).map(pointFromOutside), recipient);
          const ephemeral = pointFrom(share.ephemeral);
          const recipientKey = encryptionKeys[recipient - 1] as Point;
          return {
            proof: share.proof.map(BigInt) as unknown as ProofWords,
            publicSignals: [
              ...[expected.x, expected.y, ephemeral.x, ephemeral.y, BigInt(share.ciphertext)],
              ...[recipientKey.x, recipientKey.y, context, BigInt(dealer), BigInt(recipient)],
            ],
          };
        },
        describe: ({ dealer, recipient }) => `seat ${dealer} to seat ${recipient}`,
      },
      evidence,
    ),
    holds(
      "P2.3 the election key is not the identity",
      !isIdentity(boardKeys().electionKey),
      "another point",
      `${boardKeys().electionKey.x}, ${boardKeys().electionKey.y}`,
    ),
  ];
}
