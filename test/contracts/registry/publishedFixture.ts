import { concatBytes, numberToBytesBE } from "@noble/curves/utils.js";
import type { Signer } from "ethers";
import hre from "hardhat";
import { deployRollFactory, deploySemaphore } from "../../../sdk/chain/deploy.ts";
import { createPublishedRolls, createRegistry } from "../../../sdk/chain/factories.ts";
import { type Opening, type ShownEntry, type SignedSnapshot, signSnapshot } from "../../../sdk/chain/publishedRolls.ts";
import {
  entryToBytes,
  hexOf,
  nodeDigest,
  type SnapshotEntry,
  wordAt,
  wordsOf,
} from "../../../sdk/election/snapshotEntry.ts";
import {
  digestPath,
  growTree,
  type SnapshotTree,
  topOf,
  treeOfEntries,
  word,
} from "../../../sdk/election/snapshotTree.ts";
import type { ContractWith } from "../contractWith.ts";
import { ACCEPTED_PROOF, FAR, ROTATION_DELAY } from "./registryFixture.ts";

/** Longer than the delay of a rotation, so that offices can change while a snapshot is pending. */
export const PERIOD = 14 * 86_400;
export const ROLL = 5n;

export type PublishedContract = ContractWith<
  | "publish"
  | "withdraw"
  | "challengeEntry"
  | "challengePair"
  | "challengeNode"
  | "checkpointAt"
  | "pending"
  | "sequenceOf"
  | "registry"
  | "challengePeriod"
  | "enrolmentContext"
>;

/** Published rolls on a chain of their own, beside the registry whose offices publish. */
export async function publishedFixture(verifierName = "MockVerifierAcceptsAll") {
  const { ethers, networkHelpers, provider } = await hre.network.create();
  const [submitter, registrar, approver, stranger] = (await ethers.getSigners()) as unknown as [
    Signer,
    Signer,
    Signer,
    Signer,
  ];
  const { semaphore, poseidon } = await deploySemaphore(submitter);
  const verifier = await ethers.deployContract(verifierName, verifierName === "EnrolmentVerifier" ? [] : [2]);
  const code = { semaphore: semaphore.address, poseidon: poseidon.address, verifier: await verifier.getAddress() };
  const { rollFactory, publishedRollsImplementation } = await deployRollFactory(code, submitter);
  const offices = { registrar: await registrar.getAddress(), approver: await approver.getAddress() };
  const terms = { ...offices, rotationDelay: ROTATION_DELAY };
  const registry = await createRegistry(rollFactory.address, terms, submitter);
  const { address } = await createPublishedRolls(
    rollFactory.address,
    { registry: registry.address, challengePeriod: PERIOD },
    submitter,
  );
  return {
    ethers,
    networkHelpers,
    provider,
    submitter,
    registrar,
    approver,
    stranger,
    terms,
    rollFactory: rollFactory.address,
    implementation: publishedRollsImplementation.address,
    id: { chainId: 31337n, rolls: address },
    rolls: (await ethers.getContractAt("PublishedRolls", address)) as unknown as PublishedContract,
    registry: (await ethers.getContractAt("ResidentRegistry", registry.address)) as unknown as ContractWith<
      "announceRotation" | "rotate"
    >,
  };
}

export type PublishedFixture = Awaited<ReturnType<typeof publishedFixture>>;

/** An entry of a resident of that number, whose proof the mock accepts. */
export function entryOf(number: number, change: Partial<SnapshotEntry> = {}): SnapshotEntry {
  const word = (value: number) => `0x${value.toString(16).padStart(64, "0")}`;
  const pseudonyms = { registrarPseudonym: word(1_000 + number), approverPseudonym: word(2_000 + number) };
  return { ...pseudonyms, sequence: 1, identityCommitment: BigInt(3_000 + number), proof: ACCEPTED_PROOF, ...change };
}

export const entriesOf = (count: number): SnapshotEntry[] => Array.from({ length: count }, (_, i) => entryOf(i));

/** A file's entries with the tree over them. */
export type Filed = { readonly entries: readonly Uint8Array[]; readonly tree: SnapshotTree };

export function filed(entries: readonly SnapshotEntry[]): Filed {
  const bytes = entries.map(entryToBytes);
  return { entries: bytes, tree: treeOfEntries(concatBytes(...bytes)) };
}

/**
 * A file in which the value of one node is wrong: everything above is the rightful hash of what stands below it, as a
 * cheat would do it.
 */
export function filedWithWrongValue(
  entries: readonly SnapshotEntry[],
  level: number,
  index: number,
  wrong: bigint,
): Filed {
  const { entries: bytes, tree: honest } = filed(entries);
  const [values, digests] = [[...honest.values.slice(0, level + 1)], [...honest.digests.slice(0, level + 1)]];
  const [altered, alteredDigests] = [Uint8Array.from(values[level] ?? []), Uint8Array.from(digests[level] ?? [])];
  const below = digests[level - 1] as Uint8Array;
  const value = numberToBytesBE(wrong, 32);
  altered.set(value, index * 32);
  alteredDigests.set(nodeDigest(value, word(below, 2 * index), word(below, 2 * index + 1)), index * 32);
  const above = growTree(altered, alteredDigests);
  return {
    entries: bytes,
    tree: {
      values: [...values.slice(0, level), ...above.values],
      digests: [...digests.slice(0, level), ...above.digests],
    },
  };
}

/** What both offices would sign of a tree. */
export function snapshotOf(
  tree: SnapshotTree,
  activeMembers: number,
  change: Partial<SignedSnapshot> = {},
): SignedSnapshot {
  const { value, digest } = topOf(tree);
  return {
    rollId: ROLL,
    sequence: 1n,
    root: wordAt(value, 0),
    contentRoot: hexOf(digest),
    activeMembers,
    expiresAt: FAR,
    ...change,
  };
}

/** Digests of the two children of the content root. */
export function childrenOf({ digests }: SnapshotTree): readonly [string, string] {
  const children = digests.at(-2) as Uint8Array;
  return [hexOf(word(children, 0)), hexOf(word(children, 1))];
}

/** Publishes with both offices' signatures. */
export async function publish(
  { rolls, registrar, approver, id }: Pick<PublishedFixture, "rolls" | "registrar" | "approver" | "id">,
  snapshot: SignedSnapshot,
  children: readonly [string, string],
) {
  const first = await signSnapshot({ signer: registrar }, snapshot, id);
  const second = await signSnapshot({ signer: approver }, snapshot, id);
  return rolls.publish(snapshot, ...children, first, second);
}

export function stepsOf(tree: SnapshotTree, level: number, index: number) {
  return digestPath(tree, level, index).map(({ value, sibling }) => ({
    value: wordAt(value, 0),
    sibling: hexOf(sibling),
  }));
}

/** An entry with its path, as a challenge shows it. */
export function shown({ entries, tree }: Filed, index: number): ShownEntry {
  const opening = { isEntry: true, words: wordsOf(entries[index] as Uint8Array) };
  return { index, opening, path: stepsOf(tree, 0, index) };
}

/** What the digest at a place is the hash of. */
export function openingAt({ entries, tree }: Filed, level: number, index: number): Opening {
  let [at, place] = [level, index];
  // A node without a right child is its left child.
  while (at > 0 && (2 * place + 1) * 32 >= (tree.digests[at - 1] as Uint8Array).length)
    [at, place] = [at - 1, 2 * place];
  if (at === 0) return { isEntry: true, words: wordsOf(entries[place] as Uint8Array) };
  const below = tree.digests[at - 1] as Uint8Array;
  const value = wordAt(tree.values[at] as Uint8Array, place);
  return { isEntry: false, words: [value, wordAt(below, 2 * place), wordAt(below, 2 * place + 1)] };
}
