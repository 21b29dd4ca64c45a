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

/** A plan for a person: what is frozen, what it costs, who holds which power. */
export function planText(plan: Plan, language: Language): string {
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line.replaceAll("\n", "\n    ")}`);
  return [
    ...rulesText(plan.rules, language, plan.dates),
    "",
    ...indented(costLines(plan, language)),
    "",
    ...indented(plan.powers.map((power) => power[language])),
    ...(plan.warnings.length === 0 ? [] : ["", ...plan.warnings.map((line) => `  ! ${line[language]}`)]),
  ].join("\n");
}

/** Every frozen rule under its heading. @param dates In place of the frozen ones: these, and those of what comes before. */
export function rulesText(rules: Plan["rules"], language: Language, dates?: Plan["dates"]): readonly string[] {
  return rules.flatMap(({ kind, heading, lines }) => {
    const own = lines.map((line) => line[language]);
    const all = kind === "dates" && dates !== undefined ? dates.map(({ what, at }) => `${at}  ${what[language]}`) : own;
    return [heading[language], ...all.map((line) => `  ${line.replaceAll("\n", "\n    ")}`)];
  });
}

/** Every transaction with its gas and cost, and all together. */
export function costLines(plan: Pick<Plan, "transactions" | "total">, language: Language): readonly string[] {
  const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 6 });
  const inMoney = (money: number | undefined) =>
    money === undefined ? "" : `, ${number(Math.round(money * 100) / 100)}`;
  const rows = plan.transactions.map(
    ({ payer, what, count, gas, ether, money }) =>
      `${PAYERS[payer][language].padEnd(10)}${what[language]} x ${count}: ${number(gas)} gas, ${number(ether)} ether${inMoney(money)}`,
  );
  const { count, gas, ether, money } = plan.total;
  const unit = language === "ko" ? "건의 거래" : " transactions";
  return [...rows, `${count}${unit}, ${number(gas)} gas, ${number(ether)} ether${inMoney(money)}`];
}
