import type { Text } from "../../sdk/election/content.ts";
import type { ContentText } from "../../sdk/election/contentText.ts";
import { comparable, mixedWord, silhouette } from "../../sdk/election/plainText.ts";
import { error, type Found, warning } from "./finding.ts";
import type { FindingKey } from "./findingWords.ts";
import { type ElectionFile, frozenTexts } from "./schema.ts";
import { optionsOf } from "./toElection.ts";

/** Characters of a title beyond which a screen cuts it. */
const LONG_TITLE = 80;
const KOREAN = "ko";
const HANGUL = /[\u3131-\u318e\uac00-\ud7a3]/;

type Placed = readonly (readonly [path: string, text: ContentText])[];

/** Texts that are too long, not translated, or taken for one another. */
export function textFindings(file: ElectionFile): readonly Found[] {
  const texts = frozenTexts(file);
  const long = texts
    .filter(([path]) => path === "title" || path.endsWith(".title"))
    .filter(([, text]) => Object.values(text).some(({ length }) => length > LONG_TITLE))
    .map(([path]) => warning(path, "longTitle", { most: LONG_TITLE }));
  const names: Placed = file.board.trustees.map(({ name }, i) => [`board.trustees.${i}.name`, name]);
  const read = texts.filter(([path]) => !path.endsWith(".description"));
  return [
    ...long,
    ...missing(file, texts),
    ...read.flatMap(untranslated),
    ...alike(file),
    ...[...texts, ...names].flatMap(mixed),
  ];
}

/** Residents vote in Korean; and a text that lacks a language which the title has was forgotten by the translator. */
function missing({ title, language: own }: ElectionFile, texts: Placed): readonly Found[] {
  return texts.flatMap(([path, text]) => [
    ...(text[KOREAN] === undefined && own !== KOREAN ? [error(`${path}.${KOREAN}`, "koreanMissing")] : []),
    ...Object.keys(title)
      .filter((language) => language !== KOREAN && language !== own && text[language] === undefined)
      .map((language) => warning(path, "languageMissing", { language, own })),
  ]);
}

function untranslated([path, text]: Placed[number]): readonly Found[] {
  return Object.entries(text).flatMap(([language, said]) => {
    const hasHangul = HANGUL.test(said);
    if (language === KOREAN) return hasHangul ? [] : [warning(`${path}.${language}`, "noKorean")];
    return hasHangul ? [warning(`${path}.${language}`, "koreanInEnglish")] : [];
  });
}

function mixed([path, text]: Placed[number]): readonly Found[] {
  return Object.entries(text).flatMap(([language, said]) => {
    const word = mixedWord(said);
    return word === undefined ? [] : [warning(`${path}.${language}`, "mixedScripts", { word })];
  });
}

/** Options and trustees that a reader takes for another, in one language or between two. */
function alike(file: ElectionFile): readonly Found[] {
  const titles: readonly ContentText[] = optionsOf(file).map(({ title }) => title);
  const names: readonly Text[] = file.board.trustees.map(({ name }) => name);
  const languages = [...new Set(titles.flatMap((title) => Object.keys(title)))];
  return [
    ...languages.flatMap((language) => alikeIn(language, titles)),
    ...(["ko", "en"] as const).flatMap((language) =>
      pairs(
        names.map((text) => text[language]),
        comparable,
      ).map(([i, m]) => error(`board.trustees.${i}.name.${language}`, "sameName", { other: m + 1 })),
    ),
  ];
}

function alikeIn(language: string, titles: readonly ContentText[]): readonly Found[] {
  const own = titles.map((text) => text[language]);
  const same = pairs(own, comparable);
  const near = pairs(own, silhouette).filter(([i]) => same.every(([known]) => known !== i));
  const keys = titles.map((text) =>
    Object.entries(text).flatMap(([tag, said]) => (tag === language ? [] : [comparable(said)])),
  );
  const elsewhere = own.flatMap((said, i) => {
    const earlier = said === undefined ? -1 : keys.findIndex((others, m) => m < i && others.includes(comparable(said)));
    return earlier < 0 ? [] : [[i, earlier] as const];
  });
  const title = (i: number) => `options.${i}.title.${language}`;
  const finding = (key: FindingKey) => (pair: readonly [number, number]) =>
    error(title(pair[0]), key, { other: pair[1] + 1 });
  return [
    ...same.map(finding("sameTitle")),
    ...elsewhere.map(finding("titleElsewhere")),
    ...near.map(([i, m]) => warning(title(i), "nearlySameTitle", { other: m + 1 })),
  ];
}

/** Positions whose texts have the key of an earlier one, with that one's; a text that is missing has none. */
function pairs(
  texts: readonly (string | undefined)[],
  keyOf: (text: string) => string,
): readonly (readonly [number, number])[] {
  const keys = texts.map((text) => (text === undefined ? undefined : keyOf(text)));
  return keys.flatMap((key, i) => {
    const first = keys.indexOf(key);
    return key === undefined || first === i ? [] : [[i, first] as const];
  });
}
