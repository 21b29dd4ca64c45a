import type { Text } from "../../sdk/election/content.ts";
import { comparable, mixedWord, silhouette } from "../../sdk/election/plainText.ts";
import { error, type Found, warning } from "./finding.ts";
import type { FindingKey } from "./findingWords.ts";
import type { ElectionFile } from "./schema.ts";
import { optionsOf } from "./toElection.ts";

/** Characters of a title beyond which a screen cuts it. */
const LONG_TITLE = 80;
const LANGUAGES = ["ko", "en"] as const;
const HANGUL = /[\u3131-\u318e\uac00-\ud7a3]/;

type Placed = readonly (readonly [path: string, text: Text])[];

/** Texts that are too long, not translated, or taken for one another. */
export function textFindings(file: ElectionFile): readonly Found[] {
  const titles: Placed = [
    ["title", file.title],
    ...(file.options ?? []).map(({ title }, i) => [`options.${i}.title`, title] as const),
  ];
  const long = titles
    .filter(([, { ko, en }]) => Math.max(ko.length, en.length) > LONG_TITLE)
    .map(([path]) => warning(path, "longTitle", { most: LONG_TITLE }));
  const said = (file.arguments ?? []).flatMap(({ text, by }, i) => [
    [`arguments.${i}.text`, text] as const,
    ...(by === undefined ? [] : [[`arguments.${i}.by`, by] as const]),
  ]);
  const names: Placed = file.board.trustees.map(({ name }, i) => [`board.trustees.${i}.name`, name]);
  const why: Placed = file.whyTest === undefined ? [] : [["whyTest", file.whyTest]];
  const read: Placed = [...titles, ["question", file.question], ...said, ...why];
  return [...long, ...read.flatMap(untranslated), ...alike(file), ...[...read, ...names].flatMap(mixed)];
}

function untranslated([path, { ko, en }]: Placed[number]): readonly Found[] {
  return [
    ...(HANGUL.test(ko) ? [] : [warning(`${path}.ko`, "noKorean")]),
    ...(HANGUL.test(en) ? [warning(`${path}.en`, "koreanInEnglish")] : []),
  ];
}

function mixed([path, text]: Placed[number]): readonly Found[] {
  return LANGUAGES.flatMap((language) => {
    const word = mixedWord(text[language]);
    return word === undefined ? [] : [warning(`${path}.${language}`, "mixedScripts", { word })];
  });
}

/** Options and trustees that a reader takes for another, in one language or between the two. */
function alike(file: ElectionFile): readonly Found[] {
  const titles: readonly Text[] = optionsOf(file).map(({ title }) => title);
  const names: readonly Text[] = file.board.trustees.map(({ name }) => name);
  const title = (i: number, language: string) => `options.${i}.title.${language}`;
  return LANGUAGES.flatMap((language) => {
    const other = language === "ko" ? "en" : "ko";
    const own = titles.map((text) => text[language]);
    const same = pairs(own, comparable);
    const near = pairs(own, silhouette).filter(([i]) => same.every(([known]) => known !== i));
    const elsewhere = titles.flatMap((text, i) => {
      const earlier = titles.findIndex((one, m) => m < i && comparable(one[other]) === comparable(text[language]));
      return earlier < 0 ? [] : [[i, earlier] as const];
    });
    const finding = (key: FindingKey) => (pair: readonly [number, number]) =>
      error(title(pair[0], language), key, { other: pair[1] + 1 });
    return [
      ...same.map(finding("sameTitle")),
      ...elsewhere.map(finding("titleElsewhere")),
      ...near.map(([i, m]) => warning(title(i, language), "nearlySameTitle", { other: m + 1 })),
      ...pairs(
        names.map((text) => text[language]),
        comparable,
      ).map(([i, m]) => error(`board.trustees.${i}.name.${language}`, "sameName", { other: m + 1 })),
    ];
  });
}

/** Positions whose texts have the key of an earlier one, with that one's. */
function pairs(texts: readonly string[], keyOf: (text: string) => string): readonly (readonly [number, number])[] {
  const keys = texts.map(keyOf);
  return keys.flatMap((key, i) => {
    const first = keys.indexOf(key);
    return first === i ? [] : [[i, first] as const];
  });
}
