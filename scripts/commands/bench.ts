import { mkdirSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { type Figures, RUNS } from "../bench/figures.ts";
import { ceremonyGas, electionGas } from "../bench/gas.ts";
import { machine } from "../bench/machine.ts";
import { provingSeconds } from "../bench/proving.ts";
import { semaphoreGas } from "../bench/semaphore.ts";
import { circuitSizes } from "../bench/sizes.ts";
import { tallySeconds } from "../bench/tally.ts";
import { projectRoot } from "../circuits/instances.ts";
import { startLocalChain } from "../rehearsal/localChain.ts";
import { addBenchLoad } from "./benchLoad.ts";

/** Which figure stands beside another as its reference, by the beginning of the key. */
const references: readonly (readonly [start: string, reference: string])[] = [
  ["gas.castBallot", "gas.semaphore.validateProof"],
  ["constraints.ballot", "constraints.semaphore"],
  ["bytes.provingKey.ballot", "bytes.provingKey.semaphore"],
  ["seconds.prove.ballot", "seconds.prove.semaphore"],
  ["seconds.tally", "seconds.sumOfBallots.16384"],
];

export function addBench(program: Command): void {
  const command = program.command("bench");
  command
    .description("measure gas, constraints, seconds and bytes, beside a plain Semaphore proof in the same run")
    .option("--json", "print JSON alone on standard output")
    .addHelpText(
      "after",
      "\nExample:\n  npm run hanpyo -- bench\nTakes about 15 minutes on 2 cores; writes bench/latest.json and bench/latest.md.",
    )
    .action(bench);
  addBenchLoad(command);
}

async function bench({ json }: { json?: boolean }): Promise<void> {
  const chain = await startLocalChain();
  const parts: readonly (readonly [string, () => Figures | Promise<Figures>])[] = [
    ["seconds of proofs", provingSeconds],
    ["seconds of tallies", tallySeconds],
    ["sizes", circuitSizes],
    ["gas of Semaphore's validateProof", () => semaphoreGas(chain)],
    ["gas of an election with ballots of 8 options", () => electionGas(8, chain)],
    ["gas of an election with ballots of 32 options", () => electionGas(32, chain)],
    ["gas of a board of 5 of 9", () => ceremonyGas(chain)],
  ];
  let figures: Figures = {};
  for (const [what, measure] of parts) {
    console.error(`measuring ${what} ...`);
    figures = { ...figures, ...(await measure()) };
  }
  await chain.close();

  mkdirSync(`${projectRoot}bench`, { recursive: true });
  writeFileSync(`${projectRoot}bench/latest.json`, `${JSON.stringify({ machine: machine(), ...figures }, null, 2)}\n`);
  writeFileSync(`${projectRoot}bench/latest.md`, table(figures));
  console.log(json ? JSON.stringify({ machine: machine(), ...figures }, null, 2) : table(figures));
}

function table(figures: Figures): string {
  return [
    "# Measured by `npm run hanpyo -- bench`",
    "",
    `${machine()}. Seconds are medians of ${RUNS}, warm, in turns with their reference.`,
    "",
    "| figure | value | reference | its value | ratio |",
    "|---|---|---|---|---|",
    ...Object.entries(figures).map(([name, value]) => row(name, value, figures)),
    "",
  ].join("\n");
}

function row(name: string, value: number, figures: Figures): string {
  const reference = references.find(([start]) => name.startsWith(start))?.[1];
  const other = reference === undefined ? undefined : figures[reference];
  const beside = other === undefined ? " | | " : `${reference} | ${text(other)} | ${(value / other).toFixed(2)}`;
  return `| ${name} | ${text(value)} | ${beside} |`;
}

function text(value: number): string {
  return value.toLocaleString("en");
}
