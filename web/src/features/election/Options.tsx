import { NO_BUDGET } from "../../../../sdk/election/constitution.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import "./texts.ts";

/** What can be voted for, with what it costs. */
export function Options({ election }: { readonly election: ListedElection }) {
  const { t, language } = useTexts("election");
  const { rules, outcome } = election.constitution;
  const sayOf = useContentTexts(election.content);
  const costs = outcome.costs.length > 0 ? outcome.costs : rules.costs;
  const budget = outcome.budget > 0 ? outcome.budget : rules.budget;
  return (
    <section className="stack">
      <h2>{t("options")}</h2>
      {budget !== NO_BUDGET && budget > 0 && <p>{t("budget", { budget: numberText(budget, language) })}</p>}
      <ol className="plain-list stack">
        {election.content.options.map((option, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: options are frozen, and their place is their name
          <li key={index} className="card stack stack-tight">
            <div className="row row-apart">
              <h3>
                {index + 1}. <ContentText content={election.content} text={option.title} />
              </h3>
              {(costs[index] ?? 0) > 0 && (
                <span className="strong">{t("cost", { cost: numberText(costs[index] as number, language) })}</span>
              )}
            </div>
            {option.description && <Markdown {...sayOf(option.description)} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
