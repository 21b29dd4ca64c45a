import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { projectRoot } from "../../checkout/projectRoot.ts";
import { findChromium } from "../../page/chromium.ts";
import { startLocalChain } from "../../rehearsal/localChain.ts";
import { LANG_OPTION } from "../../terminal/commandOptions.ts";
import { enrolmentGas } from "../enrolment.ts";
import type { Figures } from "../figures.ts";
import { ceremonyGas, electionGas, largestBatchGas } from "../gas.ts";
import { leanImtSeconds } from "../leanImt.ts";
import { machine } from "../machine.ts";
import { pageFigures } from "../page/pageFigures.ts";
import { proposalGas } from "../proposals.ts";
import { provingSeconds } from "../proving.ts";
import { semaphoreGas } from "../semaphore.ts";
import { circuitSizes } from "../sizes.ts";
import { figureTable } from "../table.ts";
import { tallySeconds } from "../tally.ts";
import { verifiedPerSecond } from "../verifying.ts";
import { addBenchLoad } from "./benchLoad.ts";

const PARTS = {
  proofs: "seconds of proofs",
  tallies: "seconds of tallies",
  verify: "ballots verified per second",
  leanImt: "seconds of a roll's tree",
  sizes: "sizes",
  gas: "gas",
  page: "the page in a Chromium",
} as const;
type Part = keyof typeof PARTS;

type Options = { readonly json?: boolean; readonly only?: Part };

const latest = `${projectRoot}bench/latest.json`;

export function addBench(program: Command): void {
  const command = program.command("bench");
  command
    .description(
      "measure gas, constraints, seconds and bytes, beside a reference in the same run; the page in a Chromium",
    )
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .addOption(new Option("--only <part>", "measure this, and keep the other figures").choices(Object.keys(PARTS)))
    .addHelpText(
      "after",
      "\nExample:\n  npm run hanpyo -- bench\nTakes about 25 minutes on 2 cores; writes bench/latest.json and bench/latest.md.",
    )
    .action(bench);
  addBenchLoad(command);
}

async function bench({ json, only }: Options): Promise<void> {
  const chain = await startLocalChain();
  const parts: Readonly<Record<Part, () => Figures | Promise<Figures>>> = {
    proofs: provingSeconds,
    tallies: tallySeconds,
    verify: verifiedPerSecond,
    leanImt: leanImtSeconds,
    sizes: circuitSizes,
    gas: async () => ({
      ...(await semaphoreGas(chain)),
      ...(await electionGas(4, chain)),
      ...(await electionGas(8, chain)),
      ...(await electionGas(32, chain)),
      ...(await largestBatchGas(8, chain)),
      ...(await enrolmentGas(chain)),
      ...(await ceremonyGas(chain)),
      ...(await proposalGas()),
    }),
    page: async () => pageFigures(chain, await findChromium()),
  };
  let figures = only === undefined ? {} : lastFigures();
  for (const part of only === undefined ? (Object.keys(PARTS) as Part[]) : [only]) {
    console.error(`measuring ${PARTS[part]} ...`);
    figures = { ...figures, ...(await parts[part]()) };
  }
  await chain.close();

  mkdirSync(`${projectRoot}bench`, { recursive: true });
  writeFileSync(latest, `${JSON.stringify({ machine: machine(), ...figures }, null, 2)}\n`);
  writeFileSync(`${projectRoot}bench/latest.md`, figureTable(figures));
  console.log(json ? JSON.stringify({ machine: machine(), ...figures }, null, 2) : figureTable(figures));
}

/** What the last run measured, without its machine. */
function lastFigures(): Figures {
  if (!existsSync(latest)) return {};
  const { machine: _, ...figures } = JSON.parse(readFileSync(latest, "utf8")) as Record<string, number>;
  return figures;
}
