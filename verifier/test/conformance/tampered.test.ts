import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { verifyingKeys } from "../../src/keys/verifyingKeys.ts";
import { snapshotFolder } from "../../src/nodeFile.ts";
import { NotARecord, OtherFormat } from "../../src/verifierError.ts";
import { verifyFile } from "../../src/verifyFile.ts";
import { random, sourceOf } from "../sourceOf.ts";
import { type PatchOperation, patched } from "./jsonPatch.ts";

interface Case {
  readonly record: string;
  readonly what: string;
  readonly refusedBy: string;
  readonly patch: readonly PatchOperation[];
}

const FOLDER = process.env.HANPYO_CONFORMANCE ?? fileURLToPath(new URL("../../../conformance", import.meta.url));
/** How many cases are tried, spread over all: `HANPYO_TAMPERED=all` tries every one. */
const TRIED = process.env.HANPYO_TAMPERED ?? "30";

const casesOf = (path: string): readonly Case[] =>
  existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).cases : [];
const all = ["cases", "proposals"].flatMap((name) => casesOf(`${FOLDER}/tampered/${name}.json`));
const step = TRIED === "all" ? 1 : Math.max(1, Math.floor(all.length / Number(TRIED)));
const spread = all.filter((_, i) => i % step === Number(process.env.HANPYO_OFFSET ?? 0) % step);
/** Once answered otherwise than the text means it. */
const ONCE_WRONG: readonly string[] = ["a census that was withdrawn", "constitution.ballotSize altered"];
const cases = [...new Set([...spread, ...all.filter(({ what }) => ONCE_WRONG.includes(what))])];

const keys = verifyingKeys();
const records = new Map<string, unknown>();
const recordOf = (name: string): unknown => {
  const record = records.get(name) ?? JSON.parse(readFileSync(`${FOLDER}/records/${name}.json`, "utf8"));
  records.set(name, record);
  return record;
};

/** The checks that a record fails. */
const failedBy = async (name: string, record: unknown): Promise<readonly string[]> => {
  const files = `${FOLDER}/records/${name}`;
  const snapshot = existsSync(files) ? snapshotFolder(files) : undefined;
  try {
    const means = { keys, random, batch: 512, snapshot, onProgress: () => undefined };
    const { findings } = await verifyFile(sourceOf(JSON.stringify(record)), means);
    return findings.flatMap(({ check, state }) => (state === "fails" ? [check] : []));
  } catch (error) {
    if (error instanceof NotARecord || error instanceof OtherFormat) return [error.check];
    throw error;
  }
};

test(`${cases.length} of ${all.length} altered records are refused by the check named for them`, async () => {
  const missed: string[] = [];
  for (const { record, what, refusedBy, patch } of cases) {
    const failed = await failedBy(record, patched(recordOf(record), patch));
    if (!failed.includes(refusedBy)) missed.push(`${record}: ${what} (${refusedBy}); failed: ${failed.join(", ")}`);
  }
  assert.deepEqual(missed, []);
});
