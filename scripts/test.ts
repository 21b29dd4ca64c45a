import { spawn } from "node:child_process";
import { globSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { ensureBuilt } from "./checkout/ensureBuilt.ts";
import { projectRoot } from "./checkout/projectRoot.ts";
import { type Count, sum } from "./checkout/testCount.ts";

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

type Step = readonly [name: string, run: () => Promise<Count>];

const passed: Count = { passed: 1, failed: 0, skipped: 0 };
const failed: Count = { passed: 0, failed: 1, skipped: 0 };

/**
 * Tests that a script of scripts/checkout runs in a process of its own and counts. What it prints goes to `printed`, a
 * file, where another one prints meanwhile. A process that ends before it told its count is a failure; one that a
 * signal ends, as when a native part of it crashes, is begun once more. What comes after the count is not waited for: threads of
 * curves and chains run on, and their native parts do not always bear an exit.
 */
async function counted(name: string, args: readonly string[] = [], printed?: string): Promise<Count> {
  for (const isLast of [false, true]) {
    const told = await countOf(name, args, printed === undefined ? "inherit" : openSync(printed, "a"));
    if (typeof told !== "string") return told;
    console.log(styleText("red", `${name} ended with ${told} before it told its count`));
    if (isLast || !told.startsWith("SIG")) break;
  }
  return failed;
}

/** The count that a script told, or the signal or exit code that ended it before. */
async function countOf(name: string, args: readonly string[], output: "inherit" | number): Promise<Count | string> {
  const child = spawn(process.execPath, [`${projectRoot}scripts/checkout/${name}.ts`, ...args], {
    cwd: projectRoot,
    stdio: ["ignore", output, output, "ipc"],
  });
  const told = await new Promise<Count | string>((fulfil, fail) => {
    child
      .once("message", (count) => fulfil(count as Count))
      .once("error", fail)
      .once("close", (code, signal) => fulfil(signal ?? String(code)));
  });
  child.kill("SIGKILL");
  return told;
}

/** All mocha tests in two processes, as two cores carry them: those of the page and the commands, and all others. */
async function mochaTests(): Promise<Count> {
  const inFront = /^test\/(web|scripts)\//;
  const files = globSync("test/**/*.test.ts", { cwd: projectRoot });
  const front = files.filter((file) => inFront.test(file));
  const others = files.filter((file) => !inFront.test(file));
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-tests-"));
  const printed = join(folder, "others.txt");
  const count = await together(counted("mochaTests", front), counted("mochaTests", others, printed));
  process.stdout.write(readFileSync(printed));
  rmSync(folder, { recursive: true });
  return count;
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

const product: Step = ["build", () => ensureBuilt((what) => console.log(`compiling ${what}`)).then(() => passed)];
const testContracts = () => tool("hardhat/dist/src/cli.js", "build", "--quiet");
/** The build, and the contracts that only tests have: types and the campaign of faults stand on both. */
const build: readonly Step[] = [product, ["contracts of tests", testContracts]];

const faults: readonly Step[] = [
  ...build,
  ["faults of the relayer", () => script("test/campaign/relayerFaults.ts", "--times", "8", "--kills", "100")],
  ["faults of the relayer's acts", () => script("test/campaign/actFaults.ts", "--times", "5")],
  ["faults of the office", () => script("test/campaign/officeFaults.ts", "--times", "5")],
];

const long: readonly Step[] = [
  ["mutants of the circuits", () => script("test/campaign/circuitMutants.ts")],
  ["long runs of the Solidity properties", () => script("test/campaign/solidityCampaign.ts")],
  ["the tour of a proposal", () => script("scripts/start.ts", "--tour")],
];

const pageTests: readonly Step[] = [
  ...build,
  [
    "the page",
    () =>
      counted("mochaTests", globSync(["test/web/**/*.test.ts", "test/packages/widgets.test.ts"], { cwd: projectRoot })),
  ],
];

const all: readonly Step[] = [
  product,
  // The compiler takes one core for minutes; the others need nothing of it.
  [
    "contracts of tests, biome check, tests of the second verifier",
    () => together(testContracts(), tool("@biomejs/biome/bin/biome", "check"), verifierTests()),
  ],
  ["tsc, Solidity tests", () => together(tool("typescript/bin/tsc", "--noEmit"), counted("solidityTests"))],
  ["mocha tests", mochaTests],
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
process.exitCode = total.failed === 0 ? 0 : 1;
process.stdout.write(last);
