import { useBoard } from "../../shared/elections/board.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { koreanTime, spanText } from "../../shared/time.ts";
import { ButtonLink } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import "./texts.ts";

/** Seconds before closing from which the page warns. */
const SOON = 5 * 60;

/** What a visitor can do now, or waits for. */
export function NextStep({ election, now }: { readonly election: ListedElection; readonly now: number }) {
  const { t, language } = useTexts("election");
  const board = useBoard(election.constitution.board).data;
  const { state, constitution } = election;
  const { censusTime, opensAt, openGrace, closesAt } = constitution.schedule;
  const at = (seconds: number) => koreanTime(seconds, language);
  const base = `/elections/${election.election}`;
  const check = (
    <ButtonLink look="second" to="/tracker">
      {t("checkVote")}
    </ButtonLink>
  );

  if (state.phase === "pending") {
    return (
      <Notice
        tone="info"
        title={
          now < opensAt ? t("notYet", { time: at(opensAt) }) : t("waitsConsent", { time: at(opensAt + openGrace) })
        }
      >
        {now < censusTime && (
          <>
            <p>{t("registerFirst", { time: at(censusTime) })}</p>
            <div>
              <ButtonLink to="/register">{t("register")}</ButtonLink>
            </div>
          </>
        )}
      </Notice>
    );
  }
  if (state.phase === "open" && now < closesAt) {
    return (
      <div className="stack">
        {closesAt - now < SOON && (
          <Notice tone="warning" title={t("closing", { span: spanText(closesAt - now, language) })} urgent />
        )}
        <div className="row">
          <ButtonLink to={`${base}/vote`}>{t("vote")}</ButtonLink>
          {check}
        </div>
      </div>
    );
  }
  if (state.phase === "open") {
    return (
      <Notice tone="warning" title={t("settling", { time: at(state.boxClosesAt) })}>
        <div>{check}</div>
      </Notice>
    );
  }
  if (state.phase === "decided") {
    return (
      <div className="row">
        <ButtonLink to={`${base}/results`}>{t("seeResult")}</ButtonLink>
        {check}
        <ButtonLink look="quiet" to={`/audit?election=${election.election}`}>
          {t("audit")}
        </ButtonLink>
      </div>
    );
  }
  if (state.phase === "below quorum") {
    return (
      <Notice tone="warning" title={t("belowQuorum")}>
        <div className="row">
          <ButtonLink to={`${base}/results`}>{t("seeResult")}</ButtonLink>
          {check}
        </div>
      </Notice>
    );
  }
  if (state.phase === "void") return <Notice tone="warning" title={t("voidTitle")} />;
  if (state.phase === "too few") return <Notice tone="warning" title={t("tooFew")} />;
  const missing = (board?.trustees ?? []).map((_, index) => index + 1).filter((seat) => !state.shares.includes(seat));
  return (
    <Notice tone="info" title={t("counting", { threshold: board?.threshold ?? "…", count: state.shares.length })}>
      {state.undecided && <p>{t("undecided", { seats: missing.join(", ") })}</p>}
      <div>{check}</div>
    </Notice>
  );
}
