import { Fragment } from "react";
import { NO_BUDGET } from "../../../../../sdk/election/constitution.ts";
import { reviewBy } from "../../../../../sdk/proposals/cellTerms.ts";
import { useTexts } from "../../../shared/language.ts";
import { moneyText } from "../../../shared/money.ts";
import { numberText } from "../../../shared/numbers.ts";
import { useSession } from "../../../shared/session.tsx";
import { koreanTime } from "../../../shared/time.ts";
import { SeatOf } from "../../../shared/trust/SeatOf.tsx";
import { Fold } from "../../../shared/ui/Fold.tsx";
import type { Cells } from "./grouping.ts";
import type { ShownCell } from "./reading.ts";
import { useCellName } from "./useCellName.ts";
import "./texts.ts";

/** By which rules a round goes, and where it stands on the public record, each one tap away. */
export function RoundRules({ round }: { readonly round: Cells<ShownCell> }) {
  const { t, language } = useTexts("rounds");
  const nameOf = useCellName();
  const { chainName } = useSession().config;
  const [{ cell, template, standing }] = round;
  const days = (seconds: number) => Math.round(seconds / 86_400);
  const at = (time: number) => koreanTime(time, language);
  return (
    <section className="stack stack-tight">
      <h2>{t("rules.title")}</h2>
      <div className="folds">
        <Fold id={`${cell}/rules`} title={<h3>{t("rules.how")}</h3>}>
          <ul className="stack stack-tight">
            <li>
              {t("rules.posts", {
                posts: numberText(template.postsPerPeriod, language),
                days: numberText(days(template.periodLength), language),
              })}
            </li>
            <li>{t("rules.list")}</li>
            <li>{t("rules.review", { time: at(reviewBy(standing.terms)) })}</li>
            <li>{t("rules.silence")}</li>
            <li>{t("rules.anybody")}</li>
            {round.map((one) => (
              <li key={one.cell}>
                {t(one.template.ballot.rules.budget === NO_BUDGET ? "rules.approval" : "rules.knapsack", {
                  cell: nameOf(one, round),
                  choose: numberText(one.template.ballot.rules.maxTotal, language),
                  budget: moneyText(one.standing.budget, language),
                })}
              </li>
            ))}
            <li>{t(`rules.outcome.${template.ballot.outcome.kind === "Greedy" ? "Greedy" : "GreedyNoSkip"}`)}</li>
            <li>{t("rules.notStatutory")}</li>
          </ul>
        </Fold>
        <Fold id={`${cell}/facts`} title={<h3>{t("rules.facts")}</h3>}>
          <dl className="facts panel">
            <dt>{t("rules.organizer")}</dt>
            <dd>
              <SeatOf account={template.organizer} seat="organizer" />
            </dd>
            <dt>{t("rules.legalBasis")}</dt>
            <dd className="code">{template.legalBasis}</dd>
            {round.map((one) => (
              <Fragment key={one.cell}>
                <dt>{nameOf(one, round)}</dt>
                <dd className="code">{one.cell}</dd>
              </Fragment>
            ))}
            <dt>{t("rules.chain")}</dt>
            <dd>{chainName}</dd>
          </dl>
        </Fold>
      </div>
    </section>
  );
}
