import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { styleText } from "node:util";
import hre from "hardhat";
import Mocha from "mocha";
import { ensureBuilt } from "./checkout/ensureBuilt.ts";
import { projectRoot } from "./checkout/projectRoot.ts";

/**
 * `npm test`; with `--campaign` (`npm run test:campaign`) also everything that takes longer; with `--faults`
 * (`npm run test:faults`) the faults of relayer and office alone; with `--web` (`npm run test:web`) the page alone, in every state.
 */
const campaign = process.argv.includes("--campaign");
// test/campaign.ts reads it.
if (campaign) process.env.HANPYO_CAMPAIGN = "1";
const web = process.argv.includes("--web");
if (web || campaign) process.env.HANPYO_WEB = "1";
// The second verifier's tests read it: which of the altered records are tried.
if (campaign) process.env.HANPYO_TAMPERED = "all";
// The tests read English, whatever the machine's language.
process.env.LC_ALL = "C";

/** How many tests of a step passed, failed and were left out. */
type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

type Step = readonly [name: string, run: () => Promise<Count>];

const passed: Count = { passed: 1, failed: 0, skipped: 0 };
const failed: Count = { passed: 0, failed: 1, skipped: 0 };

/** What Hardhat's test tasks return, as far as it is used here. */
type TestRun = {
  readonly summary: {
    readonly passed: number;
    readonly failed: number;
    readonly skipped?: number;
    readonly failureOutput?: string;
  };
};
type TestResult =
  | { readonly success: true; readonly value: TestRun }
  | { readonly success: false; readonly error: TestRun };

/**
 * Counts what really ran. Hardhat's own count takes tests that were skipped, or never reached because a hook before
 * them failed, for passed ones.
 */
class CountingReporter extends Mocha.reporters.Spec {
  static last: Count = { passed: 0, failed: 0, skipped: 0 };

  override done(failures: number, fn?: (failures: number) => void): void {
    const { passes, failures: failing, pending } = this.stats;
    CountingReporter.last = { passed: passes, failed: failing, skipped: pending };
    fn?.(failures);
  }
}

async function solidityTests(): Promise<Count> {
  // Without an index to number failures from, the task prints its counts and returns zeros.
  const result: TestResult = await hre.tasks.getTask(["test", "solidity"]).run({ testSummaryIndex: 1 });
  const { summary } = result.success ? result.value : result.error;
  if (summary.failureOutput) console.log(summary.failureOutput);
  // It failed without a failing test, or there was none.
  const silent = summary.failed === 0 && (!result.success || summary.passed === 0) ? 1 : 0;
  if (silent > 0) console.log("The Solidity tests did not run");
  return { passed: summary.passed, failed: summary.failed + silent, skipped: summary.skipped ?? 0 };
}

async function mochaTests(testFiles: readonly string[] = []): Promise<Count> {
  hre.config.test.mocha.reporter = CountingReporter;
  await hre.tasks.getTask(["test", "mocha"]).run({ noCompile: true, testFiles: [...testFiles] });
  return CountingReporter.last;
}

/** Runs a tool of node_modules. */
function tool(file: string, ...args: readonly string[]): Promise<Count> {
  return script(`node_modules/${file}`, ...args);
}

/** Runs a script of its own process; its exit code is one test. */
function script(file: string, ...args: readonly string[]): Promise<Count> {
  return command(projectRoot + file, ...args);
}

async function command(...args: readonly string[]): Promise<Count> {
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: "inherit" });
  const code = await new Promise((fulfil, fail) => child.once("error", fail).once("close", fulfil));
  return code === 0 ? passed : failed;
}

/** Tests of the second verifier, which knows nothing of this project but its texts and files. */
function verifierTests(): Promise<Count> {
  const files = globSync("verifier/test/**/*.test.ts", { cwd: projectRoot });
  return command("--test", "--test-reporter", "dot", ...files);
}

/** Steps that do not disturb each other, at the same time: the tools are processes, Solidity tests threads. */
async function together(...counts: readonly Promise<Count>[]): Promise<Count> {
  return (await Promise.all(counts)).reduce(sum);
}

function sum(a: Count, b: Count): Count {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The build, and the contracts that only tests have: types and the campaign of faults stand on both. */
const build: readonly Step[] = [
  ["build", () => ensureBuilt((what) => console.log(`compiling ${what}`)).then(() => passed)],
  [
    "contracts of tests",
    () =>
      hre.tasks
        .getTask("build")
        .run({ quiet: true })
        .then(() => passed),
  ],
];

const faults: readonly Step[] = [
  ...build,
  ["faults of the relayer", () => script("test/campaign/relayerFaults.ts", "--times", "8", "--kills", "100")],
  ["faults of the relayer's acts", () => script("test/campaign/actFaults.ts", "--times", "5")],
  ["faults of the office", () => script("test/campaign/officeFaults.ts", "--times", "5")],
];

const long: readonly Step[] = [
  ["mutants of the circuits", () => script("test/campaign/circuitMutants.ts")],
  ["long runs of the Solidity properties", () => script("test/campaign/solidityCampaign.ts")],
];

const pageTests: readonly Step[] = [
  ...build,
  ["the page", () => mochaTests(globSync("test/web/**/*.test.ts", { cwd: projectRoot }))],
];

const all: readonly Step[] = [
  ...build,
  [
    "biome check, tsc, Solidity tests, tests of the second verifier",
    () =>
      together(
        tool("@biomejs/biome/bin/biome", "check"),
        tool("typescript/bin/tsc", "--noEmit"),
        solidityTests(),
        verifierTests(),
      ),
  ],
  ["mocha tests", () => mochaTests()],
  ...(campaign ? long : []),
];

let total: Count = { passed: 0, failed: 0, skipped: 0 };
for (const [name, step] of process.argv.includes("--faults") ? faults : web ? pageTests : all) {
  console.log(styleText("bold", `\n${name}`));
  let count: Count;
  try {
    count = await step();
    const ran = count.passed + count.failed;
    if (ran === 0) console.log(`${name}: nothing ran, which counts as a failure`);
    if (ran === 0) count = { ...count, failed: 1 };
  } catch (error) {
    console.log(error);
    count = failed;
  }
  if (count.failed > 0) console.log(styleText("red", `${name}: ${count.failed} failed`));
  total = sum(total, count);
}

if (total.skipped > 0) console.log(`\n${total.skipped} skipped`);
const last = `\n${total.passed} passed, ${total.failed} failed\n`;
// Curves and chains leave workers and sockets behind; the end of the tests is the end of the process.
process.stdout.write(last, () => process.exit(total.failed === 0 ? 0 : 1));
