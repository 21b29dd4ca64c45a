import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { numberText, percentText } from "../../shared/numbers.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import type { Result, Verdict } from "./outcome.ts";
import "./texts.ts";

type Shown = { readonly election: ListedElection; readonly result: Result; readonly verdict: Verdict };

/** The outcome in one sentence, with turnout, quorum, and share or budget. */
export function Summary({ election, result, verdict }: Shown) {
  const { t, say, language } = useTexts("results");
  const { state, constitution, content } = election;
  const rule = constitution.outcome;
  const good = verdict.kind === "accepted" || verdict.kind === "selected";
  const names = verdict.selected.map((option) => say(content.options[option]?.title ?? { ko: "?", en: "?" }));
  const number = (value: number) => numberText(value, language);
  const share = state.activeMembers === 0 ? 0 : (state.ballots * 10_000) / state.activeMembers;
  const [yes = 0, no = 0] = result.counts;
  const spent = verdict.selected.reduce((sum, option) => sum + (rule.costs[option] ?? 0), 0);
  return (
    <section className="stack">
      <Notice tone={good ? "success" : "warning"} title={t(verdict.kind, { names: names.join(", ") })} />
      <dl className="facts panel">
        <dt>{t("turnout")}</dt>
        <dd>
          {t("turnoutValue", {
            members: number(state.activeMembers),
            ballots: number(state.ballots),
            share: percentText(share, language),
          })}
        </dd>
        <dt>{t("quorum")}</dt>
        <dd>{rule.quorum > 0 ? t("quorumValue", { share: percentText(rule.quorum, language) }) : t("noQuorum")}</dd>
        {rule.kind === "Referendum" && yes + no > 0 && (
          <>
            <dt>{t("yesShare")}</dt>
            <dd>
              {t("yesShareValue", {
                share: percentText((yes * 10_000) / (yes + no), language),
                needed: percentText(rule.passingShare, language),
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
