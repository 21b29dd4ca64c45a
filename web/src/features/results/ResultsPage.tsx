import { useParams } from "react-router";
import { testReasons } from "../../../../sdk/election/content.ts";
import { type ListedElection, useElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { ButtonLink } from "../../shared/ui/Button.tsx";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { Counts } from "./Counts.tsx";
import { useResult } from "./outcome.ts";
import { Summary } from "./Summary.tsx";
import "./texts.ts";
import { VerifiedHere } from "./VerifiedHere.tsx";
import { type Result, verdictOf } from "./verdict.ts";

/** The result of an election, and this browser's own check of it. */
export function ResultsPage() {
  const { t } = useTexts("results");
  const { address = "" } = useParams();
  const { data, error, refetch } = useElection(address);
  if (error) {
    return (
      <Page title={t("title")}>
        <Fault error={error} again={() => void refetch()} />
      </Page>
    );
  }
  return data === undefined ? <Loading /> : <OfElection election={data.election} />;
}

function OfElection({ election }: { readonly election: ListedElection }) {
  const { t } = useTexts("results");
  const { content } = election;
  const title = useContentTexts(content)(content.title).text;
  const shared = useTexts("shared");
  const { data, error, refetch } = useResult(election);
  const { phase } = election.state;
  return (
    <Page
      title={t("of", { title })}
      heading={<ContentText content={content} text={content.title} sentence={(text) => t("of", { title: text })} />}
    >
      {testReasons(content).length > 0 && (
        <p>
          <span className="badge badge-warning">{shared.t("testElection")}</span>
        </p>
      )}
      {phase === "void" && <Notice tone="warning" title={t("void")} />}
      {phase === "too few" && <Notice tone="warning" title={t("tooFew")} />}
      {!["decided", "void", "too few"].includes(phase) && (
        <Notice tone="info" title={t("notYet")}>
          <p>{t("notYetNext")}</p>
        </Notice>
      )}
      {error && <Fault error={error} again={() => void refetch()} />}
      {phase === "decided" &&
        !error &&
        (data === undefined ? <Loading /> : <Decided election={election} result={data} />)}
      <div className="row">
        <ButtonLink look="second" to={`/elections/${election.election}`}>
          {t("seeElection")}
        </ButtonLink>
        <ButtonLink look="quiet" to={`/audit?election=${election.election}`}>
          {t("more")}
        </ButtonLink>
      </div>
    </Page>
  );
}

function Decided({ election, result }: { readonly election: ListedElection; readonly result: Result }) {
  const verdict = verdictOf(election, result);
  return (
    <>
      <Summary election={election} result={result} verdict={verdict} />
      <Counts election={election} result={result} verdict={verdict} />
      <VerifiedHere election={election} result={result} />
    </>
  );
}
