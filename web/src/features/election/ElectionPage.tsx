import { Link } from "react-router";
import { testReasons } from "../../../../sdk/election/testLabel.ts";
import { MainAction } from "../../shared/action/MainAction.tsx";
import { OwnBallot } from "../../shared/ballots/OwnBallot.tsx";
import { UnsentNotice } from "../../shared/ballots/UnsentNotice.tsx";
import { AddressedElection } from "../../shared/elections/AddressedElection.tsx";
import { CellText } from "../../shared/elections/CellText.tsx";
import { ProposalText } from "../../shared/elections/ProposalText.tsx";
import type { ChainClock, ListedElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import { PATHS } from "../../shared/paths.ts";
import { koreanTime } from "../../shared/time.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { PhaseBadge } from "../../shared/ui/PhaseBadge.tsx";
import { ReadingLanguage } from "../../shared/ui/ReadingLanguage.tsx";
import { TestNotice } from "../../shared/ui/TestNotice.tsx";
import { useNow } from "../../shared/useNow.ts";
import { Arguments } from "./Arguments.tsx";
import { More } from "./More.tsx";
import { Options } from "./Options.tsx";
import "./question.css";
import "../../shared/styles/columns.css";
import "./texts.ts";
import { usePreparation } from "./usePreparation.ts";

/** Below so many members the result may tell of single ones. */
const SMALL_CROWD = 30;

/** One election: how it stands, what can be done, question and options; all else folded. */
export function ElectionPage() {
  const { t } = useTexts("shared");
  return <AddressedElection title={t("notShown")}>{(read) => <Shown {...read} />}</AddressedElection>;
}

function Shown({ election, clock }: { readonly election: ListedElection; readonly clock: ChainClock }) {
  const { t, language } = useTexts("election");
  const now = useNow(clock);
  usePreparation(election, now);
  const { content, state, isOwn: known } = election;
  const sayOf = useContentTexts(content);
  return (
    <Page title={sayOf(content.title).text} heading={<ContentText content={content} text={content.title} />}>
      <div className="columns">
        <aside className="column-side column-stays stack" aria-label={t("yourVote")}>
          <div className="stack stack-tight">
            <div className="row">
              <PhaseBadge phase={state.phase} />
              {state.activeMembers > 0 && (
                <span className="small quiet">
                  {t("voted", {
                    members: numberText(state.activeMembers, language),
                    ballots: numberText(state.ballots, language),
                  })}
                </span>
              )}
            </div>
            <Deadline election={election} now={now} />
          </div>
          {!known && (
            <Notice tone="danger" title={t("unknownCreator")}>
              <p>{t("unknownCreatorNext")}</p>
            </Notice>
          )}
          <UnsentNotice election={election} now={now} />
          <OwnBallot election={election} now={now} />
          <MainAction election={election} now={now} />
        </aside>
        <div className="column-text stack stack-wide">
          <TestNotice reasons={testReasons(election.constitution, content)} content={content} />
          <ReadingLanguage content={content} />
          <section className="question">
            <h2 className="hidden-visually">{t("question")}</h2>
            <Markdown {...sayOf(content.question)} />
          </section>
          <div className="stack">
            <Options election={election} />
            {state.activeMembers > 0 && state.activeMembers < SMALL_CROWD && (
              <p className="small">
                {t("smallRoll", { members: state.activeMembers })} <Link to={PATHS.how}>{t("limits")}</Link>
              </p>
            )}
          </div>
          {content.proposal && <ProposalText proposal={content.proposal} language={content.language} />}
          {content.cell && <CellText cell={content.cell} />}
          <Arguments content={content} />
          <More election={election} now={now} known={known} />
        </div>
      </div>
    </Page>
  );
}

/** Until when something can be done, or when it was over. */
function Deadline({ election, now }: { readonly election: ListedElection; readonly now: number }) {
  const { t, language } = useTexts("election");
  const { opensAt, closesAt } = election.constitution.schedule;
  const { phase } = election.state;
  const at = (seconds: number) => koreanTime(seconds, language);
  if (phase === "pending") return <p>{t("deadline.opens", { time: at(opensAt) })}</p>;
  return <p>{t(now < closesAt ? "deadline.closes" : "deadline.closed", { time: at(closesAt) })}</p>;
}
