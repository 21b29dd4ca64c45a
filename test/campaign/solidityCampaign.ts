import { fork } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import hre from "hardhat";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { compiledHash } from "./compiledHash.ts";
import { addRuns, type PropertyRun, report, summary, type Totals } from "./solidityTotals.ts";

/**
 * The long runs of the Solidity properties: rounds of all of them, each with other seeds, until every fuzz test had
 * 100,000 runs and every invariant 256,000 calls. `--rounds N` stops after that many. What is done is kept in
 * bench/campaign.json for the contracts as they are compiled, so that the same command goes on after an interruption,
 * on another machine too: a round's number is all its seeds come from.
 */
const ROUNDS = 256;
/** Every round has a stretch in which one long property keeps one core busy. */
const AT_ONCE = 2;
const FILE = `${projectRoot}bench/campaign.json`;

type Kept = {
  /** SHA-256 of the compiled contracts and their tests. */
  readonly contracts: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly totals: Totals;
};

/** What was done with these contracts; nothing, if they changed. */
function keptOrNew(): Kept {
  const contracts = compiledHash();
  const kept: Kept | undefined = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : undefined;
  return kept?.contracts === contracts ? kept : { contracts, rounds: 0, seconds: 0, totals: {} };
}

/** Runs one round in a process of its own, whose output is shown only when it gives no result. */
function runRound(round: number): Promise<readonly PropertyRun[]> {
  const child = fork(`${projectRoot}test/campaign/solidityRound.ts`, [String(round)], { silent: true });
  let [output, runs]: [string, readonly PropertyRun[] | undefined] = ["", undefined];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output = (output + chunk).slice(-20_000);
    });
  }
  child.once("message", (message) => {
    runs = message as readonly PropertyRun[];
  });
  return new Promise((fulfil, fail) => {
    child.once("close", () => (runs === undefined ? fail(new Error(output)) : fulfil(runs)));
  });
}

/** Whether every property had its runs, and none was broken. */
async function solidityCampaign(asked: number): Promise<boolean> {
  await hre.tasks.getTask("build").run({ quiet: true });
  let kept = keptOrNew();
  while (kept.rounds < asked) {
    const started = performance.now();
    const rounds = Math.min(asked, kept.rounds + AT_ONCE);
    const next = Array.from({ length: rounds - kept.rounds }, (_, i) => kept.rounds + 1 + i);
    const totals = (await Promise.all(next.map(runRound))).reduce(addRuns, kept.totals);
    const seconds = kept.seconds + Math.round((performance.now() - started) / 1_000);
    kept = { ...kept, rounds, seconds, totals };
    writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`);
    const { runs, calls, accepted } = summary(totals);
    console.error(`round ${kept.rounds} of ${asked}: ${runs} runs, ${calls} calls, accepted ${accepted}`);
  }
  console.log(report(kept.totals));
  console.log(`${kept.rounds} rounds of ${ROUNDS}, ${kept.seconds} s`);
  const { properties, accepted, short } = summary(kept.totals);
  return properties > 0 && accepted === 0 && short === 0;
}

// Hardhat's runner of tests imports every file below test/.
if (import.meta.main) {
  const asked = process.argv.includes("--rounds") ? Number(process.argv[process.argv.indexOf("--rounds") + 1]) : ROUNDS;
  process.exit((await solidityCampaign(asked)) ? 0 : 1);
}
