import { passingWords } from "../../../../sdk/election/outcomeWords.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { numberText, percentText } from "../../shared/numbers.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { TurnoutFacts } from "./TurnoutFacts.tsx";
import type { Result, Verdict } from "./verdict.ts";
import "./texts.ts";

type Shown = { readonly election: ListedElection; readonly result: Result; readonly verdict: Verdict };

/** The outcome in one sentence, with turnout, quorum, and share or budget. */
export function Summary({ election, result, verdict }: Shown) {
  const { t, say, language } = useTexts("results");
  const { constitution, content } = election;
  const sayOf = useContentTexts(content);
  const rule = constitution.outcome;
  const good = verdict.kind === "accepted" || verdict.kind === "selected";
  const namesOf = (options: readonly number[]) =>
    options.map((option) => sayOf(content.options[option]?.title ?? { ko: "?", en: "?" }).text).join(", ");
  const number = (value: number) => numberText(value, language);
  const [yes = 0, no = 0] = result.counts;
  const spent = verdict.selected.reduce((sum, option) => sum + (rule.costs[option] ?? 0), 0);
  return (
    <section className="stack">
      <Notice tone={good ? "success" : "warning"} title={t(verdict.kind, { names: namesOf(verdict.selected) })} />
      {verdict.tied.length > 0 && (
        <Notice tone="info" title={t("tied", { names: namesOf(verdict.tied) })}>
          <p>{t(`tiedBy.${rule.tieBreak}`)}</p>
        </Notice>
      )}
      <dl className="facts panel">
        <TurnoutFacts election={election} />
        {rule.kind === "Referendum" && yes + no > 0 && (
          <>
            <dt>{t("yesShare")}</dt>
            <dd>
              {t("yesShareValue", {
                share: percentText((yes * 10_000) / (yes + no), language),
                yes: number(yes),
                all: number(yes + no),
                needed: say(passingWords(rule)),
              })}
            </dd>
          </>
        )}
        {rule.budget > 0 && (
          <>
            <dt>{t("spent")}</dt>
            <dd>{t("spentValue", { budget: number(rule.budget), spent: number(spent) })}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
