import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { promisify, stripVTControlCharacters } from "node:util";
import { circomLibraries, circuitSourcesHash } from "../../../scripts/checkout/buildCircuits.ts";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";

/** A circuit that only tests use: a source file of the project and what to make the main component of. */
export type TestCircuit = {
  /** Folder under build/ that receives it, unique among test circuits. */
  readonly name: string;
  /** Source file, from the project's root. */
  readonly file: string;
  /** The main component, for example `Rules(3)`. */
  readonly main: string;
};

/** Files of a compiled test circuit, and what `circom --inspect` printed. */
export type CompiledFiles = {
  readonly r1cs: string;
  readonly wasm: string;
  readonly sym: string;
  readonly inspection: string;
};

/**
 * Compiles a test circuit once per content of its sources, without simplification (`--O0`): every signal and every
 * constraint of the sources is then there to be altered and to be judged.
 * @param sources Hash of the sources; the project's own circuits and the packages they include by default.
 */
export async function compileCircuit(circuit: TestCircuit, sources = circuitSourcesHash()): Promise<CompiledFiles> {
  const folder = `build/${circuit.name}`;
  const root = "../".repeat(folder.split("/").length);
  const text = `pragma circom 2.1.5;\ninclude "${root}${circuit.file}";\ncomponent main = ${circuit.main};\n`;
  const source = readFileSync(projectRoot + circuit.file, "utf8");
  const stamp = createHash("sha256").update(`${sources}\0${source}\0${text}`).digest("hex");
  const files = {
    r1cs: `${projectRoot}${folder}/main.r1cs`,
    wasm: `${projectRoot}${folder}/main_js/main.wasm`,
    sym: `${projectRoot}${folder}/main.sym`,
  };
  const stampFile = `${projectRoot}${folder}/stamp`;
  const inspectionFile = `${projectRoot}${folder}/inspection.txt`;
  if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== stamp) {
    mkdirSync(projectRoot + folder, { recursive: true });
    writeFileSync(`${projectRoot}${folder}/main.circom`, text);
    writeFileSync(inspectionFile, await runCircom(folder));
    writeFileSync(stampFile, stamp);
  }
  return { ...files, inspection: readFileSync(inspectionFile, "utf8") };
}

async function runCircom(folder: string): Promise<string> {
  const args = [
    `${projectRoot}node_modules/circom2/cli.js`,
    `${folder}/main.circom`,
    ...["--r1cs", "--wasm", "--sym", "--O0", "--inspect", "-o", folder],
    ...circomLibraries,
  ];
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
      cwd: projectRoot,
      maxBuffer: 1 << 26,
    });
    return stripVTControlCharacters(stdout + stderr);
  } catch (error) {
    const { stderr = "", message } = error as Error & { readonly stderr?: string };
    const said = stripVTControlCharacters(stderr);
    throw new Error(`${folder}: ${said.slice(Math.max(0, said.search(/error\[|panicked/))) || message}`);
  }
}
