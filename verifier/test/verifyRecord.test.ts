import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordSource } from "../src/record/source.ts";
import { verifyRecord } from "../src/verifyRecord.ts";
import { SYNTHETIC_KEYS, syntheticElection } from "./synthetic/election.ts";

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

const sourceOf = (text: string, chunk = 1000): RecordSource => {
  const bytes = new TextEncoder().encode(text);
  return {
    name: "record.json",
    size: bytes.length,
    read: async function* () {
      for (let i = 0; i < bytes.length; i += chunk) yield bytes.subarray(i, i + chunk);
    },
  };
};

const VOTES = [
  { voter: 0, choices: [1, 0, 0] },
  { voter: 1, choices: [1, 1, 0] },
  { voter: 2, choices: [0, 0, 1] },
  { voter: 0, choices: [0, 1, 0] },
  { voter: 3, choices: [0, 0, 0] },
];
const verify = (text: string) =>
  verifyRecord(sourceOf(text), { keys: SYNTHETIC_KEYS, random, batch: 64, onProgress: () => undefined });

test("a whole election holds in every check", async () => {
  const { findings, phase, ballots } = await verify(JSON.stringify(syntheticElection(5, VOTES, 2)));
  assert.deepEqual(
    findings.filter(({ state }) => state !== "holds"),
    [],
  );
  assert.equal(phase, "decided");
  assert.equal(ballots, 4);
});
