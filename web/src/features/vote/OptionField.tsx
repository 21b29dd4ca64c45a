import { useId } from "react";
import type { Content } from "../../../../sdk/election/content.ts";
import { hasAttachments, LaterAttachments } from "../../shared/attachments/LaterAttachments.tsx";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Fold } from "../../shared/ui/Fold.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import { type BallotForm, costOf } from "./choices.ts";
import { RankButtons } from "./RankButtons.tsx";
import type { useRanking } from "./useRanking.ts";

type Shown = {
  readonly election: ListedElection;
  readonly option: Content["options"][number];
  readonly index: number;
  readonly form: BallotForm;
  readonly points: number;
  readonly change: (option: number, points: number) => void;
  /** Where options are put into an order. */
  readonly ranking: ReturnType<typeof useRanking> | undefined;
  /** Among many: what is said of it is folded, and it can be laid beside others. */
  readonly compare: { readonly isCompared: boolean; readonly toggle: () => void } | undefined;
};

/** One option: a radio button, a box to tick, a number with two buttons, or a place in an order. */
export function OptionField({ election, option, index, form, points, change, ranking, compare }: Shown) {
  const { t, language } = useTexts("vote");
  const { content, constitution } = election;
  const id = useId();
  const cost = costOf(constitution, index);
  const sayOf = useContentTexts(content);
  const title = sayOf(option.title).text;
  return (
    <div className={points > 0 ? "option option-chosen" : "option"}>
      <div className="option-row">
        {ranking && points > 0 && <strong>{t("rank.place", { place: ranking.order.indexOf(index) + 1 })}</strong>}
        {(form === "one" || form === "several") && (
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
        {ranking ? (
          <span className="option-title">
            <ContentText content={content} text={option.title} />
          </span>
        ) : (
          <label htmlFor={id} className="option-title">
            {`${index + 1}. `}
            <ContentText content={content} text={option.title} />
          </label>
        )}
        {ranking && <RankButtons ranking={ranking} index={index} title={title} id={ranking.idOf(index)} />}
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
        {(cost !== undefined || option.category) && (
          <p className="option-facts">
            {cost !== undefined && <span className="strong">{t("cost", { cost: moneyText(cost, language) })}</span>}
            {option.category && (
              <span className="quiet">
                <ContentText content={content} text={option.category} />
              </span>
            )}
          </p>
        )}
        {option.description && !compare && <Markdown {...sayOf(option.description)} />}
        {!compare && hasAttachments(option) && (
          <Fold id={`${election.election}/vote/${index}`} title={t("files")}>
            <LaterAttachments content={content} option={option} />
          </Fold>
        )}
      </div>
      {compare && (
        <Fold id={`${election.election}/vote/${index}`} title={t("about")}>
          {option.description && <Markdown {...sayOf(option.description)} />}
          {hasAttachments(option) && <LaterAttachments content={content} option={option} />}
          <div>
            <Button look="quiet" className="button-small" aria-pressed={compare.isCompared} onPress={compare.toggle}>
              {t(compare.isCompared ? "compare.remove" : "compare.add")}
            </Button>
          </div>
        </Fold>
      )}
    </div>
  );
}
