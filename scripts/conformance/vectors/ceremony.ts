import { getBytes } from "ethers";
import { GENERATOR, multiply, pointFromOutside, sumPoints } from "../../../sdk/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { encryptionSecret, polynomialCoefficients, shareEphemeral } from "../../../sdk/crypto/keyDerivation.ts";
import { decryptKeyShare, encryptKeyShare, keyShareContext } from "../../../sdk/crypto/keyShareCipher.ts";
import { dealingCommitment } from "../../../sdk/crypto/registrationProof.ts";
import { commitPolynomial, evaluatePolynomial, shareCommitment } from "../../../sdk/crypto/sharing.ts";
import { big, bigs, list, point, pointOut, points, text, whole } from "../jsonValues.ts";
import type { Operation } from "../operation.ts";

const BOARD = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const TRUSTEE = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";
const board = { chainId: "31337", board: BOARD };
const COEFFICIENTS = ["3", "5", String(SUBGROUP_ORDER - 7n)];
const recipient = pointOut(multiply(GENERATOR, 987654321n));
const sent = (first: bigint) => commitPolynomial([first, first + 1n]).map(pointOut);

export const ceremony: Readonly<Record<string, Operation>> = {
  trusteeSecrets: {
    says: "All that derives from a trustee's 32-byte key for a board (P2): for `threshold` coefficients and `seats`.",
    inputs: [{ key: `0x${"07".repeat(32)}`, ...board, threshold: 2, seats: 3 }],
    compute: ({ key, chainId, board: address, threshold, seats }) => {
      const id = { chainId: big(chainId), board: text(address) };
      const bytes = getBytes(text(key));
      const ephemerals = Array.from({ length: whole(seats) }, (_, m) => shareEphemeral(bytes, id, m + 1));
      return {
        encryptionSecret: String(encryptionSecret(bytes, id)),
        coefficients: polynomialCoefficients(bytes, id, whole(threshold)).map(String),
        ephemerals: ephemerals.map(String),
      };
    },
  },
  polynomial: {
    says: "A dealing (P2.2): A_m = a_m G, and for seats 1 to `seats` s_j = sum a_m j^m mod l with S_j = s_j G.",
    inputs: [{ coefficients: COEFFICIENTS, seats: 4 }],
    compute: ({ coefficients, seats }) => {
      const terms = bigs(coefficients);
      const commitments = commitPolynomial(terms);
      const numbers = Array.from({ length: whole(seats) }, (_, m) => m + 1);
      return {
        commitments: commitments.map(pointOut),
        shares: numbers.map((seat) => String(evaluatePolynomial(terms, seat))),
        shareCommitments: numbers.map((seat) => pointOut(shareCommitment(commitments, seat))),
      };
    },
  },
  dealingCommitment: {
    says: "What a trustee commits to in round 1 (P2.1); `polynomial` as it is sent, that is as Q.",
    inputs: [{ ...board, seat: 2, trustee: TRUSTEE, polynomial: sent(11n) }],
    compute: ({ chainId, board: address, seat, trustee, polynomial }) => ({
      commitment: dealingCommitment(
        { chainId: big(chainId), board: text(address), seat: whole(seat), trustee: text(trustee) },
        points(polynomial),
      ),
    }),
  },
  keyShareContext: {
    says: "The context of a board's key shares (P2.2).",
    inputs: [board, { chainId: "1", board: TRUSTEE }],
    compute: ({ chainId, board: address }) => ({
      context: String(keyShareContext({ chainId: big(chainId), board: text(address) })),
    }),
  },
  encryptKeyShare: {
    says: "A share encrypted to a seat with an ephemeral scalar (P2.2).",
    inputs: [
      { share: "3", ephemeral: "5", recipientKey: recipient, context: "1", dealer: 1, seat: 2 },
      {
        share: String(SUBGROUP_ORDER - 1n),
        ephemeral: "77",
        recipientKey: recipient,
        context: "9",
        dealer: 9,
        seat: 9,
      },
    ],
    compute: ({ share, ephemeral, recipientKey, context, dealer, seat }) => {
      const route = { context: big(context), dealer: whole(dealer), seat: whole(seat) };
      const encrypted = encryptKeyShare(big(share), big(ephemeral), point(recipientKey), route);
      return { ephemeral: pointOut(encrypted.ephemeral), ciphertext: String(encrypted.ciphertext) };
    },
  },
  decryptKeyShare: {
    says: "The share that a ciphertext holds, by the seat's encryption secret (P2.4).",
    inputs: [
      {
        ...{ ephemeral: pointOut(multiply(GENERATOR, 5n)), ciphertext: "12345", encryptionSecret: "987654321" },
        ...{ context: "1", dealer: 1, seat: 2 },
      },
    ],
    compute: ({ ephemeral, ciphertext, encryptionSecret: secret, context, dealer, seat }) => {
      const route = { context: big(context), dealer: whole(dealer), seat: whole(seat) };
      const encrypted = { ephemeral: point(ephemeral), ciphertext: big(ciphertext) };
      return { share: String(decryptKeyShare(encrypted, big(secret), route)) };
    },
  },
  boardKeys: {
    says: "K and all Y_j of a board (P2.3) from the polynomials of all dealings as they were sent, that is as Q.",
    inputs: [{ polynomials: [sent(11n), sent(200n), sent(3000n)], seats: 3 }],
    compute: ({ polynomials, seats }) => {
      const dealt = list(polynomials).map((one) => points(one).map(pointFromOutside));
      const numbers = Array.from({ length: whole(seats) }, (_, m) => m + 1);
      return {
        electionKey: pointOut(sumPoints(dealt.map(([constant]) => constant as NonNullable<typeof constant>))),
        shareKeys: numbers.map((seat) => pointOut(sumPoints(dealt.map((one) => shareCommitment(one, seat))))),
      };
    },
  },
};
