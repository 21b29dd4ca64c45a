import { toUtf8Bytes } from "ethers";
import { z } from "zod/mini";
import { canonicalJson } from "../election/canonicalJson.ts";
import { forbiddenCharacter } from "../election/plainText.ts";
import { HanpyoError, told } from "../errors.ts";

/** Most bytes of a template's question with its options: whoever converts pays for them. */
export const MOST_QUESTION_BYTES = 4_096;

const bothLanguages = z.strictObject({ ko: z.string(), en: z.string() });
const schema = z.strictObject({
  question: bothLanguages,
  /** Labels of the options, in their order on the ballot. */
  options: z.array(bothLanguages).check(z.maxLength(32)),
});

/**
 * What a template asks of every proposal that comes to a vote under it (P23.3), in Korean and English; of a budget cell,
 * whose options are its projects, without labels.
 */
export type TemplateQuestion = z.infer<typeof schema>;

export class TemplateQuestionInvalidError extends HanpyoError {
  constructor(reason: string) {
    super(
      "TEMPLATE_QUESTION_INVALID",
      told`The template's question cannot be read: ${{ reason }}`,
      "Give a question and 2 to 32 options, for a budget cell none, each in Korean and English, as step P23.3 of docs/protocol.md says",
    );
  }
}

/** The bytes that a template has of its question. Throws `TemplateQuestionInvalidError` for what could not be read. */
export function writeQuestion(question: TemplateQuestion): Uint8Array {
  const bytes = toUtf8Bytes(canonicalJson(question));
  readQuestion(bytes);
  return bytes;
}

/** Reads a template's question. Throws `TemplateQuestionInvalidError`, also for JSON that is not canonical. */
export function readQuestion(bytes: Uint8Array): TemplateQuestion {
  if (bytes.length > MOST_QUESTION_BYTES) {
    throw new TemplateQuestionInvalidError(`it has ${bytes.length} bytes, more than ${MOST_QUESTION_BYTES}`);
  }
  const { text, value } = decode(bytes);
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new TemplateQuestionInvalidError(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  if (canonicalJson(parsed.data) !== text) throw new TemplateQuestionInvalidError("it is not canonical JSON");
  if (parsed.data.options.length === 1) throw new TemplateQuestionInvalidError("it has one option");
  checkTexts(parsed.data);
  return parsed.data;
}

function checkTexts({ question, options }: TemplateQuestion): void {
  const texts = [
    ["question", question, true],
    ...options.map((one, i) => [`options.${i}`, one, false] as const),
  ] as const;
  for (const [path, text, lines] of texts) {
    for (const said of [text.ko, text.en]) {
      const found = forbiddenCharacter(said, lines);
      if (said === "") throw new TemplateQuestionInvalidError(`${path}: it is empty`);
      if (said.normalize("NFC") !== said) throw new TemplateQuestionInvalidError(`${path}: it is not in NFC`);
      if (found !== undefined) throw new TemplateQuestionInvalidError(`${path}: it holds ${found}`);
    }
  }
}

function decode(bytes: Uint8Array): { readonly text: string; readonly value: unknown } {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, value: JSON.parse(text) as unknown };
  } catch (error) {
    throw new TemplateQuestionInvalidError(error instanceof Error ? error.message : String(error));
  }
}
