import { useEffect, useId, useState } from "react";
import type { Constitution } from "../../../../sdk/election/constitution.ts";
import type { Content } from "../../../../sdk/election/content.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { costOf } from "./choices.ts";
import { categoriesOf, costLimits, isFiltered, NOTHING_WANTED, ORDERS, type Order, type Wanted } from "./optionList.ts";
import "./texts.ts";

type Shown = {
  readonly content: Content;
  readonly constitution: Constitution;
  readonly wanted: Wanted;
  readonly change: (wanted: Wanted) => void;
  /** How many options are shown, of how many, and how many are chosen. */
  readonly counts: { readonly shown: number; readonly all: number; readonly chosen: number };
};

/** Milliseconds after the last key before the number of results is told. */
const QUIET = 500;

/** Search, filters and order of many options. What they hide stays chosen. */
export function OptionTools({ content, constitution, wanted, change, counts }: Shown) {
  const { t, language } = useTexts("vote");
  const sayOf = useContentTexts(content);
  const id = useId();
  const won = (value: number) => moneyText(value, language);
  const costs = content.options.map((_, option) => costOf(constitution, option) ?? 0);
  const hasCosts = costs.some((cost) => cost > 0);
  const categories = categoriesOf(content);
  const categoryName = (category: string) => {
    const text = content.options.find((option) => option.category?.[content.language] === category)?.category;
    return text === undefined ? category : sayOf(text).text;
  };
  const orders = ORDERS.filter((order) => hasCosts || order === "ballot" || order === "name");
  const found = t("tools.found", { shown: counts.shown, all: counts.all });
  return (
    <search className="option-tools no-print">
      <div className="field">
        <label htmlFor={`${id}-words`}>{t("tools.search")}</label>
        <input
          id={`${id}-words`}
          type="search"
          autoComplete="off"
          value={wanted.words}
          onChange={({ target }) => change({ ...wanted, words: target.value })}
          // The form's button is the way on, not the search's.
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      </div>
      <div className="option-filters">
        {categories.length > 1 && (
          <Choose
            label={t("tools.category")}
            value={wanted.category}
            choices={[["", t("tools.all")], ...categories.map((one) => [one, categoryName(one)] as const)]}
            choose={(category) => change({ ...wanted, category })}
          />
        )}
        {hasCosts && (
          <Choose
            label={t("tools.cost")}
            value={String(wanted.most ?? "")}
            choices={[
              ["", t("tools.all")],
              ...(constitution.rules.costs.some((cost) => cost > 0) ? [["left", t("tools.fits")] as const] : []),
              ...costLimits(costs).map((limit) => [String(limit), t("tools.upTo", { cost: won(limit) })] as const),
            ]}
            choose={(most) =>
              change({ ...wanted, most: most === "" ? undefined : most === "left" ? most : Number(most) })
            }
          />
        )}
        <Choose
          label={t("tools.order")}
          value={wanted.order}
          choices={orders.map((order) => [order, t(`tools.orders.${order}`)] as const)}
          choose={(order) => change({ ...wanted, order: order as Order })}
        />
      </div>
      <div className="row">
        <span>{found}</span>
        <Told text={found} />
        {counts.chosen > 0 && (
          <Button
            look="quiet"
            className="button-small"
            aria-pressed={wanted.isChosen}
            onPress={() => change({ ...NOTHING_WANTED, order: wanted.order, isChosen: !wanted.isChosen })}
          >
            {t("tools.chosen", { count: counts.chosen })}
          </Button>
        )}
        {isFiltered(wanted) && (
          <Button
            look="quiet"
            className="button-small"
            onPress={() => change({ ...NOTHING_WANTED, order: wanted.order })}
          >
            {t("tools.reset")}
          </Button>
        )}
      </div>
    </search>
  );
}

type Choices = {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, name: string])[];
  readonly choose: (value: string) => void;
};

function Choose({ label, value, choices, choose }: Choices) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => choose(target.value)}>
        {choices.map(([choice, name]) => (
          <option key={choice} value={choice}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Tells a text to those who hear the page, once it has stood still for a moment. */
function Told({ text }: { readonly text: string }) {
  const [told, setTold] = useState("");
  const [first] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setTold(text === first ? "" : text), QUIET);
    return () => clearTimeout(timer);
  }, [text, first]);
  return (
    <span role="status" className="hidden-visually">
      {told}
    </span>
  );
}
