import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { SCALAR_FIELD as r } from "../field/primes.ts";
import { numberOf } from "../hash/keccak.ts";
import { type Claim, foldKey } from "../pairing/groth16.ts";
import { refutedClaims } from "../pairing/groth16Batch.ts";
import { proofOf } from "../pairing/proofWords.ts";
import { parseOnce } from "../record/jsonText.ts";
import type { Snapshot } from "../record/recordShape.ts";
import { readAs } from "../record/shape.ts";
import { type SnapshotIndex, snapshotIndexShape } from "../record/snapshotIndexShape.ts";
import { ENTRY_BYTES, entryOf, type SnapshotEntry } from "../roll/snapshotEntry.ts";
import { bytesOfLevels, leafOf, levelsOver, type SnapshotNode } from "../roll/snapshotTree.ts";
import { VerifierError } from "../verifierError.ts";
import type { Case } from "./case.ts";
import { depthFor } from "./published.ts";
import { enrolmentContext } from "./registry.ts";

const FILES = "P13.5 the snapshot's files";
const SHARD = 2 ** 14;

/** Gives a file of a snapshot's folder by its name; throws a `VerifierError` if it cannot. */
export type SnapshotFolder = (name: string) => Promise<Uint8Array>;

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** A file with the digest that the index names, or `undefined`, noted as a failure. */
const fileOf = async (
  { ledger }: Case,
  folder: SnapshotFolder,
  { file, sha256: digest }: SnapshotIndex["crown"],
): Promise<Uint8Array | undefined> => {
  try {
    const bytes = await folder(file);
    const known = bytesToHex(sha256(bytes)) === digest;
    return ledger.check(FILES, known, () => `${file} has another SHA-256`) ? bytes : undefined;
  } catch (error) {
    if (!(error instanceof VerifierError)) throw error;
    ledger.check(FILES, false, () => error.message);
    return undefined;
  }
};

const indexOf = async ({ ledger }: Case, folder: SnapshotFolder): Promise<SnapshotIndex | undefined> => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await folder("index.json"));
    return readAs(snapshotIndexShape, parseOnce(text), "index");
  } catch (error) {
    if (!(error instanceof VerifierError) && !(error instanceof TypeError)) throw error;
    ledger.check(FILES, false, () => `index.json: ${error.message}`);
    return undefined;
  }
};

const checkIndex = ({ record, ledger }: Case, index: SnapshotIndex, census: Snapshot): void => {
  const { chainId, constitution } = record;
  const due: readonly (readonly [string, unknown, unknown])[] = [
    ["chainId", index.chainId, chainId],
    ["rolls", index.rolls, constitution.rolls],
    ["rollId", index.rollId, constitution.rollId],
    ...(["sequence", "activeMembers", "depth", "root", "contentRoot"] as const).map(
      (field) => [field, index[field], census[field]] as const,
    ),
  ];
  for (const [field, inIndex, inRecord] of due) {
    ledger.check("P13.5 the snapshot's files are those of the census", inIndex === inRecord, () => field);
  }
};

/** Looks at entries one after the other: whether each can be, has a twin, and proves what it must. */
const entryChecks = (at: Case) => {
  const { ledger } = at;
  const { chainId, constitution } = at.record;
  const key = foldKey(at.keys.enrolment, 2, []);
  const seen = { registrars: new Set<bigint>(), approvers: new Set<bigint>(), commitments: new Set<bigint>() };
  const waiting: { readonly place: number; readonly claim: Claim }[] = [];
  let count = 0;

  const alone = (set: Set<bigint>, value: bigint): boolean => set.size < set.add(value).size;
  const isPossible = ({
    registrarPseudonym,
    approverPseudonym,
    sequence,
    identityCommitment,
  }: SnapshotEntry): boolean =>
    registrarPseudonym !== 0n &&
    approverPseudonym !== 0n &&
    sequence > 0n &&
    sequence < 1n << 32n &&
    identityCommitment > 0n &&
    identityCommitment < r;

  const prove = (): void => {
    const claims = waiting.map(({ claim }) => claim);
    const faults = new Map(refutedClaims(key, claims, at.random).map(({ index, fault }) => [index, fault]));
    waiting.forEach(({ place }, i) => {
      ledger.check("P13.3 every proof holds", !faults.has(i), () => `entry ${place}: ${faults.get(i)}`);
    });
    waiting.length = 0;
  };

  const look = (entry: SnapshotEntry): void => {
    const place = count++;
    const told = (): string => `entry ${place}`;
    const { registrarPseudonym, approverPseudonym, sequence, identityCommitment, proof } = entry;
    ledger.check("P13.3 every entry is one that can be", isPossible(entry), told);
    const [a, b, c] = [
      alone(seen.registrars, registrarPseudonym),
      alone(seen.approvers, approverPseudonym),
      alone(seen.commitments, identityCommitment),
    ];
    ledger.check("P13.3 no registrar's pseudonym twice", a, told);
    ledger.check("P13.3 no approver's pseudonym twice", b, told);
    ledger.check("P13.3 no identity commitment twice", c, told);
    const named = { registrarPseudonym, approverPseudonym, sequence: Number(sequence), identityCommitment };
    const live = [identityCommitment, enrolmentContext(chainId, constitution.rolls, named)];
    waiting.push({ place, claim: { proof: proofOf(proof), live } });
    if (waiting.length >= at.batch) prove();
  };

  return { look, prove };
};

type Levels = readonly (readonly SnapshotNode[])[];

/** The levels of one shard by its entries; `undefined` where they are not as many as they should be. */
const shardOf = (
  entries: Uint8Array | undefined,
  size: number,
  look: (entry: SnapshotEntry) => void,
): Levels | undefined => {
  if (entries?.length !== size * ENTRY_BYTES) return undefined;
  const pieces = Array.from({ length: size }, (_, i) => entries.subarray(i * ENTRY_BYTES, (i + 1) * ENTRY_BYTES));
  for (const piece of pieces) look(entryOf(piece));
  // A value that is no element has no hash: the nodes above are then those of its remainder, and no root agrees.
  return levelsOver(pieces.map(leafOf).map((node) => ({ ...node, value: node.value % r })));
};

const checkTop = ({ ledger }: Case, index: SnapshotIndex, top: Levels, crown: Uint8Array | undefined): void => {
  const [root] = top.at(-1)!;
  const inFile = crown !== undefined && same(crown, bytesOfLevels(top));
  ledger.check("P13.1 the nodes above the shards", inFile, () => "crown.bin is another");
  ledger.check("P13.1 root", root!.value === index.root, () => `it is ${root!.value}`);
  ledger.check("P13.1 content root", numberOf(root!.digest) === index.contentRoot, () => "it is another");
};

/**
 * Every check on the files of the snapshot that is the census (docs/record.md, section 8), shard by shard.
 */
export const checkSnapshotFiles = async (at: Case, census: Snapshot, folder: SnapshotFolder): Promise<void> => {
  const { ledger } = at;
  const index = await indexOf(at, folder);
  if (!index) return;
  checkIndex(at, index, census);
  const count = Math.ceil(index.activeMembers / SHARD);
  const whole = index.entries.length === count && index.shards.length === count;
  if (!ledger.check("P13.1 a file of entries and a file of leaves for every shard", whole, () => `not ${count}`))
    return;

  const { look, prove } = entryChecks(at);
  const tops: SnapshotNode[] = [];
  let lowest: Levels = [];
  for (let shard = 0; shard < count; shard++) {
    const size = Math.min(SHARD, index.activeMembers - shard * SHARD);
    const levels = shardOf(await fileOf(at, folder, index.entries[shard]!), size, look);
    const leaves = await fileOf(at, folder, index.shards[shard]!);
    const right = levels !== undefined && leaves !== undefined && same(leaves, bytesOfLevels(levels));
    ledger.check("P13.1 leaves and inner nodes are those of the entries", right, () => `shard ${shard}`);
    if (levels) {
      tops.push(levels.at(-1)![0]!);
      lowest = levels;
    }
  }
  prove();

  if (tops.length < count) {
    ledger.check("P13.1 root", false, () => "the entries are not whole");
    return;
  }
  const top = levelsOver(tops);
  checkTop(at, index, top, await fileOf(at, folder, index.crown));
  const pair = (count > 1 ? top : lowest).find((level) => level.length === 2) ?? [];
  const children = pair.map(({ digest }) => numberOf(digest));
  const known = children.length === 2 && children.every((child, i) => child === index.children[i]);
  ledger.check("P13.1 children of the content root", known, () => "they are others");
  ledger.check("P13.1 depth", index.depth === depthFor(index.activeMembers), () => `${index.depth}`);
};
