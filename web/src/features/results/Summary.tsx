import { passingWords } from "../../../../sdk/election/outcomeWords.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { numberText, shareText } from "../../shared/numbers.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import type { Result, Verdict } from "./verdict.ts";
import "./texts.ts";

type Shown = { readonly election: ListedElection; readonly result: Result; readonly verdict: Verdict };

/** The outcome in one sentence, with share or budget. */
export function Summary({ election, result, verdict }: Shown) {
  const { t, say, language } = useTexts("results");
  const { constitution } = election;
  const rule = constitution.outcome;
  const good = verdict.kind === "accepted" || verdict.kind === "selected";
  const number = (value: number) => numberText(value, language);
  const [yes = 0, no = 0] = result.counts;
  const title =
    verdict.kind === "selected"
      ? t(rule.budget > 0 ? "selectedProjects" : "selectedOptions", { count: number(verdict.selected.length) })
      : t(verdict.kind);
  const spent = verdict.selected.reduce((sum, option) => sum + (rule.costs[option] ?? 0), 0);
  return (
    <Notice tone={good ? "success" : "warning"} title={title}>
      {rule.budget > 0 && (
        <p>{t("spentValue", { budget: moneyText(rule.budget, language), spent: moneyText(spent, language) })}</p>
      )}
      {rule.kind === "Referendum" && yes + no > 0 && (
        <p>
          {t("yesShareValue", {
            share: shareText(yes, yes + no, language),
            yes: number(yes),
            all: number(yes + no),
            needed: say(passingWords(rule)),
          })}
        </p>
      )}
    </Notice>
  );
}
