import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { circuitFiles } from "../checkout/buildCircuits.ts";
import { circuitInstances } from "../checkout/instances.ts";
import { keyFiles, sumsFile } from "../checkout/keys.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { ceremonySumsFile, semaphoreArtifacts } from "../checkout/semaphoreCircuit.ts";

/** Folder of the compressed keys and circuits. */
export const compressedFolder = `${projectRoot}build/keys/`;

/** Proving keys and circuits, by their paths from the project's root: what a device downloads to prove. */
function provingFilePaths(): readonly string[] {
  const own = circuitInstances().flatMap(({ name }) => [keyFiles(name).provingKey, circuitFiles(name).wasm]);
  return [...own, semaphoreArtifacts.provingKey, semaphoreArtifacts.wasm];
}

/** Where the compressed form of every proving key and circuit stands, by its name. */
export function compressedKeys(): ReadonlyMap<string, string> {
  return new Map(provingFilePaths().map((path) => [`${basename(path)}.gz`, `${compressedFolder}${basename(path)}.gz`]));
}

/**
 * Compresses proving keys and circuits as gzip files, unless both lists of sums say that they are still the same. A server
 * sends them as they are, without a Content-Encoding: the page inflates them itself and checks what comes out.
 */
export async function writeCompressedKeys(report: (what: string) => void = () => {}): Promise<void> {
  const stamp = `${compressedFolder}SHA256SUMS`;
  const wanted = [sumsFile, ceremonySumsFile].map((file) => readFileSync(projectRoot + file, "utf8")).join("");
  const areThere = [...compressedKeys().values()].every((path) => existsSync(path));
  if (areThere && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;

  report("compressed keys");
  mkdirSync(compressedFolder, { recursive: true });
  for (const path of provingFilePaths()) {
    const bytes = await promisify(gzip)(readFileSync(projectRoot + path), { level: 9 });
    writeFileSync(`${compressedFolder}${basename(path)}.gz`, bytes);
  }
  writeFileSync(stamp, wanted);
}
