import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { verifyingKeys } from "../../src/keys/verifyingKeys.ts";
import { verifyRecord } from "../../src/verifyRecord.ts";
import { random, sourceOf } from "../sourceOf.ts";
import { ALTERATIONS } from "./alterations.ts";

const TEXT = readFileSync(new URL("../../../conformance/records/changed-vote.json", import.meta.url), "utf8");
const keys = verifyingKeys();

for (const [check, says, change] of ALTERATIONS) {
  test(`${check}: ${says}`, async () => {
    const record = JSON.parse(TEXT);
    change(record);
    const means = { keys, random, batch: 64, onProgress: () => undefined };
    const { findings } = await verifyRecord(sourceOf(JSON.stringify(record)), means);
    const failed = findings.flatMap((finding) => (finding.state === "fails" ? [finding.check] : []));
    assert.ok(failed.includes(check), `failed: ${failed.join("; ")}`);
  });
}
