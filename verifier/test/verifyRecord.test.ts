import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyRecord } from "../src/verifyRecord.ts";
import { random, sourceOf } from "./sourceOf.ts";
import { SYNTHETIC_KEYS, syntheticElection } from "./synthetic/election.ts";

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
