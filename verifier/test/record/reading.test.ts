import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { contentHash } from "../../src/record/contentHash.ts";
import { overview, parts } from "../../src/record/readRecord.ts";
import { canonicalJson } from "../../src/rules/canonicalJson.ts";
import { NotARecord, NotJson, OtherFormat } from "../../src/verifierError.ts";
import { random, sourceOf } from "../sourceOf.ts";

const TEXT = readFileSync(new URL("../../../conformance/records/changed-vote.json", import.meta.url), "utf8");
const read = (text: string | Uint8Array, piece?: number) => overview(sourceOf(text, piece), () => undefined);
const altered = (change: (record: Record<string, unknown>) => void): string => {
  const record = JSON.parse(TEXT);
  change(record);
  return JSON.stringify(record);
};

const partsOf = async (text: string, piece: number): Promise<unknown[]> => {
  const source = sourceOf(text, piece);
  const { sha256 } = await overview(source, () => undefined);
  const all: unknown[] = [];
  for await (const part of parts(source, sha256)) all.push(part);
  return all;
};

test("a record is read alike in pieces of any size, with blanks and in any order of fields", async () => {
  const whole = await partsOf(TEXT, TEXT.length);
  const backwards = Object.fromEntries(Object.entries(JSON.parse(TEXT)).reverse());
  const { roll, batches, skipped } = JSON.parse(TEXT);
  assert.equal(whole.length, roll.length + batches.length + skipped.length);
  assert.deepEqual(await partsOf(TEXT, 7), whole);
  const sorted = (list: unknown[]): string[] =>
    list.map((one) => JSON.stringify(one, (_, v) => (typeof v === "bigint" ? `${v}` : v))).sort();
  assert.deepEqual(sorted(await partsOf(JSON.stringify(backwards, null, 2), 1000)), sorted(whole));
  assert.deepEqual((await read(JSON.stringify(backwards, null, "\t"))).skeleton, (await read(TEXT)).skeleton);
});

test("a record has one content hash, that of its canonical text, however its file is written", async () => {
  const hashOf = async (text: string): Promise<string> => {
    const source = sourceOf(text, 999);
    return contentHash(source, await overview(source, () => undefined));
  };
  const record = JSON.parse(TEXT);
  const backwards = Object.fromEntries(Object.entries(record).reverse());
  const canonical = createHash("sha256").update(canonicalJson(record)).digest("hex");
  assert.equal(await hashOf(TEXT), canonical);
  assert.equal(await hashOf(JSON.stringify(backwards, null, 3)), canonical);
});

test("numbers in other spellings of JSON are the same numbers", async () => {
  const text = TEXT.replace('"threshold":2', '"threshold":2.0e0');
  assert.notEqual(text, TEXT);
  assert.equal((await read(text)).skeleton.board.threshold, 2);
});

test("what has not the form of a record is refused, by its place", async () => {
  const refused: readonly (readonly [string, RegExp])[] = [
    [altered((r) => Reflect.deleteProperty(r, "shares")), /shares/],
    [altered((r) => Object.assign(r, { more: 1 })), /more/],
    [altered((r) => Object.assign(r.constitution as object, { ballotSize: 5 })), /ballotSize.*even/],
    [altered((r) => Object.assign(r, { chainId: "01" })), /chainId/],
    [altered((r) => Object.assign(r, { chainId: 31337 })), /chainId/],
    [altered((r) => Object.assign(r, { election: String(r.election).toLowerCase() })), /EIP-55/],
    [altered((r) => Object.assign(r, { batches: {} })), /batches/],
    [altered((r) => Object.assign(r, { batches: [1] })), /batches/],
    [altered((r) => Object.assign(r, { rollSource: "other" })), /rollSource/],
    [TEXT.replace('"chainId":', '"chainId":"1","chainId":'), /twice/],
    [TEXT.replace('"nullifier":', '"nullifier":"1","nullifier":'), /twice/],
    [TEXT.replace('"batches":', '"batches":[],"batches":'), /twice/],
    [TEXT.replace('"shares":', `"more":${"[".repeat(5000)}${"]".repeat(5000)},"shares":`), /nested/],
    [altered((r) => Object.assign(r, { more: '"\\:'.repeat(5_000_000) })), /more/],
    ["[]", /record/],
    ["null", /record/],
  ];
  for (const [text, where] of refused) {
    const all = async (): Promise<void> => {
      await partsOf(text, 4096);
    };
    await assert.rejects(all, (error) => error instanceof NotARecord && where.test(error.message));
  }
});

test("what is no JSON is refused as such", async () => {
  const broken = new TextEncoder().encode(TEXT);
  broken[20] = 0xff;
  const refused = [
    "",
    "x",
    TEXT.trimEnd().slice(0, -1),
    `${TEXT}x`,
    `\ufeff${TEXT}`,
    TEXT.replace(/"number":(\d)/, '"number":$1 '),
    broken,
  ];
  for (const text of refused) await assert.rejects(read(text), NotJson);
});

test("records of earlier formats are refused by naming the release that reads them", async () => {
  const old = altered((record) => Object.assign(record, { format: "hanpyo-record-1" }));
  await assert.rejects(read(old), (error) => error instanceof OtherFormat && /0\.1\.0/.test(error.message));
});

test("a file that changes between both readings is refused", async () => {
  const source = sourceOf(TEXT);
  const again = async (): Promise<void> => {
    for await (const part of parts(source, random(32).toString())) assert.ok(part);
  };
  await assert.rejects(again, NotARecord);
});
