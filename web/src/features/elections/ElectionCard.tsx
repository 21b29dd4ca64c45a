import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { isFinal } from "../../../../sdk/election/phase.ts";
import type { ChainClock, ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { electionPath } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { koreanTime, spanText } from "../../shared/time.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { PhaseBadge } from "../../shared/ui/PhaseBadge.tsx";
import { TestBadge } from "../../shared/ui/TestBadge.tsx";
import { useNow } from "../../shared/useNow.ts";
import { districtOf } from "./listing.ts";
import "./texts.ts";

/** Loaded after the list is shown: it looks into the vault. */
const MainAction = lazy(async () => ({ default: (await import("../../shared/action/MainAction.tsx")).MainAction }));

type Card = {
  readonly election: ListedElection;
  readonly clock: ChainClock;
  /** Whether it offers nothing to do. */
  readonly isToRead: boolean;
};

/** One election in the list. */
export function ElectionCard({ election, clock, isToRead }: Card) {
  const { t, say } = useTexts("elections");
  const { rolls } = useSession().config;
  const { content, state } = election;
  const place = districtOf(election, rolls);
  const now = useNow(clock);
  return (
    <article className="card stack stack-tight">
      <div className="row">
        <PhaseBadge phase={state.phase} />
        <TestBadge isTest={election.constitution.isTest} />
        {place && <span className="quiet small">{say(place)}</span>}
      </div>
      <h3>
        <Link to={electionPath(election.election)}>
          <ContentText content={content} text={content.title} />
        </Link>
      </h3>
      <When election={election} now={now} />
      {state.activeMembers > 0 && (
        <p className="small quiet">{t("voted", { members: state.activeMembers, ballots: state.ballots })}</p>
      )}
      {state.phase === "decided" && (
        <p>
          <Link to={electionPath(election.election, "/result")}>{t("toResult")}</Link>
        </p>
      )}
      {!isFinal(state.phase) && !isToRead && (
        <Suspense fallback={null}>
          <MainAction election={election} now={now} isOneOfMany isTimeSaid />
        </Suspense>
      )}
    </article>
  );
}

/** What happens next, and when. */
function When({ election, now }: { readonly election: ListedElection; readonly now: number }) {
  const { t, language } = useTexts("elections");
  const { opensAt, closesAt } = election.constitution.schedule;
  const at = (seconds: number) => koreanTime(seconds, language);
  const { phase } = election.state;
  if (phase === "open") {
    return (
      <p>
        <strong>
          {now < closesAt ? t("closesIn", { span: spanText(closesAt - now, language) }) : t("closedSettling")}
        </strong>
        <br />
        <span className="quiet">{t("closesAt", { time: at(closesAt) })}</span>
      </p>
    );
  }
  if (phase === "pending") {
    return (
      <p>
        <strong>{now < opensAt ? t("opensIn", { span: spanText(opensAt - now, language) }) : t("waitsOpening")}</strong>
        <br />
        <span className="quiet">{t("opensAt", { time: at(opensAt) })}</span>
      </p>
    );
  }
  return <p className="quiet">{t("closedAt", { time: at(closesAt) })}</p>;
}
