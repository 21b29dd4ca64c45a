import { concatBytes } from "@noble/curves/utils.js";
import { getBytes, hexlify } from "ethers";
import { companionOf, companionsHold } from "../../../sdk/election/companionRolls.ts";
import { membershipProof, rollState, rollTree } from "../../../sdk/election/roll.ts";
import { entryToBytes } from "../../../sdk/election/snapshotEntry.ts";
import { depthOf, topOf, treeOfEntries } from "../../../sdk/election/snapshotTree.ts";
import { rollReplay } from "../../../sdk/verify/rollReplay.ts";
import { big, bigs, fields, list, text, whole } from "../jsonValues.ts";
import type { Fields, Operation } from "../operation.ts";

const pseudonym = (m: number) => `0x${m.toString(16).padStart(64, "0")}`;
const leaves = (count: number) => Array.from({ length: count }, (_, m) => String(1000 + m));

function enrolled(m: number, sequence: number, identityCommitment: string, rollIds: readonly string[]): Fields {
  const pseudonyms = { registrarPseudonym: pseudonym(m), approverPseudonym: pseudonym(100 + m) };
  return { ...pseudonyms, sequence, identityCommitment, rollIds };
}

/** An entry of a snapshot; nobody's, with a proof that does not hold. */
function entry(m: number): string {
  const proof = Array.from({ length: 8 }, (_, word) => BigInt(10 * m + word));
  return hexlify(
    entryToBytes({
      ...{ registrarPseudonym: pseudonym(m), approverPseudonym: pseudonym(100 + m), sequence: 1 },
      ...{ identityCommitment: BigInt(1000 + m), proof: proof as never },
    }),
  );
}

export const rolls: Readonly<Record<string, Operation>> = {
  leanImt: {
    says: "Root, depth and active members of a roll's leaves, 0 for removed ones (P1.5, P4.2): a LeanIMT over Poseidon.",
    inputs: [
      ...[0, 1, 2, 3, 4, 5, 7, 8, 9, 33].map((count) => ({ leaves: leaves(count) })),
      { leaves: ["1000", "0", "1002"] },
      { leaves: ["1000", "1001", "0"] },
      { leaves: ["0"] },
    ],
    compute: (input) => {
      const { root, depth, activeMembers } = rollState(bigs(input.leaves));
      return { root: String(root), depth, activeMembers };
    },
  },
  path: {
    says: "A commitment's path (P6.1): siblings without the levels that have none, and the index whose bits are their sides.",
    inputs: [
      { leaves: leaves(5), commitment: "1004" },
      { leaves: leaves(5), commitment: "1001" },
      { leaves: leaves(1), commitment: "1000" },
      { leaves: leaves(5), commitment: "7" },
    ],
    compute: ({ leaves: given, commitment }) => {
      const { root, index, length, siblings } = membershipProof(rollTree(bigs(given)), big(commitment), 20);
      return { root: String(root), index, length, siblings: siblings.slice(0, length).map(String) };
    },
  },
  replay: {
    says: "The rolls that enrolments leave, transaction by transaction (P1.4, P1.5); refused where one is out of sequence.",
    inputs: [
      {
        transactions: [
          [enrolled(1, 1, "1001", ["1"]), enrolled(2, 1, "1002", ["1", "2"])],
          [enrolled(1, 2, "1003", ["1"]), enrolled(3, 1, "1004", ["2", String(companionOf(2n))])],
          [enrolled(2, 2, "0", [])],
        ],
      },
      { transactions: [[enrolled(1, 2, "1001", ["1"])]] },
    ],
    compute: ({ transactions }) => {
      const replay = rollReplay();
      return {
        checkpoints: list(transactions).map((transaction) => {
          const states = replay.apply(
            list(transaction).map((one) => {
              const { registrarPseudonym, approverPseudonym, sequence, identityCommitment, rollIds } = fields(one);
              const pseudonyms = {
                registrarPseudonym: text(registrarPseudonym),
                approverPseudonym: text(approverPseudonym),
              };
              const facts = { sequence: whole(sequence), identityCommitment: big(identityCommitment) };
              return { ...pseudonyms, ...facts, rollIds: bigs(rollIds), proof: [] };
            }),
          );
          return [...states].map(([rollId, { root, depth, activeMembers }]) => {
            return { rollId: String(rollId), root: String(root), depth, activeMembers };
          });
        }),
      };
    },
  },
  companions: {
    says: "Whether an enrolment names companion groups rightly (P1.9).",
    inputs: [
      { rollIds: ["1", String(companionOf(1n))], sequence: 1 },
      { rollIds: ["1", String(companionOf(1n))], sequence: 2 },
      { rollIds: ["1", String(companionOf(2n))], sequence: 1 },
      { rollIds: ["1"], sequence: 2 },
    ],
    compute: ({ rollIds, sequence }) => ({ hold: companionsHold(bigs(rollIds), whole(sequence)) }),
  },
  snapshot: {
    says: "Root, depth and content root of a published roll's entries of 384 bytes (P13.1).",
    inputs: [2, 3, 5].map((count) => ({ entries: Array.from({ length: count }, (_, m) => entry(m + 1)) })),
    compute: ({ entries }) => {
      const bytes = list(entries).map((one) => getBytes(text(one)));
      const { value, digest } = topOf(treeOfEntries(concatBytes(...bytes)));
      return { root: String(BigInt(hexlify(value))), depth: depthOf(bytes.length), contentRoot: hexlify(digest) };
    },
  },
};
