import type { Language } from "./language.ts";

const MAN = 10_000;
/** Names of ten thousands, and of their ten thousands, from the largest. */
const UNITS = [
  [MAN ** 3, "조"],
  [MAN ** 2, "억"],
  [MAN, "만"],
] as const;

/**
 * An amount of won as people write and read it: in Korean by whole ten thousands ("7억 2,500만 원"), or in full where
 * something smaller remains ("12,345,678원"); in English in full.
 * @param won A whole number.
 */
export function moneyText(won: number, language: Language): string {
  if (language === "en") return `${won.toLocaleString("en-GB")} won`;
  if (won < MAN || won % MAN !== 0) return `${won.toLocaleString("ko-KR")}원`;
  const parts = UNITS.map(([worth, name]) => [Math.floor(won / worth) % MAN, name] as const);
  const said = parts.filter(([count]) => count > 0).map(([count, name]) => `${count.toLocaleString("ko-KR")}${name}`);
  return `${said.join(" ")} 원`;
}
