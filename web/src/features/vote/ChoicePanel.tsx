import { type FormEvent, useId, useState } from "react";
import type { BrokenRule } from "../../../../sdk/election/ballotRules.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { numberText } from "../../shared/numbers.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { useFieldError } from "../../shared/ui/fieldError.ts";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import { BallotBar, type Limit } from "./BallotBar.tsx";
import "./ballotForm.css";
import { Comparison } from "./Comparison.tsx";
import { type BallotForm, faultOfChoices, formOf, usageOf, withPoints } from "./choices.ts";
import type { Journey } from "./journey.ts";
import { OptionField } from "./OptionField.tsx";
import { OptionTools } from "./OptionTools.tsx";
import { MANY, NOTHING_WANTED, optionsShown } from "./optionList.ts";
import { Receipt } from "./Receipt.tsx";
import { UsageBar } from "./UsageBar.tsx";
import { useRanking } from "./useRanking.ts";
import type { Voting } from "./voting.ts";
import "./texts.ts";

/** The text of a broken rule. How much is chosen each form of ballot counts in something else. */
function ruleKey({ rule }: BrokenRule, form: BallotForm): string {
  return rule === "minTotal" || rule === "maxTotal" ? `rules.${rule}.${form}` : `rules.${rule}`;
}

type Shown = {
  readonly election: ListedElection;
  readonly voting: Voting;
  readonly journey: Extract<Journey, { readonly at: "choosing" | "encrypting" }>;
  /** Whether roll and slot are known; encrypting needs them. */
  readonly isReady: boolean;
  readonly next: () => void;
};

/** Options that are compared at once. */
const MOST_COMPARED = 3;

/** The question and its options, with what is left and the way on in sight. */
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
  const number = (value: number) => numberText(value, language);
  const won = (value: number) => moneyText(value, language);
  const [wanted, setWanted] = useState(NOTHING_WANTED);
  const [compared, setCompared] = useState<readonly number[]>([]);
  const [isComparing, setComparing] = useState(false);
  /** The earliest gives way: three fit side by side. */
  const toggleCompared = (option: number) =>
    setCompared((earlier) =>
      earlier.includes(option) ? earlier.filter((one) => one !== option) : [...earlier, option].slice(-MOST_COMPARED),
    );

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

  const limits: readonly Limit[] = [
    ...(usage.budget ? [{ name: t("usage.budget"), ...usage.budget, number: won }] : []),
    ...(usage.credits ? [{ name: t("usage.credits"), ...usage.credits, number }] : []),
    ...(form === "points" ? [{ name: t("usage.points"), ...usage.points, number }] : []),
    ...(form === "several" && rules.maxTotal < rules.optionCount
      ? [{ name: t("usage.choices"), ...usage.points, number }]
      : []),
  ];
  const [first, ...others] = limits;
  const chosen = choices.filter((points) => points > 0).length;
  const nameOf = (option: number) => sayOf(content.options[option]?.title ?? {}).text;
  const isFree = rules.minTotal === 0 && (form === "several" || form === "points");
  const ranking = useRanking({
    rules,
    choices,
    choose: (next) => {
      setShownFault(undefined);
      voting.choose(next);
    },
    nameOf,
  });
  const listed = optionsShown({ content, constitution, choices }, wanted, nameOf);
  const shown =
    form === "ranks" ? [...ranking.order, ...listed.filter((option) => !ranking.order.includes(option))] : listed;
  const isMany = rules.optionCount > MANY;

  return (
    <form className="ballot-form" onSubmit={submit} noValidate>
      <fieldset className="options" aria-describedby={faultId} disabled={busy}>
        <legend>
          <Markdown {...sayOf(content.question)} />
        </legend>
        <p className="quiet">
          {t(`how.${form}${isFree ? "OrNone" : ""}`, {
            most: form === "ranks" ? rules.maxPerOption : rules.maxTotal,
            least: rules.minTotal,
          })}
        </p>
        {form === "ranks" && (
          <p className="hidden-visually" role="status">
            {ranking.said}
          </p>
        )}
        {isMany && (
          <OptionTools
            content={content}
            constitution={constitution}
            wanted={wanted}
            change={setWanted}
            counts={{ shown: shown.length, all: rules.optionCount, chosen }}
          />
        )}
        {compared.length > 0 && (
          <div className="row no-print">
            <Button
              look="second"
              className="button-small"
              isDisabled={compared.length < 2}
              onPress={() => setComparing(true)}
            >
              {t("compare.open", { count: compared.length })}
            </Button>
            <Button look="quiet" className="button-small" onPress={() => setCompared([])}>
              {t("compare.none")}
            </Button>
          </div>
        )}
        <div className="stack stack-tight">
          {shown.map((index) => {
            const option = content.options[index];
            return (
              option && (
                <OptionField
                  key={index}
                  election={election}
                  option={option}
                  index={index}
                  form={form}
                  points={choices[index] ?? 0}
                  change={change}
                  ranking={form === "ranks" ? ranking : undefined}
                  compare={
                    isMany ? { isCompared: compared.includes(index), toggle: () => toggleCompared(index) } : undefined
                  }
                />
              )
            );
          })}
          {shown.length === 0 && <p>{t("tools.nothing")}</p>}
        </div>
      </fieldset>
      <div className="ballot-side">
        {chosen > 0 && (
          <div className="basket">
            <Receipt content={content} choices={choices} constitution={constitution} />
          </div>
        )}
        {others.map((limit) => (
          <UsageBar key={limit.name} {...limit} />
        ))}
        {chosen > 0 && !busy && (
          <div>
            <Button look="quiet" onPress={voting.clear}>
              {t("clear")}
            </Button>
          </div>
        )}
        <p id={faultId} className="field-error" role="alert" tabIndex={-1}>
          {shownFault &&
            t(ruleKey(shownFault, form), {
              found: (shownFault.rule === "budget" ? won : number)(shownFault.found),
              limit: (shownFault.rule === "budget" ? won : number)(shownFault.limit),
            })}
        </p>
        <BallotBar limit={first} chosen={chosen}>
          {busy ? (
            <div className="row">
              <Loading what={t("encrypting")} />
              <Button look="quiet" onPress={voting.back}>
                {t("cancel")}
              </Button>
            </div>
          ) : (
            <Button type="submit" isDisabled={!isReady}>
              {isReady ? t("next") : t("preparing")}
            </Button>
          )}
        </BallotBar>
      </div>
      {isComparing && (
        <Comparison
          content={content}
          constitution={constitution}
          options={compared}
          choices={choices}
          close={() => setComparing(false)}
        />
      )}
    </form>
  );
}
