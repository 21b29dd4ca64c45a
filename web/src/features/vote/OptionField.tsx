import { useId } from "react";
import type { Constitution } from "../../../../sdk/election/constitution.ts";
import type { Content } from "../../../../sdk/election/content.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import { type BallotForm, costOf } from "./choices.ts";

type Shown = {
  readonly content: Content;
  readonly option: Content["options"][number];
  readonly index: number;
  readonly form: BallotForm;
  readonly points: number;
  readonly constitution: Constitution;
  readonly change: (option: number, points: number) => void;
};

/** One option: a radio button, a box to tick, or a number with two buttons. */
export function OptionField({ content, option, index, form, points, constitution, change }: Shown) {
  const { t, language } = useTexts("vote");
  const id = useId();
  const cost = costOf(constitution, index);
  const sayOf = useContentTexts(content);
  const title = sayOf(option.title).text;
  return (
    <div className={points > 0 ? "option option-chosen" : "option"}>
      <div className="option-row">
        {form !== "points" && (
          <input
            id={id}
            className="option-mark"
            type={form === "one" ? "radio" : "checkbox"}
            name={form === "one" ? "option" : `option-${index}`}
            checked={points > 0}
            aria-describedby={`${id}-more`}
            onChange={({ target }) => change(index, target.checked ? 1 : 0)}
          />
        )}
        <label htmlFor={id} className="option-title">
          <ContentText content={content} text={option.title} />
        </label>
        {form === "points" && (
          <div className="stepper">
            <Button
              look="quiet"
              aria-label={t("fewer", { title })}
              isDisabled={points === 0}
              onPress={() => change(index, points - 1)}
            >
              −
            </Button>
            <input
              id={id}
              inputMode="numeric"
              value={String(points)}
              aria-describedby={`${id}-more`}
              onChange={({ target }) => change(index, Number(target.value))}
            />
            <Button
              look="quiet"
              aria-label={t("more", { title })}
              isDisabled={points === constitution.rules.maxPerOption}
              onPress={() => change(index, points + 1)}
            >
              +
            </Button>
          </div>
        )}
      </div>
      <div id={`${id}-more`} className="stack stack-tight">
        {cost !== undefined && (
          <p className="small strong">
            {t("cost", { cost: cost.toLocaleString(language === "ko" ? "ko-KR" : "en-GB") })}
          </p>
        )}
        {option.description && <Markdown {...sayOf(option.description)} />}
      </div>
    </div>
  );
}
