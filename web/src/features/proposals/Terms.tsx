import type { Template } from "../../../../sdk/proposals/template.ts";
import { useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { numberText } from "../../shared/numbers.ts";
import { koreanTime } from "../../shared/time.ts";
import { promiseKey } from "./promise.ts";
import "./texts.ts";

/** What a template asks of a proposal, and what it leads to. */
export function Terms({ template }: { readonly template: Template }) {
  const { t, language } = useTexts("proposals");
  const { quota, window, answerTerm, postsPerPeriod, periodLength, leastMembers, kind, cell, ballot } = template;
  const number = (value: number) => numberText(value, language);
  const days = (seconds: number) => Math.round(seconds / 86_400);
  return (
    <div className="panel stack stack-tight">
      {kind === "BudgetCell" ? (
        <p>
          {t("write.termsOfCell", {
            least: moneyText(cell.leastCost, language),
            budget: moneyText(ballot.outcome.budget, language),
            time: koreanTime(cell.supportsClose, language),
          })}
        </p>
      ) : (
        <p>{t("write.terms", { quota: number(quota), days: days(window) })}</p>
      )}
      <p>{t(promiseKey(template), { days: days(answerTerm) })}</p>
      <p>{t("write.limit", { posts: postsPerPeriod, days: days(periodLength), members: number(leastMembers) })}</p>
      <p>{t("write.style")}</p>
    </div>
  );
}
