import type { Constitution } from "../../../../sdk/election/constitution.ts";
import type { Content } from "../../../../sdk/election/content.ts";
import { useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { numberText } from "../../shared/numbers.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { costOf, formOf, usageOf } from "./choices.ts";
import { rankedOptions } from "./ranks.ts";
import "./receipt.css";
import "./texts.ts";

type Shown = {
  readonly content: Content;
  readonly choices: readonly number[];
  readonly constitution: Pick<Constitution, "rules" | "outcome">;
};

/** What was chosen, as a receipt: each with its number and cost, then the sum, and what is left of a limit. */
export function Receipt({ content, choices, constitution }: Shown) {
  const { t, language } = useTexts("vote");
  const number = (value: number) => numberText(value, language);
  const won = (value: number) => moneyText(value, language);
  const { rules } = constitution;
  const form = formOf(rules);
  const order = form === "ranks" ? rankedOptions(choices) : content.options.map((_, index) => index);
  const chosen = order.flatMap((index) => {
    const [option, points] = [content.options[index], choices[index] ?? 0];
    return option !== undefined && points > 0 ? [{ title: option.title, index, points }] : [];
  });
  if (chosen.length === 0) return <p className="strong">{t("review.blank")}</p>;
  const usage = usageOf(rules, choices);
  const isPoints = form === "points";
  const worthOf = (index: number, points: number) => {
    if (form === "ranks") return t("rank.place", { place: order.indexOf(index) + 1 });
    if (isPoints) return t("points", { points: number(points) });
    const cost = costOf(constitution, index);
    return cost === undefined ? "" : won(cost);
  };
  const sums: readonly (readonly [name: string, value: string])[] = [
    ...(isPoints ? [[t("receipt.points"), t("points", { points: number(usage.points.used) })] as const] : []),
    ...(usage.credits
      ? [[t("receipt.credits"), `${number(usage.credits.used)} / ${number(usage.credits.most)}`] as const]
      : []),
    ...(usage.budget
      ? ([
          [t("receipt.sum"), won(usage.budget.used)],
          [t("usage.budget"), won(usage.budget.most - usage.budget.used)],
        ] as const)
      : []),
  ];
  return (
    <div className="receipt" data-testid="receipt">
      <ul className="plain-list">
        {chosen.map(({ title, index, points }) => (
          <li key={index} className="receipt-line">
            <strong>
              {index + 1}. <ContentText content={content} text={title} />
            </strong>
            <span className="receipt-value">{worthOf(index, points)}</span>
          </li>
        ))}
      </ul>
      {sums.length > 0 && (
        <dl className="receipt-sums">
          {sums.map(([name, value]) => (
            <div key={name} className="receipt-line">
              <dt>{name}</dt>
              <dd className="receipt-value">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
