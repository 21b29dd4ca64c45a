import { error, type Found, warning } from "./finding.ts";
import type { ElectionFile } from "./schema.ts";
import { optionsOf } from "./toElection.ts";

/** Characters of a title beyond which a screen cuts it. */
const LONG_TITLE = 80;

/** Texts that are too long, not translated, or the same for two options. */
export function textFindings(file: ElectionFile): readonly Found[] {
  const titles: readonly (readonly [path: string, text: { readonly ko: string; readonly en: string }])[] = [
    ["title", file.title],
    ...(file.options ?? []).map(({ title }, i) => [`options.${i}.title`, title] as const),
  ];
  const found: Found[] = [];
  for (const [path, { ko, en }] of titles) {
    if (Math.max(ko.length, en.length) > LONG_TITLE) {
      found.push(warning(path, "longTitle", { most: LONG_TITLE }));
    }
  }
  const said = (file.arguments ?? []).flatMap(({ text, by }, i) => [
    [`arguments.${i}.text`, text] as const,
    ...(by === undefined ? [] : [[`arguments.${i}.by`, by] as const]),
  ]);
  for (const [path, { ko, en }] of [...titles, ["question", file.question] as const, ...said]) {
    if (!/[\u3131-\u318e\uac00-\ud7a3]/.test(ko)) found.push(warning(`${path}.ko`, "noKorean"));
    if (/[\u3131-\u318e\uac00-\ud7a3]/.test(en)) found.push(warning(`${path}.en`, "koreanInEnglish"));
  }
  for (const language of ["ko", "en"] as const) {
    const known = new Set<string>();
    for (const [i, { title }] of optionsOf(file).entries()) {
      if (known.has(title[language])) {
        found.push(error(`options.${i}.title.${language}`, "sameTitle"));
      }
      known.add(title[language]);
    }
  }
  return found;
}
