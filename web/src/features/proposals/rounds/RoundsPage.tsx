import { Link } from "react-router";
import { useTexts } from "../../../shared/language.ts";
import { moneyText } from "../../../shared/money.ts";
import { numberText } from "../../../shared/numbers.ts";
import { PATHS, roundPath } from "../../../shared/paths.ts";
import { koreanTime } from "../../../shared/time.ts";
import { Loading } from "../../../shared/ui/Loading.tsx";
import { Notice } from "../../../shared/ui/Notice.tsx";
import { Page } from "../../../shared/ui/Page.tsx";
import { useNow } from "../../../shared/useNow.ts";
import { ProposalFault } from "../ProposalFault.tsx";
import { CellBadge } from "./CellBadge.tsx";
import { yearOf } from "./names.ts";
import { useRounds } from "./queries.ts";
import type { ShownRound } from "./reading.ts";
import { roundWay } from "./roundWay.ts";
import "./texts.ts";

/** The municipality's budget rounds, newest first. */
export function RoundsPage() {
  const { t } = useTexts("rounds");
  const { data, error, refetch } = useRounds();
  const now = useNow(data?.clock ?? { time: 0, readAt: 0 });
  return (
    <Page title={t("title")}>
      <p>{t("intro")}</p>
      <p>
        <Link to={PATHS.proposals}>{t("toProposals")}</Link>
      </p>
      {error && <ProposalFault error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {(data === null || data?.rounds.length === 0) && (
        <Notice tone="info" title={t("none")}>
          <p>{t("noneNext")}</p>
        </Notice>
      )}
      {data != null && data.rounds.length > 0 && (
        <ul className="plain-list stack cards">
          {data.rounds.map((round) => (
            <li key={round[0].cell}>
              <RoundCard round={round} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

/** One round in the list: what there is to spend, and the step at which it is. */
function RoundCard({ round, now }: { readonly round: ShownRound; readonly now: number }) {
  const { t, language } = useTexts("rounds");
  const [{ cell, template }] = round;
  const budget = round.reduce((sum, one) => sum + one.standing.budget, 0);
  const states = [...new Set(round.map(({ standing }) => standing.state))];
  const steps = roundWay(round, false, now);
  const step = steps.find(({ state }) => state === "now") ?? steps.findLast(({ state }) => state === "done");
  return (
    <article className="card stack stack-tight">
      <div className="row">
        {states.map((state) => (
          <CellBadge key={state} state={state} />
        ))}
        {template.isTest && <span className="badge badge-warning">{t("test")}</span>}
      </div>
      <h2>
        <Link to={roundPath(cell)}>{t("roundTitle", { year: yearOf(template) })}</Link>
      </h2>
      <p>
        <strong>{moneyText(budget, language)}</strong>{" "}
        <span className="quiet">{t("cells", { count: numberText(round.length, language) })}</span>
      </p>
      {step !== undefined && (
        <p>
          {t(`way.step.${step.step}`)}:{" "}
          {t(`way.said.${step.said}`, { time: step.at === undefined ? "" : koreanTime(step.at, language) })}
        </p>
      )}
    </article>
  );
}
