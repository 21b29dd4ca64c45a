import type { ListedElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { numberText } from "../../shared/numbers.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { rankedOptions } from "./rankedOptions.ts";
import type { Result, Verdict } from "./verdict.ts";
import "./counts.css";
import "./texts.ts";

/** Of an option that only the counts have. */
const NO_TITLE = { ko: "?", en: "?" };

type Shown = { readonly election: ListedElection; readonly result: Result; readonly verdict: Verdict };

/** What each option received, best first, and why it was chosen or not. */
export function Counts({ election, result, verdict }: Shown) {
  const { t, language } = useTexts("results");
  const { content, constitution } = election;
  const { costs, minimumVotes } = constitution.outcome;
  const sayOf = useContentTexts(content);
  const nameOf = (option: number) => sayOf(content.options[option]?.title ?? NO_TITLE).text;
  const most = Math.max(1, ...result.counts);
  return (
    <section className="stack">
      <h2>{t("counts")}</h2>
      <table className="counts">
        <caption className="hidden-visually">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("option")}</th>
            <th scope="col" className="number">
              {t("votes")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rankedOptions(constitution, result, verdict).map(({ option, count, standing }) => {
            const isChosen = standing === "selected";
            const cost = costs[option] ?? 0;
            return (
              <tr key={option}>
                <th scope="row">
                  <span className="count-name">
                    {isChosen && <span className="badge badge-success">✓ {t("standing.selected")}</span>}
                    <span>
                      {option + 1}. <ContentText content={content} text={content.options[option]?.title ?? NO_TITLE} />
                    </span>
                  </span>
                  <span className="count-facts">
                    {cost > 0 && <span>{moneyText(cost, language)}</span>}
                    {standing !== undefined && !isChosen && (
                      <span>{t(`standing.${standing}`, { count: numberText(minimumVotes, language) })}</span>
                    )}
                  </span>
                  <span className="bar-track" aria-hidden="true">
                    <span
                      className={`bar ${isChosen ? "bar-chosen" : ""}`}
                      style={{ width: `${(count / most) * 100}%` }}
                    />
                  </span>
                </th>
                <td className="number strong">{t("votesValue", { count: numberText(count, language) })}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {verdict.tied.length > 0 && (
        <p>
          {t("tied", { names: verdict.tied.map(nameOf).join(", ") })}. {t(`tiedBy.${constitution.outcome.tieBreak}`)}
        </p>
      )}
    </section>
  );
}
