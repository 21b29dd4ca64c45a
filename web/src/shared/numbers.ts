import type { Language } from "./language.ts";

/** A whole number as people write it. */
export function numberText(value: number, language: Language): string {
  return value.toLocaleString(language === "ko" ? "ko-KR" : "en-GB");
}

/** A part of a whole in hundredths with at most two decimals, "25%", which says so where it is rounded: "약 33.33%". */
export function shareText(part: number, whole: number, language: Language): string {
  const shown = (part / whole).toLocaleString(language === "ko" ? "ko-KR" : "en-GB", {
    style: "percent",
    maximumFractionDigits: 2,
  });
  if ((part * 10_000) % whole === 0) return shown;
  return language === "ko" ? `약 ${shown}` : `about ${shown}`;
}
