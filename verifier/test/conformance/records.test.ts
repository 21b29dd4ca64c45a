import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { verifyingKeys } from "../../src/keys/verifyingKeys.ts";
import { fileSource } from "../../src/nodeFile.ts";
import { verifyFile } from "../../src/verifyFile.ts";
import { verifyRecord } from "../../src/verifyRecord.ts";
import { random, sourceOf } from "../sourceOf.ts";

const FOLDER = fileURLToPath(new URL("../../../conformance/records/", import.meta.url));
const keys = verifyingKeys();

test("a file with blanks, escapes and another order of fields is the same record", async () => {
  const record = JSON.parse(readFileSync(`${FOLDER}changed-vote.json`, "utf8"));
  const backwards = Object.fromEntries(Object.entries(record).reverse());
  const spaced = JSON.stringify(backwards, null, 2);
  const means = { keys, random, batch: 64, onProgress: () => undefined };
  for (const text of [spaced, spaced.replaceAll('"version"', '"\\u0076ersion"')]) {
    const { findings } = await verifyRecord(sourceOf(text, 777), means);
    assert.deepEqual(
      findings.filter(({ state }) => state !== "holds"),
      [],
    );
  }
});

const isRecord = (file: string): boolean => /^(proposals\/)?[^/]*\.json$/.test(file);

for (const name of readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter(isRecord)) {
  test(`no check of ${name} fails`, async () => {
    const means = { keys, random, batch: 64, onProgress: () => undefined };
    const { findings, of } = await verifyFile(await fileSource(`${FOLDER}${name}`), means);
    assert.deepEqual(
      findings.filter(({ state }) => state === "fails"),
      [],
    );
    assert.ok(findings.length > (of === "election" ? 50 : 18));
  });
}
