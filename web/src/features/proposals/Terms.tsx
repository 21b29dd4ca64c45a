import type { Template } from "../../../../sdk/proposals/template.ts";
import { useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import "./texts.ts";

/** What a template asks of a proposal, and what it leads to. */
export function Terms({ template }: { readonly template: Template }) {
  const { t, language } = useTexts("proposals");
  const { quota, window, answerTerm, postsPerPeriod, periodLength, conversion, leastMembers } = template;
  const number = (value: number) => numberText(value, language);
  const days = (seconds: number) => Math.round(seconds / 86_400);
  return (
    <div className="panel stack stack-tight">
      <p>{t("write.terms", { quota: number(quota), days: days(window) })}</p>
      <p>{t(`more.then.${conversion}`, { days: days(answerTerm) })}</p>
      <p>{t("write.limit", { posts: postsPerPeriod, days: days(periodLength), members: number(leastMembers) })}</p>
      <p>{t("write.style")}</p>
    </div>
  );
}
