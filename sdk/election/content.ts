import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod/mini";
import { HanpyoError } from "../errors.ts";

const text = z.strictObject({ ko: z.string(), en: z.string() });

/** The sides of an argument. */
export const SIDES = ["for", "against"] as const;

/** What people see of an election: title, question, options; every text in Korean and English. */
export const contentSchema = z.strictObject({
  title: text,
  question: text,
  options: z.array(z.strictObject({ title: text, description: z.optional(text) })).check(z.minLength(1)),
  /** What speaks for and against, with who says so; the text is Markdown. */
  arguments: z.optional(
    z.array(z.strictObject({ side: z.enum(SIDES), text, by: z.optional(text) })).check(z.minLength(1)),
  ),
  /** Why the election is only a test, beside the mark in its constitution, which alone decides that it is one. */
  test: z.optional(z.strictObject({ reasons: z.array(text).check(z.minLength(1)) })),
});

export type Content = z.infer<typeof contentSchema>;

/** One text in both languages. */
export type Text = z.infer<typeof text>;

/** One argument for or against. */
export type Argument = NonNullable<Content["arguments"]>[number];

export class ContentMalformedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "CONTENT_MALFORMED",
      `The election's content cannot be read: ${reason}`,
      "Give title, question, options and arguments as canonical JSON, each text with ko and en",
    );
  }
}

/** The bytes that the creation event carries: canonical JSON (keys sorted, no spaces) in UTF-8. */
export function encodeContent(content: Content): Uint8Array {
  return toUtf8Bytes(canonicalJson(content));
}

/** keccak256 of the content's bytes (P3.1). */
export function contentHash(content: Uint8Array): string {
  return keccak256(content);
}

/** Reads content from its bytes; throws `ContentMalformedError`, also for JSON that is not canonical. */
export function parseContent(bytes: Uint8Array): Content {
  const decoded = decode(bytes);
  const parsed = contentSchema.safeParse(decoded.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ContentMalformedError(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  if (canonicalJson(parsed.data) !== decoded.text) throw new ContentMalformedError("it is not canonical JSON");
  return parsed.data;
}

function decode(bytes: Uint8Array): { readonly text: string; readonly value: unknown } {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, value: JSON.parse(text) as unknown };
  } catch (error) {
    throw new ContentMalformedError(error instanceof Error ? error.message : String(error));
  }
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(",")}}`;
}
