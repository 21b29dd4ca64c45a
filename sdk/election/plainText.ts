/** Neither seen nor read: controls, format and bidi characters, fillers, half surrogates, private and unassigned ones. */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffc\ufffd\u{1d159}]/u;

/**
 * What no frozen text may hold: controls, what reverses or separates lines, byte order marks, half surrogates. The list
 * is fixed, so that no reader's release of Unicode decides whether an election can be read.
 */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Where an emoji is made of several characters, these join them: variation selector 16, and ZWJ between two. */
const PICTURE = String.raw`\p{Extended_Pictographic}\ufe0f?[\u{1f3fb}-\u{1f3ff}]?`;
const EMOJI = new RegExp(
  String.raw`[#*0-9]\ufe0f?\u20e3|${PICTURE}(?:\u200d(?:${PICTURE}|[\u2640\u2642]\ufe0f?))*`,
  "gu",
);
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;
const DASHES = /[\p{Pd}\u2212\u30fc\u1173]/gu;
const DOTS = /[\u00b7\u119e\u2022\u2027\u22c5\u2219\u30fb]/gu;
const QUOTES = /[\u2018\u2019\u201b\u2032\u02bc\u0060\u00b4]/gu;
const DOUBLE_QUOTES = /[\u201c\u201d\u201f\u2033]/gu;

/** Small letters of other scripts that look like a Latin one, small or as a capital, by that letter. */
const OTHER_SCRIPTS = twins({
  a: "аαɑ",
  b: "ьвβ",
  c: "сϲ",
  d: "ԁ",
  e: "еεҽ",
  f: "ϝ",
  g: "ɡԍ",
  h: "һнη",
  i: "іιıӏ",
  j: "јϳ",
  k: "кκ",
  m: "мμ",
  n: "пո",
  o: "оοσօ",
  p: "рρ",
  q: "ԛ",
  r: "гᴦ",
  s: "ѕ",
  t: "тτ",
  u: "υս",
  v: "νѵ",
  w: "ѡωԝ",
  x: "хχ",
  y: "уγү",
  z: "ᴢζ",
});
/** Scripts that stand beside one another in Korean and in English texts; a letter of any other is taken for one of them. */
const ORDINARY = /[\p{sc=Latin}\p{sc=Hangul}\p{sc=Han}]/u;
const OF_ORDINARY = /[\p{scx=Latin}\p{scx=Hangul}\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/gu;

/** Signs that can be told apart, but not by everybody. */
const NEARLY = twins({ i: "l1|!\u1175丨", o: "0\u110b〇○", "-": "一_" });

/**
 * The first character of a text that deceives because nobody sees it, as U+202E; undefined if there is none. Emoji of
 * several characters may be joined by ZWJ; flags of tag characters (England's) are refused.
 * @param lines Whether line breaks and tabs are let be.
 */
export function hiddenCharacter(text: string, lines = false): string | undefined {
  const plain = text.replace(EMOJI, "");
  const [found] = HIDDEN.exec(lines ? plain.replace(/[\n\t]/g, "") : plain) ?? [];
  return found && codePointOf(found);
}

/**
 * The first character of a text that version 2 of an election's content refuses; undefined if there is none.
 * @param lines Whether line breaks and tabs are let be.
 */
export function forbiddenCharacter(text: string, lines: boolean): string | undefined {
  const [found] = FORBIDDEN.exec(lines ? text.replace(/[\n\t]/g, "") : text) ?? [];
  return found && codePointOf(found);
}

/** Whether there is anything to see in a text. */
export function isVisible(text: string): boolean {
  return SEEN.test(text.replace(new RegExp(HIDDEN, "gu"), "")) && !/^\p{M}/u.test(text);
}

/**
 * What is the same in two texts that a reader takes for one (UAX #15, UTR #36): NFKC, without case and format characters,
 * with one kind of blank, dash, dot and quotation mark, and letters of one shape as one whatever their script.
 */
export function comparable(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC")
    .replace(DASHES, "-")
    .replace(DOTS, "·")
    .replace(QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(/[\s\u2800]+/gu, " ")
    .replace(/./gsu, (letter) => OTHER_SCRIPTS.get(letter) ?? letter)
    .trim();
}

/** What is the same in two texts that a hasty reader takes for one: I, l and 1 are, O and 0; blanks do not count. */
export function silhouette(text: string): string {
  return comparable(text)
    .replaceAll(" ", "")
    .replace(/./gsu, (letter) => NEARLY.get(letter) ?? letter);
}

/** A word of a text that has letters of Latin, or of Korean and Chinese, and of another script beside, or undefined. */
export function mixedWord(text: string): string | undefined {
  const words = text.normalize("NFKC").match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.find((word) => ORDINARY.test(word) && /\p{L}/u.test(word.replace(OF_ORDINARY, "")));
}

function twins(byLetter: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(byLetter).flatMap(([letter, like]) => [...like].map((twin) => [twin, letter] as const)),
  );
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
