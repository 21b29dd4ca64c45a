import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod/mini";
import { HanpyoError, told } from "../errors.ts";
import { attachmentFields } from "./attachments.ts";
import { canonicalJson } from "./canonicalJson.ts";
import { type ContentText, isLanguageTag } from "./contentText.ts";
import { forbiddenCharacter } from "./plainText.ts";

const CONTENT_FORMAT = "hanpyo-content-2";

/** Bytes of the largest content: a transaction has at most 131,072, and the constitution takes some of them. */
export const MOST_CONTENT_BYTES = 120_000;

/** The sides of an argument. */
export const SIDES = ["for", "against"] as const;

const bothLanguages = z.strictObject({ ko: z.string(), en: z.string() });
const byLanguage = z.record(z.string(), z.string());

/** One text in Korean and English, as the product says it itself. */
export type Text = z.infer<typeof bothLanguages>;

function fieldsWith<T extends z.ZodMiniType, O extends Readonly<Record<string, z.ZodMiniType>>>(text: T, ofOption: O) {
  return {
    title: text,
    question: text,
    options: z.array(z.strictObject({ title: text, description: z.optional(text), ...ofOption })).check(z.minLength(1)),
    /** What speaks for and against, with who says so; the text is Markdown. */
    arguments: z.optional(
      z.array(z.strictObject({ side: z.enum(SIDES), text, by: z.optional(text) })).check(z.minLength(1)),
    ),
    /** Why the election is only a test, beside the mark in its constitution, which alone decides that it is one. */
    test: z.optional(z.strictObject({ reasons: z.array(text).check(z.minLength(1)) })),
  };
}

/** What an option of version 2 may have beside its texts. */
const optionFields = {
  /** Options of one category have the same text in the content's own language: who chooses among many filters by it. */
  category: z.optional(byLanguage),
  ...attachmentFields,
};

/** Version 1: every text in Korean and English. Elections that were created with it are read for ever. */
export const firstContentSchema = z.strictObject(fieldsWith(bothLanguages, {}));
/** Version 2: texts by language. */
export const contentSchema = z.strictObject({
  format: z.literal(CONTENT_FORMAT),
  /** Of the texts that stand in no language of the reader's: every text stands in it. */
  language: z.string(),
  ...fieldsWith(byLanguage, optionFields),
});

/** What people see of an election: title, question, options; every text by language. */
export type Content = Omit<z.infer<typeof contentSchema>, "format">;

/** One argument for or against. */
export type Argument = NonNullable<Content["arguments"]>[number];

export class ContentMalformedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "CONTENT_MALFORMED",
      told`The election's content cannot be read: ${{ reason }}`,
      "Give it as step P3.1 of docs/protocol.md says: canonical JSON, each text by language, not too large",
    );
  }
}

/**
 * The bytes that the creation event carries: canonical JSON (keys sorted, no spaces) in UTF-8, always of version 2.
 * Throws `ContentMalformedError` for what `parseContent` would not read.
 */
export function encodeContent(content: Content): Uint8Array {
  const bytes = toUtf8Bytes(canonicalJson({ ...content, format: CONTENT_FORMAT }));
  parseContent(bytes);
  return bytes;
}

/** How many bytes a content takes, whether or not that is too many. */
export function contentSize(content: Content): number {
  return toUtf8Bytes(canonicalJson({ ...content, format: CONTENT_FORMAT })).length;
}

/** keccak256 of the content's bytes (P3.1). */
export function contentHash(content: Uint8Array): string {
  return keccak256(content);
}

/**
 * Reads content of either version from its bytes; that of version 1 is in Korean by default. Throws
 * `ContentMalformedError`, also for JSON that is not canonical: each content has one byte string.
 */
export function parseContent(bytes: Uint8Array): Content {
  const { text, value } = decode(bytes);
  const isFirst = typeof value === "object" && value !== null && !("format" in value);
  const parsed = (isFirst ? firstContentSchema : contentSchema).safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ContentMalformedError(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  if (canonicalJson(parsed.data) !== text) throw new ContentMalformedError("it is not canonical JSON");
  if (!("format" in parsed.data)) return { language: "ko", ...parsed.data };
  const { format, ...content } = parsed.data;
  if (bytes.length > MOST_CONTENT_BYTES) {
    throw new ContentMalformedError(`it has ${bytes.length} bytes, more than ${MOST_CONTENT_BYTES}`);
  }
  requireTexts(content);
  return content;
}

/** Every text of a content with its place, and whether it may have several lines. */
export function textsOf(content: Content): readonly (readonly [path: string, text: ContentText, lines: boolean])[] {
  return [
    ["title", content.title, false],
    ["question", content.question, true],
    ...content.options.flatMap(({ title, description, category, picture, paper, place }, i) => [
      [`options.${i}.title`, title, false] as const,
      ...(category === undefined ? [] : [[`options.${i}.category`, category, false] as const]),
      ...(description === undefined ? [] : [[`options.${i}.description`, description, true] as const]),
      ...(picture === undefined ? [] : [[`options.${i}.picture.alt`, picture.alt, false] as const]),
      ...(paper === undefined ? [] : [[`options.${i}.paper.title`, paper.title, false] as const]),
      ...(place === undefined ? [] : [[`options.${i}.place.name`, place.name, false] as const]),
    ]),
    ...(content.arguments ?? []).flatMap(({ text, by }, i) => [
      [`arguments.${i}.text`, text, true] as const,
      ...(by === undefined ? [] : [[`arguments.${i}.by`, by, false] as const]),
    ]),
    ...(content.test?.reasons ?? []).map((reason, i) => [`test.reasons.${i}`, reason, false] as const),
  ];
}

/** The languages that a content's title stands in, its own first: what a reader can choose from. */
export function languagesOf({ language, title }: Pick<Content, "language" | "title">): readonly string[] {
  return [language, ...Object.keys(title).filter((tag) => tag !== language)];
}

/** What version 2 asks of every text. Only rules that no later release of Unicode changes: frozen content stays readable. */
function requireTexts(content: Content): void {
  if (!isLanguageTag(content.language)) throw new ContentMalformedError("language: this is no language tag");
  for (const [path, text, lines] of textsOf(content)) {
    if (text[content.language] === undefined) {
      throw new ContentMalformedError(`${path}: it does not stand in ${content.language}, the content's own language`);
    }
    for (const [tag, said] of Object.entries(text)) {
      const found = forbiddenCharacter(said, lines);
      if (!isLanguageTag(tag)) throw new ContentMalformedError(`${path}: a key is no language tag`);
      if (said === "") throw new ContentMalformedError(`${path}.${tag}: it is empty`);
      if (said.normalize("NFC") !== said) throw new ContentMalformedError(`${path}.${tag}: it is not in NFC`);
      if (found !== undefined) throw new ContentMalformedError(`${path}.${tag}: it holds ${found}`);
    }
  }
}

function decode(bytes: Uint8Array): { readonly text: string; readonly value: unknown } {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, value: JSON.parse(text) as unknown };
  } catch (error) {
    throw new ContentMalformedError(error instanceof Error ? error.message : String(error));
  }
}
