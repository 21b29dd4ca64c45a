import { useParams } from "react-router";
import { testReasons } from "../../../../sdk/election/testLabel.ts";
import { MainAction } from "../../shared/action/MainAction.tsx";
import { OwnBallot } from "../../shared/ballots/OwnBallot.tsx";
import { UnsentNotice } from "../../shared/ballots/UnsentNotice.tsx";
import { type ChainClock, type ListedElection, useElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { ElectionTools } from "../../shared/sharing/ElectionTools.tsx";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { PhaseBadge } from "../../shared/ui/PhaseBadge.tsx";
import { ReadingLanguage } from "../../shared/ui/ReadingLanguage.tsx";
import { TestNotice } from "../../shared/ui/TestNotice.tsx";
import { useNow } from "../../shared/useNow.ts";
import { Arguments } from "./Arguments.tsx";
import { Facts } from "./Facts.tsx";
import { Options } from "./Options.tsx";
import { PhaseLine } from "./PhaseLine.tsx";
import { Rules } from "./Rules.tsx";
import { Trustees } from "./Trustees.tsx";
import { Turnout } from "./Turnout.tsx";
import "./texts.ts";
import { usePreparation } from "./usePreparation.ts";
import { WhoSees } from "./WhoSees.tsx";

/** Everything about one election. */
export function ElectionPage() {
  const { t } = useTexts("shared");
  const { address = "" } = useParams();
  const { data, error, refetch } = useElection(address);
  if (error) {
    return (
      <Page title={t("notShown")}>
        <Fault error={error} again={() => void refetch()} />
      </Page>
    );
  }
  if (data === undefined) return <Loading />;
  return <Shown {...data} />;
}

function Shown({ election, clock }: { readonly election: ListedElection; readonly clock: ChainClock }) {
  const { t } = useTexts("election");
  const { config } = useSession();
  const now = useNow(clock);
  usePreparation(election, now);
  const { content, state, creator } = election;
  const sayOf = useContentTexts(content);
  const known = [...config.organizers, ...(config.boards ?? [])].some(
    (address) => address.toLowerCase() === creator.toLowerCase(),
  );
  return (
    <Page title={sayOf(content.title).text} heading={<ContentText content={content} text={content.title} />}>
      <div className="stack">
        <div className="row">
          <PhaseBadge phase={state.phase} />
        </div>
        <TestNotice reasons={testReasons(election.constitution, content)} content={content} />
        {!known && (
          <Notice tone="danger" title={t("unknownCreator")}>
            <p>{t("unknownCreatorNext")}</p>
          </Notice>
        )}
        <ReadingLanguage content={content} />
        <UnsentNotice election={election} now={now} />
        <OwnBallot election={election} now={now} />
        <MainAction election={election} now={now} />
      </div>
      <PhaseLine election={election} now={now} />
      <section className="stack">
        <h2>{t("question")}</h2>
        <Markdown {...sayOf(content.question)} />
      </section>
      <Options election={election} />
      <Arguments content={content} />
      <Turnout election={election} />
      <WhoSees board={election.constitution.board} />
      <Rules constitution={election.constitution} />
      <Trustees board={election.constitution.board} state={state} />
      <Facts election={election} known={known} />
      <ElectionTools election={election} now={now} />
    </Page>
  );
}
