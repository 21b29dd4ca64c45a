import { expect } from "chai";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { type Consent, proveConsent, verifyConsent } from "../../../sdk/crypto/consentProof.ts";
import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import {
  dealingCommitment,
  proveRegistration,
  type Registration,
  verifyRegistration,
} from "../../../sdk/crypto/registrationProof.ts";
import type { SigmaProof } from "../../../sdk/crypto/sigmaProof.ts";
import { seededRandom } from "../seededRandom.ts";

const random = seededRandom("sigma");
const secret = 123456789n;
const addresses = ["0x5FbDB2315678afecb367f032d93F642f64180aa3", "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512"] as const;
const registration: Registration = {
  chainId: 31337n,
  board: addresses[0],
  seat: 2,
  trustee: addresses[1],
  encryptionKey: multiply(GENERATOR, secret),
};
const consent: Consent = {
  chainId: 31337n,
  board: addresses[0],
  election: addresses[1],
  constitutionHash: `0x${"ab".repeat(32)}`,
  seat: 3,
  shareKey: multiply(GENERATOR, secret),
  census: { time: 1_800_000_000, root: 4242n, depth: 4, activeMembers: 100 },
};

/** Proofs that differ from a good one in one value, in all ways that could pass unseen. */
function alteredProofs({ challenge, response }: SigmaProof): SigmaProof[] {
  return [
    { challenge: challenge ^ 1n, response },
    { challenge, response: (response + 1n) % SUBGROUP_ORDER },
    { challenge, response: response + SUBGROUP_ORDER },
    { challenge: challenge + SUBGROUP_ORDER, response },
    { challenge: challenge + (1n << 128n), response },
    { challenge: -challenge, response },
    { challenge, response: response - SUBGROUP_ORDER },
    { challenge: 0n, response: 0n },
  ];
}

describe("proofs of knowledge", () => {
  it("a registration's proof holds for its own statement", () => {
    expect(verifyRegistration(registration, proveRegistration(secret, registration, random))).to.equal(true);
  });

  it("a registration's proof fails when any part of its statement changes", () => {
    const proof = proveRegistration(secret, registration, random);
    const others: Partial<Registration>[] = [
      { chainId: 1n },
      { board: addresses[1] },
      { seat: 3 },
      { trustee: addresses[0] },
      { encryptionKey: multiply(GENERATOR, secret + 1n) },
    ];
    for (const other of others) {
      expect(verifyRegistration({ ...registration, ...other }, proof), Object.keys(other)[0]).to.equal(false);
    }
  });

  it("a consent's proof holds for its own statement and fails when any part changes", () => {
    const proof = proveConsent(secret, consent, random);
    expect(verifyConsent(consent, proof)).to.equal(true);
    const others: Partial<Consent>[] = [
      { chainId: 1n },
      { board: addresses[1] },
      { election: addresses[0] },
      { constitutionHash: `0x${"ac".repeat(32)}` },
      { seat: 2 },
      { shareKey: multiply(GENERATOR, secret + 1n) },
      { census: { ...consent.census, time: 1_800_000_001 } },
      { census: { ...consent.census, root: 4243n } },
      { census: { ...consent.census, depth: 5 } },
      { census: { ...consent.census, activeMembers: 101 } },
    ];
    for (const other of others) {
      expect(verifyConsent({ ...consent, ...other }, proof), Object.keys(other)[0]).to.equal(false);
    }
  });

  it("a proof made with another secret fails", () => {
    expect(verifyConsent(consent, proveConsent(secret + 1n, consent, random))).to.equal(false);
    expect(verifyRegistration(registration, proveRegistration(secret + 1n, registration, random))).to.equal(false);
  });

  it("altered values and values out of range fail", () => {
    const proof = proveConsent(secret, consent, random);
    for (const altered of alteredProofs(proof)) expect(verifyConsent(consent, altered)).to.equal(false);
  });

  it("a proof of one kind never serves as another", () => {
    const proof = proveConsent(secret, consent, random);
    expect(verifyRegistration(registration, proof)).to.equal(false);
  });

  it("two proofs of one statement differ, so nonces are fresh", () => {
    const [a, b] = [proveConsent(secret, consent, random), proveConsent(secret, consent, random)];
    expect(a.response).to.not.equal(b.response);
  });

  it("a dealing's commitment changes with every part of it", () => {
    const polynomial = [GENERATOR, multiply(GENERATOR, 2n)];
    const commitments = [
      dealingCommitment(registration, polynomial),
      dealingCommitment(registration, [...polynomial].reverse()),
      dealingCommitment(registration, [GENERATOR]),
      dealingCommitment({ ...registration, seat: 1 }, polynomial),
      dealingCommitment({ ...registration, chainId: 1n }, polynomial),
      dealingCommitment({ ...registration, board: addresses[1] }, polynomial),
      dealingCommitment({ ...registration, trustee: addresses[0] }, polynomial),
    ];
    expect(new Set(commitments).size).to.equal(commitments.length);
  });
});
