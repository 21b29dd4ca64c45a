/**
 * Measures how many ballots of 4 options a core verifies in a second: `node bench/throughput.ts BALLOTS`. The record is
 * synthetic (its keys' trapdoors are known); what is done for each ballot is what is done for a real one. By CPU time,
 * so that a busy machine does not count; garbage collection included.
 */
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyRecord } from "../src/verifyRecord.ts";
import { SYNTHETIC_KEYS, syntheticElection } from "../test/synthetic/election.ts";

const ballots = Number(process.argv[2] ?? 2000);
const folder = mkdtempSync(join(tmpdir(), "verifier-"));
const path = join(folder, "record.json");
const votes = Array.from({ length: ballots }, (_, voter) => ({
  voter,
  choices: [voter % 2, voter % 3 === 0 ? 1 : 0, 0],
}));
const record = syntheticElection(10, votes, 64);
writeFileSync(path, JSON.stringify({ ...record, opening: { ...record.opening, activeMembers: ballots } }));

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

let started = 0;
const begin = cpu();
const { findings } = await verifyRecord(
  { name: path, size: statSync(path).size, read: () => createReadStream(path, { highWaterMark: 1 << 20 }) },
  {
    keys: SYNTHETIC_KEYS,
    batch: 512,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    onProgress: ({ step }) => {
      if (step === "checking" && started === 0) started = cpu();
    },
  },
);
const seconds = cpu() - begin;
const held = findings.find(
  ({ check }) => check === "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
);
console.log(
  JSON.stringify({
    ballots,
    proofs: held?.times,
    refuted: held?.failures,
    seconds: Number(seconds.toFixed(2)),
    perSecond: Math.round(ballots / seconds),
    beforeBallots: Number((started - begin).toFixed(2)),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
rmSync(folder, { recursive: true });
