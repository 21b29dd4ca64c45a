import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import type { Result, Verdict } from "./verdict.ts";
import "./counts.css";
import "./texts.ts";

/** Of an option that only the counts have. */
const NO_TITLE = { ko: "?", en: "?" };

type Shown = { readonly election: ListedElection; readonly result: Result; readonly verdict: Verdict };

/** The counts as bars, and as a table for everybody who cannot or will not see bars. */
export function Counts({ election, result, verdict }: Shown) {
  const { t, language } = useTexts("results");
  const { content } = election;
  const { costs, kind } = election.constitution.outcome;
  const most = Math.max(1, ...result.counts);
  const rows = result.counts.map((count, option) => ({
    name: <ContentText content={content} text={content.options[option]?.title ?? NO_TITLE} />,
    option,
    count,
    chosen: verdict.selected.includes(option),
    tied: verdict.tied.includes(option),
  }));
  return (
    <section className="stack">
      <h2>{t("counts")}</h2>
      <ul className="plain-list bars" aria-hidden="true">
        {rows.map(({ name, option, count, chosen }) => (
          <li key={option}>
            <span className="row row-apart">
              <span className={chosen ? "strong" : undefined}>{name}</span>
              <span>{t("votesValue", { count: numberText(count, language) })}</span>
            </span>
            <span className="bar-track">
              <span className={`bar ${chosen ? "bar-chosen" : ""}`} style={{ width: `${(count / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      <table>
        <caption>{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("option")}</th>
            <th scope="col" className="number">
              {t("votes")}
            </th>
            {costs.length > 0 && (
              <th scope="col" className="number">
                {t("cost")}
              </th>
            )}
            {kind !== "Referendum" && <th scope="col">{t("chosen")}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, option, count, chosen, tied }) => (
            <tr key={option}>
              <th scope="row">{name}</th>
              <td className="number">{numberText(count, language)}</td>
              {costs.length > 0 && <td className="number">{numberText(costs[option] ?? 0, language)}</td>}
              {kind !== "Referendum" && (
                <td>
                  {t(chosen ? "isChosen" : "isNotChosen")}
                  {tied && ` (${t("isTied")})`}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
