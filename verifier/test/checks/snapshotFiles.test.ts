import assert from "node:assert/strict";
import { test } from "node:test";
import type { Case } from "../../src/checks/case.ts";
import { enrolmentContext } from "../../src/checks/registry.ts";
import { checkSnapshotFiles } from "../../src/checks/snapshotFiles.ts";
import { wordsOf } from "../../src/hash/keccak.ts";
import type { Snapshot } from "../../src/record/recordShape.ts";
import { CHECKS } from "../../src/report/checkNames.ts";
import { createLedger } from "../../src/report/ledger.ts";
import { snapshotOf } from "../../src/roll/snapshotTree.ts";
import { random } from "../sourceOf.ts";
import { SYNTHETIC_KEYS } from "../synthetic/election.ts";
import { forgeProof, trapdoorKey } from "../synthetic/trapdoor.ts";

const [CHAIN, ROLLS] = [31337n, 0x9an];
const KEY = trapdoorKey(2);

const entry = (registrar: bigint, approver = registrar + 1000n, commitment = registrar + 2000n): Uint8Array => {
  const words = {
    registrarPseudonym: registrar,
    approverPseudonym: approver,
    sequence: 1,
    identityCommitment: commitment,
  };
  const proof = forgeProof(KEY, [commitment, enrolmentContext(CHAIN, ROLLS, words)]);
  return wordsOf([registrar, approver, 1n, commitment, ...proof]);
};

const SOUND = [1n, 2n, 5n, 6n, 9n].map((registrar) => entry(registrar));
const CENSUS = { ...snapshotOf(SOUND), activeMembers: SOUND.length } as Snapshot;

const failures = async (entries: readonly Uint8Array[], piece = 100): Promise<number> => {
  const ledger = createLedger(CHECKS);
  const record = { chainId: CHAIN, constitution: { rolls: ROLLS } } as Case["record"];
  const bytes = entries.flatMap((one) => [...one]);
  const read = async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield Uint8Array.from(bytes.slice(at, at + piece));
  };
  await checkSnapshotFiles({ record, keys: SYNTHETIC_KEYS, ledger, random, batch: 4 }, CENSUS, read);
  return ledger.findings().reduce((sum, finding) => sum + finding.failures, 0);
};

test("a snapshot's entries come to the census, read in pieces of any size", async () => {
  for (const piece of [1, 384, 1000, 5000]) assert.equal(await failures(SOUND, piece), 0);
});

test("an entry that is missing, twice, swapped, altered or cut off is noticed", async () => {
  const [a, b, c, d, e] = SOUND as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const altered = Uint8Array.from(c);
  altered[383]! ^= 1;
  const wrong = [
    [a, b, c, d],
    [a, b, c, d, e, e],
    [b, a, c, d, e],
    [a, b, altered, d, e],
    [a, b, c, d, e.slice(0, 383)],
  ];
  for (const entries of wrong) assert.ok((await failures(entries)) > 0);
});

test("twins and impossible entries are noticed, whatever the root", async () => {
  const twin = [SOUND[0]!, entry(2n, 1001n), ...SOUND.slice(2)];
  const zero = [entry(0n, 7n), ...SOUND.slice(1)];
  for (const entries of [twin, zero]) assert.ok((await failures(entries)) > 1);
});
