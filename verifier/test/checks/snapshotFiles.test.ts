import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { Case } from "../../src/checks/case.ts";
import { enrolmentContext } from "../../src/checks/registry.ts";
import { checkSnapshotFiles, type SnapshotFolder } from "../../src/checks/snapshotFiles.ts";
import { wordsOf } from "../../src/hash/keccak.ts";
import type { Snapshot } from "../../src/record/recordShape.ts";
import { addressText } from "../../src/record/shape.ts";
import { CHECKS } from "../../src/report/checkNames.ts";
import { createLedger } from "../../src/report/ledger.ts";
import { bytesOfLevels, leafOf, levelsOver } from "../../src/roll/snapshotTree.ts";
import type { Draft } from "../altered/alterations.ts";
import { random } from "../sourceOf.ts";
import { SYNTHETIC_KEYS } from "../synthetic/election.ts";
import { forgeProof, trapdoorKey } from "../synthetic/trapdoor.ts";

const [CHAIN, ROLLS] = [31337n, 0x9an];
const KEY = trapdoorKey(2);

const entry = (registrar: bigint, approver = registrar + 1000n, commitment = registrar + 2000n): Uint8Array => {
  const named = {
    registrarPseudonym: registrar,
    approverPseudonym: approver,
    sequence: 1,
    identityCommitment: commitment,
  };
  const proof = forgeProof(KEY, [commitment, enrolmentContext(CHAIN, ROLLS, named)]);
  return wordsOf([registrar, approver, 1n, commitment, ...proof]);
};

const joined = (pieces: readonly Uint8Array[]): Uint8Array => Uint8Array.from(pieces.flatMap((piece) => [...piece]));
const hex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString("hex")}`;
const named = (file: string, bytes: Uint8Array) => ({ file, sha256: createHash("sha256").update(bytes).digest("hex") });

/** A folder of these entries, all of it as it should be. */
const folderOf = (entries: readonly Uint8Array[]): Map<string, Uint8Array> => {
  const levels = levelsOver(entries.map(leafOf));
  const top = levels.at(-1)![0]!;
  const files = new Map([
    ["entries-00000.bin", joined(entries)],
    ["leaves-00000.bin", bytesOfLevels(levels)],
    ["crown.bin", bytesOfLevels([[top]])],
  ]);
  const index = {
    format: "hanpyo-roll-snapshot-1",
    chainId: `${CHAIN}`,
    rolls: addressText(ROLLS),
    rollId: "5",
    sequence: "3",
    activeMembers: entries.length,
    depth: levels.length - 1,
    root: `${top.value}`,
    contentRoot: hex(top.digest),
    children: levels.at(-2)!.map(({ digest }) => hex(digest)),
    crown: named("crown.bin", files.get("crown.bin")!),
    shards: [named("leaves-00000.bin", files.get("leaves-00000.bin")!)],
    entries: [named("entries-00000.bin", files.get("entries-00000.bin")!)],
  };
  return files.set("index.json", new TextEncoder().encode(JSON.stringify(index)));
};

const censusOf = (files: ReadonlyMap<string, Uint8Array>): Snapshot => {
  const index = JSON.parse(new TextDecoder().decode(files.get("index.json")));
  const { activeMembers, depth } = index;
  const numbers = {
    sequence: BigInt(index.sequence),
    root: BigInt(index.root),
    contentRoot: BigInt(index.contentRoot),
  };
  return { activeMembers, depth, ...numbers } as Snapshot;
};

const SOUND = [1n, 2n, 5n, 6n, 9n].map((registrar) => entry(registrar));

const failures = async (files: Map<string, Uint8Array>, census = censusOf(files)): Promise<readonly string[]> => {
  const ledger = createLedger(CHECKS);
  const record = { chainId: CHAIN, constitution: { rolls: ROLLS, rollId: 5n } } as Case["record"];
  const folder: SnapshotFolder = async (name) => files.get(name)!;
  await checkSnapshotFiles({ record, keys: SYNTHETIC_KEYS, ledger, random, batch: 4 }, census, folder);
  return ledger.findings().flatMap(({ check, state }) => (state === "fails" ? [check] : []));
};

test("a folder that is as it should be holds in every check", async () => {
  assert.deepEqual(await failures(folderOf(SOUND)), []);
  assert.deepEqual(await failures(folderOf(SOUND.slice(0, 2))), []);
});

test("a folder of another census is noticed", async () => {
  const census = { ...censusOf(folderOf(SOUND)), root: 1n } as Snapshot;
  assert.deepEqual(await failures(folderOf(SOUND), census), ["P13.5 the snapshot's files are those of the census"]);
});

test("twins, impossible entries and proofs of others are each named", async () => {
  const other = Uint8Array.from(SOUND[2]!);
  other.set(SOUND[3]!.subarray(128), 128);
  const cases: readonly (readonly [string, readonly Uint8Array[]])[] = [
    ["P13.3 no registrar's pseudonym twice", [...SOUND, entry(9n, 77n, 78n)]],
    ["P13.3 no approver's pseudonym twice", [...SOUND, entry(10n, 1001n)]],
    ["P13.3 no identity commitment twice", [...SOUND, entry(10n, 77n, 2001n)]],
    ["P13.3 every entry is one that can be", [entry(0n), ...SOUND]],
    ["P13.3 every proof holds", [SOUND[0]!, SOUND[1]!, other]],
  ];
  for (const [check, entries] of cases) assert.deepEqual(await failures(folderOf(entries)), [check]);
});

/** A folder whose index is changed, and with it the digests of its files, where files are given. */
const changed = (change: (index: Draft) => void, files: Readonly<Record<string, Uint8Array>> = {}) => {
  const folder = folderOf(SOUND);
  const index = JSON.parse(new TextDecoder().decode(folder.get("index.json")));
  for (const [file, bytes] of Object.entries(files)) {
    folder.set(file, bytes);
    for (const one of [index.crown, ...index.shards, ...index.entries]) {
      if (one.file === file) one.sha256 = named(file, bytes).sha256;
    }
  }
  change(index);
  return folder.set("index.json", new TextEncoder().encode(JSON.stringify(index)));
};

test("an index or a file that does not follow from the entries is named", async () => {
  const word = new Uint8Array(32);
  const cut = joined(SOUND).slice(0, -1);
  const cases: readonly (readonly [string, Map<string, Uint8Array>])[] = [
    ["P13.1 root", changed((index) => Object.assign(index, { root: "1" }))],
    ["P13.1 content root", changed((index) => Object.assign(index, { contentRoot: hex(word) }))],
    ["P13.1 children of the content root", changed((index) => index.children.reverse())],
    ["P13.1 depth", changed((index) => index.depth++)],
    ["P13.1 the nodes above the shards", changed(() => undefined, { "crown.bin": word })],
    ["P13.1 leaves and inner nodes are those of the entries", changed(() => undefined, { "leaves-00000.bin": word })],
    ["P13.1 leaves and inner nodes are those of the entries", changed(() => undefined, { "entries-00000.bin": cut })],
    ["P13.1 a file of entries and a file of leaves for every shard", changed((index) => index.shards.pop())],
    ["P13.5 the snapshot's files", changed((index) => Object.assign(index, { more: 1 }))],
    ["P13.5 the snapshot's files", changed(() => undefined).set("crown.bin", word)],
  ];
  for (const [check, folder] of cases) assert.ok((await failures(folder)).includes(check), check);
});
