import { readdirSync, readFileSync } from "node:fs";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { type ParsedFile, parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";

/** Unix seconds before every date of the examples. */
export const BEFORE_EXAMPLES = Date.parse("2027-01-01T00:00+09:00") / 1000;

export function exampleNames(): readonly string[] {
  const names = readdirSync(`${projectRoot}examples`).filter((name) => name.endsWith(".yaml"));
  return names.map((name) => name.replace(".yaml", ""));
}

export function exampleText(name: string): string {
  return readFileSync(`${projectRoot}examples/${name}.yaml`, "utf8");
}

export function example(name: string): ParsedFile {
  return parseElectionFile(exampleText(name), `${name}.yaml`);
}
