import { Link } from "react-router";
import type { ChainClock, ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { koreanTime, spanText } from "../../shared/time.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { PhaseBadge } from "../../shared/ui/PhaseBadge.tsx";
import { TestBadge } from "../../shared/ui/TestBadge.tsx";
import { useNow } from "../../shared/useNow.ts";
import { districtOf } from "./listing.ts";
import "./texts.ts";

/** One election in the list. */
export function ElectionCard({ election, clock }: { readonly election: ListedElection; readonly clock: ChainClock }) {
  const { t, say } = useTexts("elections");
  const { rolls } = useSession().config;
  const { content, state } = election;
  const place = districtOf(election, rolls);
  return (
    <article className="card stack stack-tight">
      <div className="row">
        <PhaseBadge phase={state.phase} />
        <TestBadge isTest={election.constitution.isTest} />
        {place && <span className="quiet small">{say(place)}</span>}
      </div>
      <h3>
        <Link to={`/elections/${election.election}`}>
          <ContentText content={content} text={content.title} />
        </Link>
      </h3>
      <When election={election} clock={clock} />
      {state.activeMembers > 0 && (
        <p className="small quiet">{t("voted", { members: state.activeMembers, ballots: state.ballots })}</p>
      )}
    </article>
  );
}

/** What happens next, and when. */
function When({ election, clock }: { readonly election: ListedElection; readonly clock: ChainClock }) {
  const { t, language } = useTexts("elections");
  const now = useNow(clock);
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
