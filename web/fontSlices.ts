import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

/** Where the page's texts, the whole fonts and the slices are. */
export type FontPlaces = { readonly texts: string; readonly fonts: string; readonly slices: string };

const WEIGHTS = ["Regular", "Bold"] as const;
/** All that the page's styles ask of a font. */
const FEATURES = ["kern", "tnum"];
/** For vertical lines, which the page has none of. */
const UNUSED = ["vhea", "vmtx"];
const ASCII = Array.from({ length: 95 }, (_, place) => String.fromCharCode(32 + place)).join("");

/**
 * Cuts the fonts down to the characters of the page's own texts, which come first; a browser loads the whole ones when
 * it meets another character, as in an election's content.
 */
export function fontSlices(places: FontPlaces): Plugin {
  return { name: "font-slices", buildStart: () => writeSlices(places) };
}

/** Every character of the page's own texts, Korean and English, and those of the keyboard. */
export function ownCharacters(texts: string): string {
  const files = readdirSync(texts, { recursive: true, encoding: "utf8" }).filter((name) =>
    /texts[\\/](ko|easy|en)\.json$/.test(name),
  );
  const all = files.map((file) => stringsIn(JSON.parse(readFileSync(`${texts}/${file}`, "utf8"))));
  return [...new Set(all.join("") + ASCII)]
    .filter((character) => character >= " ")
    .sort()
    .join("");
}

function stringsIn(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null ? Object.values(value).map(stringsIn).join("") : "";
}

async function writeSlices({ texts, fonts, slices }: FontPlaces): Promise<void> {
  const characters = ownCharacters(texts);
  mkdirSync(slices, { recursive: true });
  for (const weight of WEIGHTS) {
    const whole = readFileSync(`${fonts}/PretendardGOV-${weight}.subset.woff2`);
    const slice = `${slices}/PretendardGOV-${weight}.slice.woff2`;
    const stamp = createHash("sha256").update(characters).update(whole).digest("hex");
    if (existsSync(slice) && existsSync(`${slice}.stamp`) && readFileSync(`${slice}.stamp`, "utf8") === stamp) continue;
    const options = { targetFormat: "woff2", keepFeatures: FEATURES, noHinting: true, dropTables: UNUSED } as const;
    writeFileSync(slice, await subsetFont(whole, characters, options));
    writeFileSync(`${slice}.stamp`, stamp);
  }
}
