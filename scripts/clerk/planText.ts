import type { Text } from "../../sdk/election/content.ts";
import type { Language } from "../terminal/language.ts";
import type { Plan, PlannedTransactions } from "./plan.ts";

const PAYERS: Readonly<Record<PlannedTransactions["payer"], Text>> = {
  organizer: { ko: "주관 기관", en: "organizer" },
  trustees: { ko: "참관 위원", en: "trustees" },
  offices: { ko: "등록 기관", en: "offices" },
  relayers: { ko: "전달 서버", en: "relayers" },
  anybody: { ko: "누구나", en: "anybody" },
};

/** A plan for a person. */
export function planText(plan: Plan, language: Language): string {
  const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 6 });
  const rows = plan.transactions.map(({ payer, what, count, gas, ether, money }) => {
    const cost = `${number(ether)} ether${money === undefined ? "" : `, ${number(Math.round(money * 100) / 100)}`}`;
    return `  ${PAYERS[payer][language].padEnd(10)}${what[language]} x ${count}: ${number(gas)} gas, ${cost}`;
  });
  const { count, gas, ether, money } = plan.total;
  const unit = language === "ko" ? "건의 거래" : " transactions";
  const total = `${count}${unit}, ${number(gas)} gas, ${number(ether)} ether${money === undefined ? "" : `, ${number(Math.round(money * 100) / 100)}`}`;
  return [
    ...rows,
    `  ${total}`,
    "",
    ...plan.dates.map(({ what, at }) => `  ${at}  ${what[language]}`),
    "",
    ...plan.outcome.map((line) => `  ${line[language]}`),
    "",
    ...plan.powers.map((power) => `  ${power[language]}`),
    ...(plan.warnings.length === 0 ? [] : ["", ...plan.warnings.map((line) => `  ! ${line[language]}`)]),
  ].join("\n");
}
