import { expect } from "chai";
import {
  add,
  GENERATOR,
  isIdentity,
  multiply,
  multiSum,
  negate,
  type Point,
  pointsEqual,
  subtract,
} from "../../../sdk/crypto/babyjubjub.ts";
import { proveConsent, verifyConsent } from "../../../sdk/crypto/consentProof.ts";
import { inverse, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { proveRegistration, verifyRegistration } from "../../../sdk/crypto/registrationProof.ts";
import { type ShareStatement, verifyShare } from "../../../sdk/crypto/shareProof.ts";
import { commitmentOf, proveKnowledge, type SigmaProof, verifyKnowledge } from "../../../sdk/crypto/sigmaProof.ts";
import {
  extendTranscript,
  hashTranscript,
  hashWords,
  low128,
  type Transcript,
} from "../../../sdk/crypto/transcript.ts";
import { seededRandom } from "../seededRandom.ts";
import { challengeOf, coefficientsOf, proveWeakly, SHARE_FIELDS, verifyWeakly } from "./weakShareProof.ts";

const random = seededRandom("weak");
const secret = 1357924680n;
const key = multiply(GENERATOR, secret);
const [one, two] = [
  "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512",
] as const;

/** A proof for a key that is made to fit it; it works wherever the challenge does not depend on the key. */
function fitKeyTo(challengeFor: (commitment: Point) => bigint): { readonly key: Point; readonly proof: SigmaProof } {
  const [commitment, response] = [multiply(GENERATOR, 31337n), 271828n];
  const challenge = challengeFor(commitment);
  const fitted = multiply(subtract(multiply(GENERATOR, response), commitment), inverse(challenge, SUBGROUP_ORDER));
  return { key: fitted, proof: { challenge, response } };
}

function withoutField({ types, values, ...rest }: Transcript, index: number): Transcript {
  return { ...rest, types: types.toSpliced(index, 1), values: values.toSpliced(index, 1) };
}

describe("weak Fiat-Shamir transcripts, known to be bad", () => {
  const registration = { chainId: 31337n, board: one, seat: 2, trustee: two, encryptionKey: key };
  const registrationTranscript = (k: Point): Transcript => ({
    tag: "hanpyo.registration.v1",
    types: ["uint256", "address", "uint256", "address", "uint256", "uint256"],
    values: [31337n, one, 2, two, k.x, k.y],
  });
  const consent = {
    chainId: 31337n,
    board: one,
    election: two,
    seat: 3,
    shareKey: key,
    constitutionHash: `0x${"ab".repeat(32)}`,
    census: { time: 1_800_000_000, root: 4242n, depth: 4, activeMembers: 100 },
  };
  const { time, root, depth, activeMembers } = consent.census;
  const consentTranscript: Transcript = {
    tag: "hanpyo.consent.v2",
    types: [
      ...["uint256", "address", "address", "bytes32", "uint256", "uint256", "uint256"],
      ...["uint48", "uint256", "uint8", "uint32"],
    ],
    values: [31337n, one, two, consent.constitutionHash, 3, key.x, key.y, time, root, depth, activeMembers],
  };

  it("a verifier that hashes the commitment alone takes a proof for a key nobody knows; ours does not", () => {
    const hashed = (commitment: Point) => low128(hashWords([commitment.x, commitment.y]));
    const forged = fitKeyTo(hashed);
    const weakVerifier = (k: Point, proof: SigmaProof) => hashed(commitmentOf(GENERATOR, k, proof)) === proof.challenge;
    expect(weakVerifier(forged.key, forged.proof)).to.equal(true);
    expect(verifyKnowledge(forged.key, registrationTranscript(forged.key), forged.proof)).to.equal(false);
    expect(verifyRegistration({ ...registration, encryptionKey: forged.key }, forged.proof)).to.equal(false);
    expect(verifyConsent({ ...consent, shareKey: forged.key }, forged.proof)).to.equal(false);
  });

  it("a verifier that hashes all but the key takes one too; ours does not", () => {
    const statement = withoutField(withoutField(registrationTranscript(key), 5), 4);
    const hashed = ({ x, y }: Point) =>
      low128(hashTranscript(extendTranscript(statement, ["uint256", "uint256"], [x, y])));
    const forged = fitKeyTo(hashed);
    expect(hashed(commitmentOf(GENERATOR, forged.key, forged.proof))).to.equal(forged.proof.challenge);
    expect(verifyKnowledge(forged.key, statement, forged.proof), "the library, misused").to.equal(true);
    expect(verifyRegistration({ ...registration, encryptionKey: forged.key }, forged.proof)).to.equal(false);
  });

  const sigmaProofs = {
    registration: {
      transcript: registrationTranscript(key),
      fields: ["chain", "board", "seat", "trustee", "key x", "key y"],
      verify: (proof: SigmaProof) => verifyRegistration(registration, proof),
      prove: () => proveRegistration(secret, registration, random),
    },
    consent: {
      transcript: consentTranscript,
      fields: [
        "chain",
        "board",
        "election",
        "constitution",
        "seat",
        "key x",
        "key y",
        "time",
        "root",
        "depth",
        "members",
      ],
      verify: (proof: SigmaProof) => verifyConsent(consent, proof),
      prove: () => proveConsent(secret, consent, random),
    },
  };
  for (const [name, { transcript, fields, verify, prove }] of Object.entries(sigmaProofs)) {
    it(`a ${name}'s proof holds for the whole transcript, and is refused if any one field was left out`, () => {
      expect(fields).to.have.length(transcript.types.length);
      expect(verify(prove())).to.equal(true);
      expect(verify(proveKnowledge(secret, transcript, random)), "with every field").to.equal(true);
      for (const [index, field] of fields.entries()) {
        const weak = withoutField(transcript, index);
        const proof = proveKnowledge(secret, weak, random);
        expect(verifyKnowledge(key, weak, proof), `a weak verifier without ${field}`).to.equal(true);
        expect(verify(proof), `without ${field}`).to.equal(false);
      }
      const untagged = { ...transcript, tag: "hanpyo.tracker.v1" } as const;
      expect(verify(proveKnowledge(secret, untagged, random)), "with another tag").to.equal(false);
    });
  }

  const statement: ShareStatement = {
    chainId: 31337n,
    election: one,
    sumHash: `0x${"5a".repeat(32)}`,
    seat: 4,
    shareKey: key,
    bases: [3n, 5n, 7n, 11n].map((k) => multiply(GENERATOR, k)),
  };

  it("a share's proof holds for the whole transcript, and is refused if any one field was left out", () => {
    const whole = proveWeakly({ without: "nothing" }, secret, statement);
    expect(verifyShare(statement, whole)).to.equal(true);
    for (const without of SHARE_FIELDS) {
      const proved = proveWeakly({ without }, secret, statement);
      expect(verifyWeakly({ without }, statement, proved), `a weak verifier without ${without}`).to.equal(true);
      expect(verifyShare(statement, proved), `without ${without}`).to.equal(false);
    }
  });

  const elsewhere = {
    chainId: { chainId: 1n },
    election: { election: two },
    sumHash: { sumHash: `0x${"5b".repeat(32)}` },
    seat: { seat: 5 },
  } as const;
  for (const [without, change] of Object.entries(elsewhere) as [keyof typeof elsewhere, Partial<ShareStatement>][]) {
    it(`a verifier of shares without the ${without} takes a proof made for another one; ours does not`, () => {
      const replayed = proveWeakly({ without }, secret, { ...statement, ...change });
      expect(verifyWeakly({ without }, statement, replayed)).to.equal(true);
      expect(verifyShare(statement, replayed)).to.equal(false);
    });
  }

  /** Two wrong points whose errors cancel out under coefficients known before them. */
  function cancelling(coefficients: readonly bigint[]): readonly Point[] {
    const [first, second] = coefficients as [bigint, bigint];
    return statement.bases.map((base, t) => {
      const error = t === 0 ? multiply(GENERATOR, second) : t === 1 ? negate(multiply(GENERATOR, first)) : undefined;
      return error === undefined ? multiply(base, secret) : add(multiply(base, secret), error);
    });
  }

  for (const without of ["share", "index"] as const) {
    it(`a verifier of shares without the ${without} takes two wrong points whose errors cancel out; ours does not`, () => {
      const right = statement.bases.map((base) => multiply(base, secret));
      const wrong = cancelling(without === "index" ? [1n, 1n] : coefficientsOf({ without }, statement, right));
      expect(wrong.filter((point, t) => pointsEqual(point, right[t] as Point))).to.have.length(2);
      const forged = proveWeakly({ without }, secret, statement, wrong);
      expect(verifyWeakly({ without }, statement, forged)).to.equal(true);
      expect(verifyShare(statement, forged)).to.equal(false);
      expect(verifyShare(statement, proveWeakly({ without: "nothing" }, secret, statement, wrong))).to.equal(false);
    });
  }

  it("a verifier of shares without the key takes a share that has nothing to do with the key; ours does not", () => {
    const weak = { without: "shareKey" } as const;
    const [other, nonce] = [777n, 999n];
    const share = statement.bases.map((base) => multiply(base, other));
    const base = multiSum(
      statement.bases.map((point, t) => [coefficientsOf(weak, statement, share)[t] as bigint, point]),
    );
    const { key: fitted, proof } = fitShareKey((first) =>
      challengeOf(weak, statement, share, first, multiply(base, nonce)),
    );
    const forged = { share, proof };
    expect(isIdentity(fitted) || pointsEqual(fitted, multiply(GENERATOR, other))).to.equal(false);
    expect(verifyWeakly(weak, { ...statement, shareKey: fitted }, forged)).to.equal(true);
    expect(verifyShare({ ...statement, shareKey: fitted }, forged)).to.equal(false);

    function fitShareKey(challengeFor: (first: Point) => bigint) {
      const first = multiply(GENERATOR, 31337n);
      const challenge = challengeFor(first);
      const response = (nonce + challenge * other) % SUBGROUP_ORDER;
      const point = subtract(multiply(GENERATOR, response), first);
      return { key: multiply(point, inverse(challenge, SUBGROUP_ORDER)), proof: { challenge, response } };
    }
  });
});
