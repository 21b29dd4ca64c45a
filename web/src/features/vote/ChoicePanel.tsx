import { type FormEvent, useId, useState } from "react";
import type { BrokenRule } from "../../../../sdk/election/ballotRules.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { useFieldError } from "../../shared/ui/fieldError.ts";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import { faultOfChoices, formOf, usageOf, withPoints } from "./choices.ts";
import type { Journey } from "./journey.ts";
import { OptionField } from "./OptionField.tsx";
import { UsageBar } from "./UsageBar.tsx";
import type { Voting } from "./voting.ts";
import "./texts.ts";

type Shown = {
  readonly election: ListedElection;
  readonly voting: Voting;
  readonly journey: Extract<Journey, { readonly at: "choosing" | "encrypting" }>;
  /** Whether roll and slot are known; encrypting needs them. */
  readonly isReady: boolean;
  readonly next: () => void;
};

/** The question and its options. */
export function ChoicePanel({ election, voting, journey, isReady, next }: Shown) {
  const { t, language } = useTexts("vote");
  const { choices } = journey;
  useStage("choose", t("stage.choose"));
  const { constitution, content } = election;
  const { rules } = constitution;
  const sayOf = useContentTexts(content);
  const [shownFault, setShownFault] = useState<BrokenRule>();
  const faultId = useId();
  useFieldError(shownFault === undefined ? undefined : faultId, shownFault);
  const form = formOf(rules);
  const usage = usageOf(rules, choices);
  const busy = journey.at === "encrypting";
  const number = (value: number) => value.toLocaleString(language === "ko" ? "ko-KR" : "en-GB");

  const change = (option: number, points: number) => {
    setShownFault(undefined);
    const base = form === "one" ? choices.map(() => 0) : choices;
    voting.choose(withPoints(rules, base, option, points));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fault = faultOfChoices(constitution, choices);
    setShownFault(fault);
    if (fault === undefined) next();
  };

  return (
    <form className="stack stack-wide" onSubmit={submit} noValidate>
      <fieldset className="options" aria-describedby={faultId} disabled={busy}>
        <legend>
          <Markdown {...sayOf(content.question)} />
        </legend>
        <p className="quiet">{t(`how.${form}`, { most: rules.maxTotal, least: rules.minTotal })}</p>
        <div className="stack">
          {content.options.slice(0, rules.optionCount).map((option, index) => (
            <OptionField
              // biome-ignore lint/suspicious/noArrayIndexKey: options are frozen, and their place is their name
              key={index}
              content={content}
              option={option}
              index={index}
              form={form}
              points={choices[index] ?? 0}
              constitution={constitution}
              change={change}
            />
          ))}
        </div>
      </fieldset>
      {form === "points" && <UsageBar name={t("usage.points")} {...usage.points} number={number} />}
      {form === "several" && rules.maxTotal < rules.optionCount && (
        <UsageBar name={t("usage.choices")} {...usage.points} number={number} />
      )}
      {usage.budget && (
        <UsageBar name={t("usage.budget")} {...usage.budget} number={(value) => t("won", { cost: number(value) })} />
      )}
      {usage.credits && <UsageBar name={t("usage.credits")} {...usage.credits} number={number} />}
      <p id={faultId} className="field-error" role="alert" tabIndex={-1}>
        {shownFault &&
          t(`rules.${shownFault.rule}`, { found: number(shownFault.found), limit: number(shownFault.limit) })}
      </p>
      <div className="row">
        {busy ? (
          <>
            <Loading what={t("encrypting")} />
            <Button look="quiet" onPress={voting.back}>
              {t("cancel")}
            </Button>
          </>
        ) : (
          <>
            <Button type="submit" isDisabled={!isReady}>
              {isReady ? t("next") : t("preparing")}
            </Button>
            {choices.some((points) => points > 0) && (
              <Button look="quiet" onPress={voting.clear}>
                {t("clear")}
              </Button>
            )}
          </>
        )}
      </div>
    </form>
  );
}
