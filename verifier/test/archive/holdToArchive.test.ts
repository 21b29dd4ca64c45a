import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { holdToArchive } from "../../src/archive/holdToArchive.ts";
import { digestOf, type Manifest, readManifest } from "../../src/archive/manifest.ts";
import { keccak } from "../../src/hash/keccak.ts";
import { overview } from "../../src/record/readRecord.ts";
import { addressText } from "../../src/record/shape.ts";
import type { Verification } from "../../src/verifyRecord.ts";
import { codeListOf, fakeNode, recordText } from "../chain/fakeNode.ts";
import { sourceOf } from "../sourceOf.ts";

const TEXT = recordText();
const SECRET = new Uint8Array(32).fill(7);
const ARCHIVIST = keccak(secp256k1.getPublicKey(SECRET, false).subarray(1)) & ((1n << 160n) - 1n);
const RECORD = JSON.parse(TEXT);

const signed = (change: (manifest: Omit<Manifest, "signature">) => object = () => ({})): Manifest => {
  const plain = {
    format: "hanpyo-archive-1" as const,
    chainId: Number(RECORD.chainId),
    election: BigInt(RECORD.election),
    factory: BigInt(RECORD.board.factory),
    constitutionHash: BigInt(RECORD.constitutionHash),
    block: { ...RECORD.block, hash: BigInt(RECORD.block.hash) },
    recordHash: BigInt(`0x${createHash("sha256").update(TEXT).digest("hex")}`),
    code: codeListOf(RECORD),
    archivist: ARCHIVIST,
  };
  const manifest = { ...plain, ...change(plain) };
  const bytes = secp256k1.sign(digestOf(manifest), SECRET, { format: "recovered", prehash: false });
  const [recovery, rest] = [bytes[0]!, bytes.subarray(1)];
  return { ...manifest, signature: `0x${Buffer.from(rest).toString("hex")}${(27 + recovery).toString(16)}` };
};

const failures = async (manifest: Manifest, archivist = ARCHIVIST): Promise<readonly string[]> => {
  const verification = { overview: await overview(sourceOf(TEXT), () => undefined) } as Verification;
  const findings = await holdToArchive(verification, { manifest, archivist }, fakeNode(JSON.parse(TEXT)));
  return findings.flatMap(({ check, state }) => (state === "fails" ? [check] : []));
};

test("a record is held to what its archivist signed", async () => {
  assert.deepEqual(await failures(signed()), []);
});

test("another archivist, a signature of others, and each altered field are noticed", async () => {
  assert.deepEqual(await failures(signed(), 1n), ["P11.6 the archivist is the one named"]);
  const unsigned = { ...signed(), recordHash: 1n };
  assert.ok((await failures(unsigned)).includes("P11.6 the archive's manifest is signed by whom it names"));

  const altered: readonly (readonly [string, object])[] = [
    ["P11.6 the record's file is the one archived", { recordHash: 1n }],
    ["P11.6 the record is of the archive's chain", { chainId: 1 }],
    ["P11.6 the record is of the archive's election", { election: 1n }],
    ["P11.6 the record is of the archive's factory", { factory: 1n }],
    ["P11.6 the record has the archive's constitution", { constitutionHash: 1n }],
    ["P11.6 the record was read at the archive's block", { block: { ...signed().block, time: 1 } }],
    ["P11.6 the chain's code is the archive's", { code: [{ ...signed().code[0]!, codeHash: 1n }] }],
  ];
  for (const [check, change] of altered) assert.deepEqual(await failures(signed(() => change)), [check]);
});

test("a manifest is read from JSON", () => {
  const manifest = signed();
  const hash = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;
  const json = {
    ...manifest,
    election: addressText(manifest.election),
    factory: addressText(manifest.factory).toLowerCase(),
    constitutionHash: hash(manifest.constitutionHash),
    block: RECORD.block,
    recordHash: hash(manifest.recordHash),
    code: manifest.code.map(({ name, at, codeHash }) => ({ name, at: addressText(at), codeHash: hash(codeHash) })),
    archivist: addressText(manifest.archivist),
  };
  assert.deepEqual(readManifest(JSON.stringify(json)), manifest);
  assert.throws(() => readManifest(JSON.stringify({ ...json, more: 1 })));
});
