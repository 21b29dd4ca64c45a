/**
 * Measures how many ballots of 4, 8 or 32 options a core verifies in a second: `node bench/throughput.ts BALLOTS
 * [OPTIONS]`. The record is synthetic (its keys' trapdoors are known); what is done for each ballot is what is done for
 * a real one. By CPU time, all threads of the process, so that a busy machine does not count; in a process of its own.
 */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { verifyRecord } from "../src/verifyRecord.ts";
import { SYNTHETIC_KEYS, syntheticElection } from "../test/synthetic/election.ts";

const PROOFS = "P5.5 each ballot's proof holds: a resident of the census, once, within the rules";

const write = async (path: string, ballots: number, size: number): Promise<void> => {
  const votes = Array.from({ length: ballots }, (_, voter) => ({
    voter,
    choices: [voter % 2, voter % 3 === 0 ? 1 : 0, 0],
  }));
  const { batches, ...record } = syntheticElection(10, votes, 64, size);
  const file = createWriteStream(path);
  const opening = { ...record.opening, activeMembers: ballots };
  file.write(`${JSON.stringify({ ...record, opening }).slice(0, -1)},"batches":[`);
  for (const [i, batch] of batches.entries()) {
    if (!file.write(`${i === 0 ? "" : ","}${JSON.stringify(batch)}`)) await once(file, "drain");
  }
  file.end("]}");
  await once(file, "finish");
};

const verify = async (path: string): Promise<void> => {
  const cpu = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  const begin = cpu();
  const { findings, ballots } = await verifyRecord(
    { name: path, size: statSync(path).size, read: () => createReadStream(path, { highWaterMark: 1 << 20 }) },
    {
      keys: SYNTHETIC_KEYS,
      batch: 512,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      onProgress: () => undefined,
    },
  );
  const seconds = cpu() - begin;
  const proofs = findings.find(({ check }) => check === PROOFS)!;
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    JSON.stringify({
      ballots,
      megabytesOfFile: Math.round(statSync(path).size / 2 ** 20),
      proofsThatHold: proofs.times - proofs.failures,
      cpuSeconds: Number(seconds.toFixed(2)),
      ballotsPerSecondAndCore: Math.round(ballots / seconds),
      peakMegabytes: megabytes,
    }),
  );
};

if (process.argv[2] === "--verify") await verify(process.argv[3]!);
else {
  const folder = mkdtempSync(join(tmpdir(), "verifier-"));
  const path = join(folder, "record.json");
  await write(path, Number(process.argv[2] ?? 2048), Number(process.argv[3] ?? 4));
  execFileSync(process.execPath, [fileURLToPath(import.meta.url), "--verify", path], { stdio: "inherit" });
  rmSync(folder, { recursive: true });
}
