import type { Language } from "./language.ts";

/** A whole number as people write it. */
export function numberText(value: number, language: Language): string {
  return value.toLocaleString(language === "ko" ? "ko-KR" : "en-GB");
}

/** A share of a hundred, with at most one decimal. @param basisPoints Ten thousandths. */
export function percentText(basisPoints: number, language: Language): string {
  return (basisPoints / 100).toLocaleString(language === "ko" ? "ko-KR" : "en-GB", { maximumFractionDigits: 2 });
}
