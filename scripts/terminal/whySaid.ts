import { HanpyoError } from "../../sdk/errors.ts";
import { koreanReason } from "./koreanRefusal.ts";
import { askedLanguage, type Language } from "./language.ts";
import { shown, whyOf } from "./shown.ts";

/** Why something failed, to stand in another line: of ours in Korean as `koreanRefusal` says it, of others in their words. */
export function whySaid(error: unknown, language: Language = askedLanguage()): string {
  if (!(error instanceof HanpyoError)) return shown(whyOf(error));
  return language === "ko" ? koreanReason(error) : shown(error.what);
}
