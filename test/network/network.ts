import { setPriority } from "node:os";
import { parseArgs } from "node:util";
import { ensureBuilt } from "../../scripts/checkout/ensureBuilt.ts";
import { installClients } from "./clients.ts";
import { electionRun, type RunReport } from "./electionRun.ts";
import { missing } from "./missing.ts";
import { startStage } from "./stage.ts";

/** Ballots that must be acknowledged while hosts fail. */
const WANTED = 100;
const RUNS = { type: "string", default: "1" } as const;
/** Minutes that a machine needs for all proofs of the first run, beside the network. */
const PROVING = { type: "string", default: "7" } as const;
/** Niceness of this process, its voters and their proofs. */
const NICE = 5;

/**
 * Elections on a network of four hosts of which some fail: one is killed and comes back, one is cut off for longer than
 * finality takes, one node lies. Prints what was acknowledged, lost and doubled, and ends with 1 unless nothing was, and
 * with 2 where this machine cannot run it. About half an hour.
 *
 *   npm run test:network -- [--runs 3] [--proving MINUTES]
 */
// Tests are loaded together with what stands beside them.
if (import.meta.main) await main();

async function main(): Promise<never> {
  const { values } = parseArgs({ options: { runs: RUNS, proving: PROVING } });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  const lack = missing() ?? (await installClients().then(() => undefined, wordsOf));
  if (lack !== undefined) {
    console.error(`The network cannot run here: ${lack}`);
    process.exit(2);
  }
  await ensureBuilt((what) => console.log(`compiling ${what}`));
  setPriority(NICE);
  const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);
  const stage = await startStage(say, 60 * Number(values.proving));
  let isGood = true;
  try {
    for (let run = 1; run <= Number(values.runs); run++) {
      const report = await electionRun(stage, say);
      isGood = isGoodReport(report) && isGood;
      console.log(textOf(run, report));
    }
  } catch (error) {
    // What closing says does not take its place.
    console.error(error);
    isGood = false;
  } finally {
    await stage.close();
  }
  return process.exit(isGood ? 0 : 1);
}

function isGoodReport({ acknowledgedWhileFailing, ...found }: RunReport): boolean {
  const faults = [found.lost, found.doubled, found.broken, found.miscounted].flat();
  return faults.length === 0 && acknowledgedWhileFailing >= WANTED;
}

function textOf(run: number, report: RunReport): string {
  const { acknowledged, acknowledgedWhileFailing, lost, doubled, broken, miscounted, seconds, verdicts, memory } =
    report;
  const numbers = [
    `acknowledged ${acknowledged} (${acknowledgedWhileFailing} while hosts failed)`,
    ...[`lost ${lost.length}`, `doubled ${doubled.length}`, `promises broken ${broken.length}`],
  ];
  return [
    `run ${run}: ${numbers.join(", ")}; ${Math.round(seconds / 60)} minutes, at most ${memory} MB a host`,
    ...[...lost, ...doubled, ...broken, ...miscounted].map((line) => `  ${line}`),
    ...verdicts.map((verdict, index) => `  host ${index + 1}: ${verdict}`),
  ].join("\n");
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
