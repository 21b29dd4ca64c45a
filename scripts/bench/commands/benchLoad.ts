import { mkdirSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { projectRoot } from "../../checkout/projectRoot.ts";
import { LANG_OPTION } from "../../terminal/commandOptions.ts";
import { wholeNumber } from "../../terminal/optionValues.ts";
import type { Figures } from "../figures.ts";
import { loadFigures } from "../load/loadFigures.ts";
import { machine } from "../machine.ts";

type Options = {
  readonly ballots: number;
  readonly atOnce: number;
  readonly batchDelay: number;
  readonly write: boolean;
  readonly json?: boolean;
};

export function addBenchLoad(bench: Command): void {
  bench
    .command("load")
    .description("measure a relayer in a process of its own under ballots with real proofs")
    .option("--ballots <number>", "how many, one of each resident", wholeNumber(1, 999_999), 300)
    .option("--at-once <number>", "how many are sent at the same time", wholeNumber(1, 999_999), 16)
    .option(
      "--batch-delay <seconds>",
      "how long the relayer lets a ballot wait for others",
      wholeNumber(1, 999_999),
      10,
    )
    .option("--no-write", "do not write bench/load.json and bench/load.md")
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .addHelpText(
      "after",
      "\nExample:\n  npm run hanpyo -- bench load --ballots 300\nEnrols that many residents (half a second each) and proves their ballots (3 seconds each, once: they are kept\nin build/load) before it measures.",
    )
    // `bench` has a --json of its own, which commander takes wherever it stands.
    .action((_options, command: Command) => load(command.optsWithGlobals<Options>()));
}

async function load({ ballots, atOnce, batchDelay, write, json }: Options): Promise<void> {
  let told = 0;
  const say = (text: string) => {
    // On a terminal every line in its place, else one in ten seconds.
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
    else if (Date.now() - told > 10_000) console.error(text);
    else return;
    told = Date.now();
  };
  const figures = await loadFigures({ ballots, atOnce, batchDelay, say });
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  const measured = { machine: machine(), atOnce, batchDelay, ...figures };
  if (write) {
    mkdirSync(`${projectRoot}bench`, { recursive: true });
    writeFileSync(`${projectRoot}bench/load.json`, `${JSON.stringify(measured, null, 2)}\n`);
    writeFileSync(`${projectRoot}bench/load.md`, text(measured, figures));
  }
  console.log(json ? JSON.stringify(measured, null, 2) : text(measured, figures));
  if (figures["ballots.lost"] !== 0 || figures["ballots.doubled"] !== 0) process.exitCode = 1;
}

function text(measured: { machine: string; atOnce: number; batchDelay: number }, figures: Figures): string {
  return [
    "# Measured by `npm run hanpyo -- bench load`",
    "",
    `${measured.machine}; chain, voters and relayer on it together. ${measured.atOnce} ballots sent at a time, each kept up to ${measured.batchDelay} s for its batch. The first ballot is not timed.`,
    "",
    "| figure | value |",
    "|---|---|",
    ...Object.entries(figures).map(([name, value]) => `| ${name} | ${value.toLocaleString("en")} |`),
    "",
  ].join("\n");
}
