import { execFileSync } from "node:child_process";
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { keySums } from "../../sdk/proofs/generated/keySums.ts";
import { circuitFiles } from "../checkout/buildCircuits.ts";
import { ensureBuilt } from "../checkout/ensureBuilt.ts";
import { keyFiles } from "../checkout/keys.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { semaphoreArtifacts, semaphoreCircuit } from "../checkout/semaphoreCircuit.ts";

/** The packages that are published beside the second verifier, which is one by itself. */
export const PACKAGES = ["sdk", "contracts", "keys"] as const;
export type PackageName = (typeof PACKAGES)[number];

/** The folder that a package is packed from, with a trailing slash. Nothing stands in it but what `stagePackages` puts there. */
export function stageOf(name: PackageName): string {
  return `${projectRoot}build/packages/${name}/`;
}

/**
 * Makes the packages' folders anew, below `build/packages/`. What goes into them is named here, file by file or by its
 * kind: nobody's keys, election files or databases can be among it, wherever in the project they lie.
 * @throws What the compilers say, where sources are wrong.
 */
export async function stagePackages(): Promise<void> {
  await ensureBuilt();
  for (const name of PACKAGES) {
    rmSync(stageOf(name), { recursive: true, force: true });
    copy(`packages/${name}/package.json`, name, "package.json");
    copy(`packages/${name}/README.md`, name, "README.md");
    copy("LICENSE", name, "LICENSE");
  }
  stageSdk();
  stageContracts();
  stageKeys();
}

/** ESM and declarations by tsc alone, with the few compiled contracts that it reads. */
function stageSdk(): void {
  execFileSync(
    process.execPath,
    [`${projectRoot}node_modules/typescript/bin/tsc`, "-p", `${projectRoot}packages/sdk/tsconfig.json`],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  nameDeclarations();
  for (const file of globSync("conformance/schemas/*.schema.json", { cwd: projectRoot })) {
    copy(file, "sdk", `schemas/${basename(file)}`);
  }
}

/** In declarations tsc leaves the sources' endings, which stand nowhere in the package. */
function nameDeclarations(): void {
  const folder = stageOf("sdk");
  for (const file of globSync("dist/**/*.d.ts", { cwd: folder })) {
    const text = readFileSync(folder + file, "utf8");
    writeFileSync(folder + file, text.replaceAll(/((?:from|import\()\s*"\.[^"]*)\.ts"/g, '$1.js"'));
  }
}

type Artifact = Readonly<Record<string, unknown>> & { readonly contractName: string; readonly abi: readonly unknown[] };

/** Of a compiled contract, what deploying and comparing it needs. */
const COMPILED = [
  "contractName",
  "abi",
  "bytecode",
  "deployedBytecode",
  "linkReferences",
  "deployedLinkReferences",
  "immutableReferences",
] as const;

function stageContracts(): void {
  for (const file of globSync("contracts/**/*.sol", { cwd: projectRoot })) copy(file, "contracts", file);
  for (const file of globSync("artifacts/contracts/**/*.sol/*.json", { cwd: projectRoot })) {
    const artifact = JSON.parse(readFileSync(projectRoot + file, "utf8")) as Artifact;
    const { contractName, abi } = artifact;
    write("contracts", `abi/${contractName}.json`, JSON.stringify(abi));
    const compiled = Object.fromEntries(COMPILED.map((field) => [field, artifact[field]]));
    write("contracts", `artifacts/${contractName}.json`, JSON.stringify(compiled));
  }
}

/** The files that have a checksum in the sdk, and no other. */
function stageKeys(): void {
  for (const file of ["index.js", "index.d.ts"]) copy(`packages/keys/${file}`, "keys", file);
  for (const name of keySums.keys()) copy(keyPath(name), "keys", `files/${name}`);
}

/** Where a key file lies, from the project's root. */
function keyPath(name: string): string {
  const [circuit = "", kind = ""] = name.split(".");
  if (circuit === semaphoreCircuit.name) {
    const { wasm, provingKey, verificationKey } = semaphoreArtifacts;
    return { wasm, zkey: provingKey, json: verificationKey }[kind] as string;
  }
  const { provingKey, verificationKey } = keyFiles(circuit);
  return { wasm: circuitFiles(circuit).wasm, zkey: provingKey, json: verificationKey }[kind] as string;
}

function copy(from: string, name: PackageName, to: string): void {
  const target = stageOf(name) + to;
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(projectRoot + from, target);
}

function write(name: PackageName, to: string, text: string): void {
  const target = stageOf(name) + to;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
