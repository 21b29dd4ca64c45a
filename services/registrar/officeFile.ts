import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { officeSchema } from "../../sdk/enrolling/officeAnswers.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { certificateMethod, certificateSettingsSchema } from "../eid/certificate.ts";
import type { EidMethod } from "../eid/eidMethod.ts";
import { mobileIdMethod, mobileIdSettingsSchema } from "../eid/mobileId.ts";
import { oneTimeCodeMethod } from "../eid/oneTimeCode.ts";
import { openid4vpMethod, openid4vpSettingsSchema } from "../eid/openid4vp.ts";
import type { ListSource } from "../eid/trustedLists.ts";
import type { RollStore } from "./roll/rollStore.ts";
import type { OfficeProfile } from "./works.ts";

const { name, rolls } = officeSchema.shape;
const named = { id: z.string().regex(/^[a-z0-9-]{1,64}$/), name };

/** One method of an office, with its trust list. */
export const methodSettingsSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("oneTimeCode"), ...named }),
  openid4vpSettingsSchema.extend({ kind: z.literal("openid4vp"), ...named }),
  certificateSettingsSchema.extend({ kind: z.literal("certificate"), ...named }),
  mobileIdSettingsSchema.extend({ kind: z.literal("mobileId"), ...named }),
]);

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
  rolls,
  methods: z
    .array(methodSettingsSchema)
    .min(1)
    .refine((methods) => new Set(methods.map(({ id }) => id)).size === methods.length, "two methods have one id"),
});

export type MethodSettings = z.infer<typeof methodSettingsSchema>;
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
  roll: RollStore,
  source: ListSource,
): OfficeProfile {
  return { name: file.name, rolls: file.rolls, methods: file.methods.map((one) => methodFrom(one, roll, source)) };
}

function methodFrom(settings: MethodSettings, roll: RollStore, source: ListSource): EidMethod {
  switch (settings.kind) {
    case "oneTimeCode":
      return oneTimeCodeMethod(settings, roll);
    case "openid4vp":
      return openid4vpMethod(settings, source);
    case "certificate":
      return certificateMethod(settings, source);
    case "mobileId":
      return mobileIdMethod(settings);
  }
}
