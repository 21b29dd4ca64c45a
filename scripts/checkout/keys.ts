import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { projectRoot } from "./projectRoot.ts";

/** Committed keys of an instance; paths from the project's root. */
export function keyFiles(name: string): { readonly provingKey: string; readonly verificationKey: string } {
  return { provingKey: `circuits/keys/${name}.zkey`, verificationKey: `circuits/keys/${name}.json` };
}

/** Path of the sums from the project's root. */
export const sumsFile = "circuits/keys/SHA256SUMS";

/** SHA-256 sums recorded beside the keys, by file. Includes the compiled circuits the keys were made for. */
export function recordedSums(): ReadonlyMap<string, string> {
  return existsSync(projectRoot + sumsFile) ? readSums(sumsFile) : new Map();
}

/** Sums by file, of a list as `sha256sum` writes it; its path from the project's root. */
export function readSums(list: string): ReadonlyMap<string, string> {
  const lines = readFileSync(projectRoot + list, "utf8")
    .trim()
    .split("\n");
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** SHA-256 of a file given by its path from the project's root, as hex. */
export function sumOf(file: string): string {
  return createHash("sha256")
    .update(readFileSync(projectRoot + file))
    .digest("hex");
}
