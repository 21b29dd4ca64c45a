import { useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { numberText } from "../../shared/numbers.ts";
import type { ShownCell } from "./messages.ts";
import "./texts.ts";

/** Template and list of a budget cell, before a trustee consents to its vote. */
export function CellShown({
  cell: { template, budget, leastCost, mostOptions, projects },
}: {
  readonly cell: ShownCell;
}) {
  const { t, language } = useTexts("trustee");
  const money = (won: number) => moneyText(won, language);
  return (
    <section className="stack stack-tight">
      <p>
        {t("consent.cell", {
          template,
          budget: money(budget),
          least: money(leastCost),
          most: numberText(mostOptions, language),
        })}
      </p>
      <ol className="stack stack-tight">
        {projects.map(({ id, title, cost, supports }) => (
          <li key={id}>
            {t("consent.project", { title, cost: money(cost), supports: numberText(supports, language) })}{" "}
            <span className="code small">{id}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
