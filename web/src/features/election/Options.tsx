import { NO_BUDGET } from "../../../../sdk/election/constitution.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import "./texts.ts";

/** What can be voted for, with what it costs. */
export function Options({ election }: { readonly election: ListedElection }) {
  const { t, say, language } = useTexts("election");
  const { rules, outcome } = election.constitution;
  const costs = outcome.costs.length > 0 ? outcome.costs : rules.costs;
  const budget = outcome.budget > 0 ? outcome.budget : rules.budget;
  return (
    <section className="stack">
      <h2>{t("options")}</h2>
      {budget !== NO_BUDGET && budget > 0 && <p>{t("budget", { budget: numberText(budget, language) })}</p>}
      <ol className="plain-list stack">
        {election.content.options.map((option, index) => (
          <li key={option.title.en} className="card stack stack-tight">
            <div className="row row-apart">
              <h3>
                {index + 1}. {say(option.title)}
              </h3>
              {(costs[index] ?? 0) > 0 && (
                <span className="strong">{t("cost", { cost: numberText(costs[index] as number, language) })}</span>
              )}
            </div>
            {option.description && <Markdown text={say(option.description)} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
