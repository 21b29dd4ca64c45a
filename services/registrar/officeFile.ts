import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { officeSchema } from "../../sdk/enrolling/officeAnswers.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { methodFrom, methodSettingsSchema } from "../eid/methodSettings.ts";
import type { OneTimeCodes } from "../eid/oneTimeCode.ts";
import type { ListSource } from "../eid/trustedLists.ts";
import type { OfficeProfile } from "./works.ts";

const { name, rolls } = officeSchema.shape;

/** What an office writes down of itself: nothing in it is secret. */
export const officeFileSchema = z.strictObject({
  name,
  registry: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
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
  rolls,
  methods: z
    .array(methodSettingsSchema)
    .min(1)
    .refine((methods) => new Set(methods.map(({ id }) => id)).size === methods.length, "two methods have one id"),
});

export type OfficeFile = z.infer<typeof officeFileSchema>;

export class OfficeFileInvalidError extends HanpyoError {
  constructor(file: string, reason: string) {
    super("OFFICE_FILE_INVALID", `${file} is not an office's file: ${reason}`, "See docs/offices.md for an example");
  }
}

/** Reads an office's file (YAML). Throws `OfficeFileInvalidError`. */
export function readOfficeFile(file: string): OfficeFile {
  const invalid = (reason: string) => new OfficeFileInvalidError(file, reason);
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw invalid(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error));
  }
  const parsed = officeFileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`${issue?.path.join(".") || "its top"}: ${issue?.message}`);
}

/** What an office offers by its file. @param source Fetches lists of revocations. */
export function profileFrom(
  file: Pick<OfficeFile, "name" | "rolls" | "methods">,
  codes: OneTimeCodes,
  source: ListSource,
): OfficeProfile {
  return { name: file.name, rolls: file.rolls, methods: file.methods.map((one) => methodFrom(one, codes, source)) };
}
