import { isFinal } from "../../../../sdk/election/phase.ts";
import { testReasons } from "../../../../sdk/election/testLabel.ts";
import { AddressedElection } from "../../shared/elections/AddressedElection.tsx";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { electionPath } from "../../shared/paths.ts";
import { ButtonLink } from "../../shared/ui/Button.tsx";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { TestNotice } from "../../shared/ui/TestNotice.tsx";
import { Counts } from "./Counts.tsx";
import { useResult } from "./outcome.ts";
import { ResultFiles } from "./ResultFiles.tsx";
import { Summary } from "./Summary.tsx";
import { TurnoutFacts } from "./TurnoutFacts.tsx";
import "../../shared/styles/columns.css";
import "./texts.ts";
import { VerifiedHere } from "./VerifiedHere.tsx";
import { type Result, verdictOf } from "./verdict.ts";

/** The result of an election, and this browser's own check of it. */
export function ResultsPage() {
  const { t } = useTexts("results");
  return (
    <AddressedElection title={t("title")}>{({ election }) => <OfElection election={election} />}</AddressedElection>
  );
}

function OfElection({ election }: { readonly election: ListedElection }) {
  const { t } = useTexts("results");
  const { content } = election;
  const title = useContentTexts(content)(content.title).text;
  const { data, error, refetch } = useResult(election);
  const { phase } = election.state;
  return (
    <Page
      title={t("of", { title })}
      heading={<ContentText content={content} text={content.title} sentence={(text) => t("of", { title: text })} />}
    >
      <TestNotice reasons={testReasons(election.constitution, content)} content={content} />
      {phase === "void" && <Notice tone="warning" title={t("void")} />}
      {phase === "too few" && <Notice tone="warning" title={t("tooFew")} />}
      {phase === "below quorum" && <StaysClosed election={election} />}
      {!isFinal(phase) && (
        <Notice tone="info" title={t("notYet")}>
          <p>{t("notYetNext")}</p>
        </Notice>
      )}
      {error && <Fault error={error} again={() => void refetch()} />}
      {phase === "decided" &&
        !error &&
        (data === undefined ? <Loading /> : <Decided election={election} result={data} />)}
      <div className="row">
        <ButtonLink look="second" to={electionPath(election.election)}>
          {t("seeElection")}
        </ButtonLink>
        <ButtonLink look="quiet" to={electionPath(election.election, "/verify")}>
          {t("more")}
        </ButtonLink>
      </div>
    </Page>
  );
}

/** Turnout, and no counts. */
function StaysClosed({ election }: { readonly election: ListedElection }) {
  const { t } = useTexts("results");
  return (
    <div className="columns">
      <div className="column-text">
        <Notice tone="warning" title={t("belowQuorum")}>
          <p>{t("belowQuorumWhy")}</p>
        </Notice>
      </div>
      <Beside election={election} result={null} />
    </div>
  );
}

/** Turnout, and this browser's own check. */
function Beside({ election, result }: { readonly election: ListedElection; readonly result: Result | null }) {
  return (
    <div className="column-side stack">
      <dl className="facts facts-narrow panel">
        <TurnoutFacts election={election} />
      </dl>
      <VerifiedHere election={election} result={result} />
    </div>
  );
}

function Decided({ election, result }: { readonly election: ListedElection; readonly result: Result }) {
  const verdict = verdictOf(election, result);
  return (
    <div className="columns">
      <div className="column-text stack">
        <Summary election={election} result={result} verdict={verdict} />
        <Counts election={election} result={result} verdict={verdict} />
        <ResultFiles election={election} result={result} verdict={verdict} />
      </div>
      <Beside election={election} result={result} />
    </div>
  );
}
