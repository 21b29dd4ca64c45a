import { readFileSync } from "node:fs";
import { LineCounter, parseDocument, visit } from "yaml";
import { z } from "zod";
import { hiddenCharacter } from "../../sdk/election/plainText.ts";
import { officeSchema } from "../../sdk/enrolling/officeAnswers.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { wrongValueInEnglish } from "../../sdk/words/wrongValueInEnglish.ts";
import { wrongValueInKorean } from "../../sdk/words/wrongValueInKorean.ts";
import { yamlFault } from "../../sdk/words/yamlFault.ts";
import { methodFrom, methodSettingsSchema } from "../eid/methodSettings.ts";
import type { OneTimeCodes } from "../eid/oneTimeCode.ts";
import type { ListSource } from "../eid/trustedLists.ts";
import { registerSettingsSchema } from "./register/registerSettings.ts";
import type { OfficeProfile } from "./works.ts";

const { name, rolls } = officeSchema.shape;
const TIME = "a time with its zone, as 2027-03-02T09:00+09:00, or null";
/** Written as people write times; nobody counts Unix seconds. */
const time = z
  .string(TIME)
  .transform((text) => text.replace(/T\d\d:\d\d(?=Z|[+-])/, (minutes) => `${minutes}:00`))
  .pipe(z.iso.datetime({ offset: true, error: TIME }))
  .transform((text) => Date.parse(text) / 1000)
  .nullable();

/** What an office writes down of itself: nothing in it is secret. */
export const officeFileSchema = z.strictObject({
  name,
  registry: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  /** Whether the registry serves test elections alone: then one node is enough, if it says so too. */
  isTest: z.boolean().optional(),
  /** The contract of published rolls for which the office enrols, in the place of the registry (P12.11). */
  publishedRolls: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/)
    .optional(),
  /** The page that a wallet sends its user back to. */
  page: z.url(),
  /** Where devices and wallets reach the office. */
  publicUrl: z.url().optional(),
  /** Where the other office is reached, to sign whole batches (P12.13); without it each goes with its own vouchers. */
  partnerUrl: z.url().optional(),
  /** The population register that is asked at each enrolment (P28); without it, the book alone decides. */
  register: registerSettingsSchema.optional(),
  rolls: z.array(rolls.element.extend({ objectionsUntil: time })),
  methods: z
    .array(methodSettingsSchema)
    .min(1)
    .refine((methods) => new Set(methods.map(({ id }) => id)).size === methods.length, "two methods have one id"),
});

export type OfficeFile = z.infer<typeof officeFileSchema>;

export class OfficeFileInvalidError extends HanpyoError {
  readonly field: string | undefined;
  /** The reason in Korean, where it is known. */
  readonly reasonInKorean: string | undefined;

  constructor(file: string, reason: string, field?: string, reasonInKorean?: string) {
    super("OFFICE_FILE_INVALID", `${file} is not an office's file: ${reason}`, "See docs/offices.md for an example");
    this.field = field;
    this.reasonInKorean = reasonInKorean;
  }
}

/** Reads an office's file (YAML). Throws `OfficeFileInvalidError`. */
export function readOfficeFile(file: string): OfficeFile {
  const content = contentOf(file);
  const parsed = officeFileSchema.safeParse(content, { error: wrongValueInEnglish });
  if (parsed.success) {
    requireSeen(file, content);
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const korean = officeFileSchema.safeParse(content, { error: wrongValueInKorean }).error?.issues[0]?.message;
  const field = issue?.path.join(".") || "its top";
  // A message of the schema's own is English.
  const known = korean !== undefined && /[가-힣]/.test(korean) ? korean : "정해진 꼴이 아닙니다";
  throw new OfficeFileInvalidError(file, `${field}: ${issue?.message}`, field, known);
}

/** Refuses names that residents would read otherwise than they stand: with characters that nobody sees, or that turn a text around. */
function requireSeen(file: string, value: unknown, path: readonly string[] = []): void {
  if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) requireSeen(file, part, [...path, name]);
  }
  const hidden = typeof value === "string" && path.includes("name") ? hiddenCharacter(value) : undefined;
  if (hidden === undefined) return;
  const field = path.join(".");
  const korean = `보이지 않는 글자 ${hidden}이(가) 있습니다. 다시 입력하세요`;
  throw new OfficeFileInvalidError(
    file,
    `${field}: it holds ${hidden}, which nobody sees; type it anew`,
    field,
    korean,
  );
}

/** The file as YAML in which each value stands where it is read: an alias may stand for more than a machine holds. */
function contentOf(file: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const lineAt = (offset: number) => Math.max(lines.linePos(offset).line, 1);
  const invalid = (offset: number, reason: { readonly en: string; readonly ko: string }) =>
    new OfficeFileInvalidError(file, `line ${lineAt(offset)}: ${reason.en}`, `${lineAt(offset)}행`, reason.ko);
  const [fault] = document.errors;
  if (fault !== undefined) throw invalid(fault.pos[0], yamlFault(fault.code));
  visit(document, {
    Alias: (_, { range }) => {
      throw invalid(range?.[0] ?? 0, {
        en: "an alias stands here; write the value itself",
        ko: "별칭(*이름)이 있습니다. 값을 그대로 적으세요",
      });
    },
  });
  return document.toJS();
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new OfficeFileInvalidError(
      file,
      error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
    );
  }
}

/** What an office offers by its file. @param source Fetches lists of revocations. */
export function profileFrom(
  file: Pick<OfficeFile, "name" | "rolls" | "methods">,
  codes: OneTimeCodes,
  source: ListSource,
): OfficeProfile {
  return { name: file.name, rolls: file.rolls, methods: file.methods.map((one) => methodFrom(one, codes, source)) };
}
