import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { buildCircuits } from "./buildCircuits.ts";
import { projectRoot } from "./projectRoot.ts";

const contractsStamp = `${projectRoot}build/contracts.stamp`;

/**
 * Compiles what changed since the last time: the contracts with Hardhat, the circuits with circom. When nothing did,
 * it takes a fraction of a second and loads neither compiler.
 * @param report Called with what is about to be compiled.
 * @throws What the compilers say, where the sources are wrong.
 */
export async function ensureBuilt(report: (what: string) => void = () => {}): Promise<void> {
  // Each compiler is a process of its own, so that both have a core.
  await Promise.all([buildContracts(report), buildCircuits((name) => report(`circuit ${name}`))]);
}

async function buildContracts(report: (what: string) => void): Promise<void> {
  const wanted = solidityHash("contracts");
  const upToDate =
    existsSync(`${projectRoot}artifacts`) &&
    existsSync(contractsStamp) &&
    readFileSync(contractsStamp, "utf8") === wanted;
  if (upToDate) return;

  report("contracts");
  rmSync(contractsStamp, { force: true });
  const { default: hre } = await import("hardhat");
  await withoutForeignWarnings(() => hre.tasks.getTask("build").run({ quiet: true, noTests: true }));
  mkdirSync(`${projectRoot}build`, { recursive: true });
  writeFileSync(contractsStamp, wanted);
}

/**
 * Hardhat prints the compiler's warnings on the console, with blank lines on standard output, which belongs to
 * commands that print data. Those about libraries in node_modules are nobody's business here; all others are shown.
 */
async function withoutForeignWarnings<T>(build: () => Promise<T>): Promise<T> {
  const { log, warn } = console;
  console.log = (...what: unknown[]) => (what.length > 0 ? console.error(...what) : undefined);
  console.warn = (...what: unknown[]) =>
    /--> \.\/node_modules\//.test(what.join(" ")) ? undefined : console.error(...what);
  try {
    return await build();
  } finally {
    Object.assign(console, { log, warn });
  }
}

/** Everything the artifacts depend on: sources in `folders`, settings, and by the lock file compiler and libraries. */
function solidityHash(...folders: readonly string[]): string {
  const hash = createHash("sha256");
  const solidity = folders.flatMap((folder) =>
    readdirSync(projectRoot + folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".sol"))
      .map((name) => `${folder}/${name}`),
  );
  for (const file of [...solidity.sort(), "hardhat.config.ts", "package-lock.json"]) {
    const content = readFileSync(projectRoot + file);
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

if (import.meta.main) {
  await ensureBuilt((what) => console.error(`compiling ${what}`));
  // Compilers leave workers behind that would keep the process alive.
  process.exit();
}
