import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { type CircuitInstance, circuitInstances } from "./instances.ts";
import { projectRoot } from "./projectRoot.ts";

const buildFolder = `${projectRoot}build/circuits/`;

/** Arguments that tell circom where included packages are, from the project's root. */
export const circomLibraries: readonly string[] = [
  "node_modules",
  "node_modules/circomlib/circuits",
  "node_modules/@zk-kit/binary-merkle-root.circom/src",
].flatMap((folder) => ["-l", folder]);

/** Files that a compiled circuit consists of; paths from the project's root. */
export function circuitFiles(name: string): { readonly r1cs: string; readonly wasm: string; readonly sym: string } {
  return {
    r1cs: `build/circuits/${name}.r1cs`,
    wasm: `build/circuits/${name}_js/${name}.wasm`,
    sym: `build/circuits/${name}.sym`,
  };
}

/**
 * Compiles every instance of circuits/circuits.json whose sources changed since the last time.
 * @param report Called with the name of each instance before it is compiled.
 */
export async function buildCircuits(report: (name: string) => void = () => {}): Promise<void> {
  mkdirSync(buildFolder, { recursive: true });
  const sources = circuitSourcesHash();
  for (const instance of circuitInstances()) {
    const main = mainComponent(instance);
    const stamp = createHash("sha256").update(sources).update(main).digest("hex");
    const stampFile = `${buildFolder}${instance.name}.stamp`;
    const files = Object.values(circuitFiles(instance.name));
    const upToDate =
      existsSync(stampFile) &&
      readFileSync(stampFile, "utf8") === stamp &&
      files.every((file) => existsSync(projectRoot + file));
    if (upToDate) continue;

    report(instance.name);
    await compileCircuit(instance.name, main);
    writeFileSync(stampFile, stamp);
  }
}

/** The main component of an instance: a generated three-line file. */
export function mainComponent(instance: CircuitInstance): string {
  return [
    "pragma circom 2.1.5;",
    `include "../../circuits/${instance.file}";`,
    `component main {public [${instance.public.join(", ")}]} = ${instance.template}(${instance.parameters.join(", ")});`,
    "",
  ].join("\n");
}

/** Compiles a main component; `circuitFiles(name)` says where the result lies. */
export async function compileCircuit(name: string, main: string): Promise<void> {
  mkdirSync(buildFolder, { recursive: true });
  writeFileSync(`${buildFolder}${name}.circom`, main);
  const args = [
    `${projectRoot}node_modules/circom2/cli.js`,
    `build/circuits/${name}.circom`,
    ...["--r1cs", "--wasm", "--sym", "--O2", "-o", "build/circuits"],
    ...circomLibraries,
  ];
  await promisify(execFile)(process.execPath, args, { cwd: projectRoot, maxBuffer: 1 << 26 });
}

/** Hash of all circuit sources and of the versions of the compiler and of the packages they include. */
export function circuitSourcesHash(): string {
  const hash = createHash("sha256");
  const own = readdirSync(`${projectRoot}circuits`, { recursive: true, encoding: "utf8" });
  for (const file of own.filter((name) => name.endsWith(".circom")).sort()) {
    hash.update(file).update(readFileSync(`${projectRoot}circuits/${file}`));
  }
  for (const name of ["circom2", "circomlib", "@semaphore-protocol/circuits", "@zk-kit/binary-merkle-root.circom"]) {
    hash.update(readFileSync(`${projectRoot}node_modules/${name}/package.json`));
  }
  return hash.digest("hex");
}

if (import.meta.main) await buildCircuits((name) => console.error(`compiling ${name}`));
