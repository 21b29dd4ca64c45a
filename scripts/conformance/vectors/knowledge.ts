import { getBytes } from "ethers";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { type Consent, proveConsent, verifyConsent } from "../../../sdk/crypto/consentProof.ts";
import { proveRegistration, type Registration, verifyRegistration } from "../../../sdk/crypto/registrationProof.ts";
import { type ProvedShare, proveShare, type ShareStatement, verifyShare } from "../../../sdk/crypto/shareProof.ts";
import { big, fields, point, pointOut, points, sigma, sigmaOut, text, whole } from "../jsonValues.ts";
import type { Fields, Json, Operation } from "../operation.ts";

const BOARD = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const TRUSTEE = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";
const ELECTION = "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB";
const HASH = `0x${"1f".repeat(32)}`;
const FRESH = `0x${"5a".repeat(48)}`;
const SECRET = 20260601n;
const KEY = pointOut(multiply(GENERATOR, SECRET));
const bases = [multiply(GENERATOR, 3n), multiply(GENERATOR, 5n)];

const registration: Fields = { chainId: "31337", board: BOARD, seat: 2, trustee: TRUSTEE, encryptionKey: KEY };
const consent: Fields = {
  ...{ chainId: "31337", board: BOARD, election: ELECTION, constitutionHash: HASH, seat: 2, shareKey: KEY },
  census: { time: 1_800_000_000, root: "5", depth: 3, activeMembers: 7 },
};
const share: Fields = {
  ...{ chainId: "31337", election: ELECTION, sumHash: HASH, seat: 2, shareKey: KEY },
  bases: bases.map(pointOut),
};

/** 48 bytes that a prover would draw: a parameter, so that the vectors can be made again. */
const drawn = (value: Json | undefined) => () => getBytes(text(value));

function registrationFrom({ chainId, board, seat, trustee, encryptionKey }: Fields): Registration {
  const id = { chainId: big(chainId), board: text(board) };
  return { ...id, seat: whole(seat), trustee: text(trustee), encryptionKey: point(encryptionKey) };
}

function consentFrom({ chainId, board, election, constitutionHash, seat, shareKey, census }: Fields): Consent {
  const { time, root, depth, activeMembers } = fields(census);
  return {
    ...{ chainId: big(chainId), board: text(board), election: text(election) },
    ...{ constitutionHash: text(constitutionHash), seat: whole(seat), shareKey: point(shareKey) },
    census: { time: whole(time), root: big(root), depth: whole(depth), activeMembers: whole(activeMembers) },
  };
}

function shareFrom({ chainId, election, sumHash, seat, shareKey, bases: c1 }: Fields): ShareStatement {
  return {
    ...{ chainId: big(chainId), election: text(election), sumHash: text(sumHash) },
    ...{ seat: whole(seat), shareKey: point(shareKey), bases: points(c1) },
  };
}

function shareOut({ share: given, proof }: ProvedShare): Fields {
  return { share: given.map(pointOut), proof: sigmaOut(proof) };
}

const registered = sigmaOut(proveRegistration(SECRET, registrationFrom(registration), drawn(FRESH)));
const consented = sigmaOut(proveConsent(SECRET, consentFrom(consent), drawn(FRESH)));
const shared = shareOut(proveShare(SECRET, shareFrom(share), drawn(FRESH)));

/** Proofs out of range, which no verifier takes for those that are congruent to them. */
function outOfRange(proof: Fields): readonly Fields[] {
  const l = 2736030358979909402780800718157159386076813972158567259200215660948447373041n;
  return [
    { ...proof, response: String(big(proof.response) + l) },
    { ...proof, challenge: String(big(proof.challenge) + 2n ** 128n) },
    { ...proof, challenge: "0" },
  ];
}

export const knowledge: Readonly<Record<string, Operation>> = {
  proveRegistration: {
    says: "A registration's proof (P2.1) by the secret e_i, the nonce hedged with `fresh` (P0).",
    inputs: [{ secret: String(SECRET), fresh: FRESH, statement: registration }],
    compute: ({ secret, fresh, statement }) =>
      sigmaOut(proveRegistration(big(secret), registrationFrom(fields(statement)), drawn(fresh))),
  },
  verifyRegistration: {
    says: "Whether a registration's proof holds (P2.1).",
    inputs: [
      { statement: registration, proof: registered },
      { statement: { ...registration, seat: 3 }, proof: registered },
      ...outOfRange(registered).map((proof) => ({ statement: registration, proof })),
    ],
    compute: ({ statement, proof }) => ({
      holds: verifyRegistration(registrationFrom(fields(statement)), sigma(proof)),
    }),
  },
  proveConsent: {
    says: "A consent's proof (P4.1) by the share x_j, the nonce hedged with `fresh` (P0).",
    inputs: [{ secret: String(SECRET), fresh: FRESH, statement: consent }],
    compute: ({ secret, fresh, statement }) =>
      sigmaOut(proveConsent(big(secret), consentFrom(fields(statement)), drawn(fresh))),
  },
  verifyConsent: {
    says: "Whether a consent's proof holds (P4.1).",
    inputs: [
      { statement: consent, proof: consented },
      { statement: { ...consent, census: { ...fields(consent.census), activeMembers: 8 } }, proof: consented },
      ...outOfRange(consented).map((proof) => ({ statement: consent, proof })),
    ],
    compute: ({ statement, proof }) => ({ holds: verifyConsent(consentFrom(fields(statement)), sigma(proof)) }),
  },
  proveShare: {
    says: "A decryption share D_t = x_j C1_t with its proof (P9.2), the nonce hedged with `fresh` (P0).",
    inputs: [{ secret: String(SECRET), fresh: FRESH, statement: share }],
    compute: ({ secret, fresh, statement }) =>
      shareOut(proveShare(big(secret), shareFrom(fields(statement)), drawn(fresh))),
  },
  verifyShare: {
    says: "Whether a decryption share's proof holds (P9.2); points of `share` as P.",
    inputs: [
      { statement: share, ...shared },
      { statement: { ...share, sumHash: `0x${"2e".repeat(32)}` }, ...shared },
      { statement: share, ...shared, share: [...(shared.share as readonly Fields[])].reverse() },
      { statement: share, ...shared, share: [(shared.share as readonly Fields[])[0] as Fields] },
      ...outOfRange(shared.proof as Fields).map((proof) => ({ statement: share, ...shared, proof })),
    ],
    compute: ({ statement, share: given, proof }) => ({
      holds: verifyShare(shareFrom(fields(statement)), { share: points(given), proof: sigma(proof) }),
    }),
  },
};
