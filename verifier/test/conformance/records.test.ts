import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { verifyingKeys } from "../../src/keys/verifyingKeys.ts";
import { fileSource } from "../../src/nodeFile.ts";
import { verifyRecord } from "../../src/verifyRecord.ts";

const FOLDER = fileURLToPath(new URL("../../../conformance/records/", import.meta.url));
const keys = verifyingKeys();
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith(".json"))) {
  test(`no check of ${name} fails`, async () => {
    const means = { keys, random, batch: 64, onProgress: () => undefined };
    const { findings } = await verifyRecord(await fileSource(`${FOLDER}${name}`), means);
    assert.deepEqual(
      findings.filter(({ state }) => state === "fails"),
      [],
    );
    assert.ok(findings.length > 50);
  });
}
