import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { pageFolder } from "./buildPage.ts";

/** What the first page may weigh, gzip, without fonts: 250 kB. */
export const FIRST_LOAD_LIMIT = 250_000;

/** The page's start, what the list of elections loads on its own, and what its buttons load to know who is looking. */
const FIRST_PAGE = [
  "index.html",
  "src/features/elections/ElectionsPage.tsx",
  "src/shared/chain.ts",
  "../sdk/chain/ownElections.ts",
  "../sdk/chain/electionState.ts",
  "src/shared/action/MainAction.tsx",
  ...["identityEntries", "notes", "registration", "drafts", "castings"].map((name) => `src/shared/vault/${name}.ts`),
];

/** What it may weigh with the fonts that its texts and elections need: 600 kB. */
export const FIRST_LOAD_WITH_FONTS = 600_000;

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);

/** A file of the first load with its size in bytes, gzip. */
export type LoadedFile = { readonly file: string; readonly bytes: number };

/** All that a browser fetches until it shows the list of elections with its buttons, fonts apart, largest first. */
export function firstLoad(): readonly LoadedFile[] {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(`${pageFolder}manifest.json`, "utf8")));
  const files = new Set(["index.html"]);
  const seen = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`The build has no chunk ${name}: name the first page's chunks anew`);
    if (seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...chunk.css]) files.add(file);
    for (const imported of chunk.imports) visit(imported);
  };
  for (const name of FIRST_PAGE) visit(name);
  return [...files]
    .map((file) => ({ file, bytes: gzipSync(readFileSync(pageFolder + file)).length }))
    .toSorted((a, b) => b.bytes - a.bytes);
}

if (import.meta.main) {
  const files = firstLoad();
  for (const { file, bytes } of files) console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}`);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(`${(total / 1000).toFixed(1).padStart(7)} kB  in all, gzip, of at most ${FIRST_LOAD_LIMIT / 1000} kB`);
  process.exitCode = total > FIRST_LOAD_LIMIT ? 1 : 0;
}
