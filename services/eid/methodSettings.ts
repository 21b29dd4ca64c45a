import { z } from "zod";
import { officeSchema } from "../../sdk/enrolling/officeAnswers.ts";
import { certificateMethod, certificateSettingsSchema } from "./certificate.ts";
import type { EidMethod } from "./eidMethod.ts";
import { mobileIdMethod, mobileIdSettingsSchema } from "./mobileId.ts";
import { type OneTimeCodes, oneTimeCodeMethod } from "./oneTimeCode.ts";
import { openid4vpMethod, openid4vpSettingsSchema } from "./openid4vp.ts";
import type { ListSource } from "./trustedLists.ts";

const named = { id: z.string().regex(/^[a-z0-9-]{1,64}$/), name: officeSchema.shape.name };

/** One method of an office, with its trust list. */
export const methodSettingsSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("oneTimeCode"), ...named }),
  openid4vpSettingsSchema.extend({ kind: z.literal("openid4vp"), ...named }),
  certificateSettingsSchema.extend({ kind: z.literal("certificate"), ...named }),
  mobileIdSettingsSchema.extend({ kind: z.literal("mobileId"), ...named }),
]);

export type MethodSettings = z.infer<typeof methodSettingsSchema>;

/** The method by its settings. @param source Fetches lists of revocations. */
export function methodFrom(settings: MethodSettings, codes: OneTimeCodes, source: ListSource): EidMethod {
  switch (settings.kind) {
    case "oneTimeCode":
      return oneTimeCodeMethod(settings, codes);
    case "openid4vp":
      return openid4vpMethod(settings, source);
    case "certificate":
      return certificateMethod(settings, source);
    case "mobileId":
      return mobileIdMethod(settings);
  }
}
