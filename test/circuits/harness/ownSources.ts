import { readdirSync, readFileSync } from "node:fs";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";

/** Our own circuit sources, from the folder circuits/. */
export function circomFiles(): readonly string[] {
  const files = readdirSync(`${projectRoot}circuits`, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".circom")).sort();
}

let known: ReadonlyMap<string, readonly string[]> | undefined;

/** Our own templates: for each, the lines of the file that it stands in. */
export function linesByTemplate(): ReadonlyMap<string, readonly string[]> {
  known ??= new Map(
    circomFiles().flatMap((file) => {
      const text = readFileSync(`${projectRoot}circuits/${file}`, "utf8");
      return [...text.matchAll(/^template (\w+)/gm)].map((match) => [match[1] as string, text.split("\n")] as const);
    }),
  );
  return known;
}
