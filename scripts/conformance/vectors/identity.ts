import { getBytes } from "ethers";
import { poseidon2 } from "poseidon-lite";
import { enrolmentContext, pseudonymOf } from "../../../sdk/chain/offices.ts";
import { residentRecordHash } from "../../../sdk/chain/residentRecord.ts";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { presentationChallenge } from "../../../sdk/enrolling/presentationChallenge.ts";
import { nullifierOf } from "../../../sdk/proofs/ballotProof.ts";
import { big, bigs, text, whole } from "../jsonValues.ts";
import type { Operation } from "../operation.ts";

const REGISTRY = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const REGISTRAR = `0x${"1f".repeat(32)}`;
const APPROVER = `0x${"2e".repeat(32)}`;

export const identity: Readonly<Record<string, Operation>> = {
  identityCommitment: {
    says: "Poseidon of the coordinates of secret * G (P1.1).",
    inputs: ["1", "20260601", String(SUBGROUP_ORDER - 1n)].map((secret) => ({ secret })),
    compute: ({ secret }) => {
      const { x, y } = multiply(GENERATOR, big(secret));
      return { identityCommitment: String(poseidon2([x, y])) };
    },
  },
  nullifier: {
    says: "Poseidon(scope, secret) (P6.1).",
    inputs: [
      { scope: "1", secret: "1" },
      { scope: String(2n ** 248n - 1n), secret: String(SUBGROUP_ORDER - 1n) },
    ],
    compute: ({ scope, secret }) => ({ nullifier: String(nullifierOf(big(scope), big(secret))) }),
  },
  enrolmentContext: {
    says: "The context of an enrolment's proof (P1.3); `registry` is the contract of published rolls where there is one.",
    inputs: [1, 2 ** 32 - 1].map((sequence) => ({
      ...{ chainId: "31337", registry: REGISTRY, registrarPseudonym: REGISTRAR, approverPseudonym: APPROVER },
      ...{ sequence, identityCommitment: "5" },
    })),
    compute: ({ chainId, registry, registrarPseudonym, approverPseudonym, sequence, identityCommitment }) => ({
      context: String(
        enrolmentContext(
          { chainId: big(chainId), registry: text(registry) },
          text(registrarPseudonym),
          text(approverPseudonym),
          { sequence: whole(sequence), identityCommitment: big(identityCommitment) },
        ),
      ),
    }),
  },
  residentRecord: {
    says: "What a registry keeps of a resident (P1.10); zeros for sequence 0, that is for nobody.",
    inputs: [
      { approverPseudonym: APPROVER, sequence: 1, identityCommitment: "5", rollIds: ["1"] },
      { approverPseudonym: APPROVER, sequence: 2, identityCommitment: "0", rollIds: [] },
      { approverPseudonym: `0x${"00".repeat(32)}`, sequence: 0, identityCommitment: "0", rollIds: [] },
    ],
    compute: ({ approverPseudonym, sequence, identityCommitment, rollIds }) => ({
      hash: residentRecordHash({
        approverPseudonym: text(approverPseudonym),
        sequence: whole(sequence),
        identityCommitment: big(identityCommitment),
        rollIds: bigs(rollIds),
      }),
    }),
  },
  presentationChallenge: {
    says: "What an eID's presentation is bound to (P12.2).",
    inputs: [{ chainId: "31337", registry: REGISTRY, office: REGISTRY, identityCommitment: "0", nonce: REGISTRAR }],
    compute: ({ chainId, registry, office, identityCommitment, nonce }) => ({
      challenge: presentationChallenge({
        chainId: big(chainId),
        registry: text(registry),
        office: text(office),
        identityCommitment: big(identityCommitment),
        nonce: text(nonce),
      }),
    }),
  },
  pseudonym: {
    says: "HMAC-SHA256 of a person number under an office's pseudonym key (P12.1).",
    inputs: ["2026-000123", "가-12"].map((person) => ({ pseudonymKey: `0x${"0b".repeat(32)}`, person })),
    compute: ({ pseudonymKey, person }) => ({
      pseudonym: pseudonymOf({ pseudonymKey: getBytes(text(pseudonymKey)) }, text(person)),
    }),
  },
};
