import type { JsonRpcProvider } from "ethers";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { OpenElection } from "../../../../sdk/chain/resident.ts";
import { useSendingElsewhere } from "../../shared/ballots/sendingNow.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useHistoryStage } from "../../shared/historyStage.ts";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { koreanTime, spanText } from "../../shared/time.ts";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { noteMore } from "../../shared/vault/notes.ts";
import { BoothOutcome } from "./BoothOutcome.tsx";
import { ChoicePanel } from "./ChoicePanel.tsx";
import { isMaking } from "./journey.ts";
import { OpenedPanel } from "./OpenedPanel.tsx";
import { ProgressList } from "./ProgressList.tsx";
import { ReviewPanel } from "./ReviewPanel.tsx";
import { usePreload } from "./usePreload.ts";
import { useVoting, useVotingState } from "./useVoting.ts";
import { VoteFault } from "./VoteFault.tsx";
import type { Voting } from "./voting.ts";
import "./texts.ts";

type Shown = {
  readonly election: ListedElection;
  /** The chain's time, Unix seconds. */
  readonly now: number;
  readonly open: OpenElection;
  readonly identity: VotingIdentity;
  /** Of the identity in the vault. */
  readonly identityId: string;
  readonly provider: JsonRpcProvider;
};

/** Below this many members a resident is warned that the crowd is small. */
const SMALL_CROWD = 30;
const LAST_MINUTES = 5 * 60;

/** Stages of a ballot that the browser's back and forward know. */
const STAGES = ["review", "sent"] as const;

/** The way of one ballot: choose, review, hand over, follow. */
export function Booth({ election, now, open, identity, identityId, provider }: Shown) {
  const { t, language, say } = useTexts("vote");
  const { contact } = useSession().config;
  const voting = useVoting(open, identity, provider);
  const { journey } = useVotingState(voting);
  const preload = usePreload(open, election.state.activeMembers, identity, journey.at === "choosing");
  const isElsewhere = useSendingElsewhere(election.election);
  const { closesAt, censusTime } = open.constitution.schedule;
  const making = isMaking(journey);
  const { isOnRoll } = preload;
  const { history, isRenewed } = useBallotHistory(voting, isOnRoll === true && preload.version !== undefined);
  useEffect(() => {
    // The next visit need not open the identity to know.
    if (isOnRoll !== undefined) {
      void noteMore(identityId, { censuses: { [election.election.toLowerCase()]: isOnRoll } }).catch(() => undefined);
    }
  }, [isOnRoll, identityId, election.election]);

  if (isElsewhere && (making || journey.at === "found")) {
    return (
      <Notice tone="info" title={t("elsewhere.what")} urgent>
        <p>{t("elsewhere.next")}</p>
      </Notice>
    );
  }
  if (making && now >= closesAt) {
    return (
      <Notice tone="warning" title={t("closed.while")} urgent>
        <p>{t("closed.notSent")}</p>
        <p>{t("closed.safe")}</p>
      </Notice>
    );
  }
  if (making && isOnRoll === false) {
    return (
      <Notice tone="warning" title={t("notOnRoll.what")} urgent>
        <p>{t("notOnRoll.why", { time: koreanTime(censusTime, language) })}</p>
        <p>{t("notOnRoll.next")}</p>
        <p>
          <Link to={PATHS.standing}>{t("notOnRoll.standing")}</Link>
        </p>
        <p>{say(contact)}</p>
      </Notice>
    );
  }
  if (journey.at === "choosing" && (preload.version ?? 0n) > 0n && !open.constitution.revoting) {
    return (
      <Notice tone="info" title={t("votedOnce.what")}>
        <p>{t("votedOnce.safe")}</p>
      </Notice>
    );
  }
  return (
    <div className="stack stack-wide">
      {making && closesAt - now < LAST_MINUTES && (
        <Notice tone="warning" title={t("closing", { span: spanText(closesAt - now, language) })} urgent>
          <p>{t("closingSafe")}</p>
        </Notice>
      )}
      {journey.at === "choosing" && (preload.version ?? 0n) > 0n && (
        <Notice tone="info" title={t("voted.what")}>
          <p>{t("voted.next")}</p>
        </Notice>
      )}
      {journey.at === "choosing" && journey.error !== undefined && <VoteFault error={journey.error} />}
      {journey.at === "choosing" && preload.version === undefined && preload.error === undefined && <Loading />}
      {(journey.at === "encrypting" || (journey.at === "choosing" && preload.version !== undefined)) && (
        <ChoicePanel
          election={election}
          voting={voting}
          journey={journey}
          isReady={isOnRoll === true}
          next={() => voting.encrypt(() => history.push("review"))}
        />
      )}
      {journey.at === "review" && (
        <ReviewPanel
          election={election}
          choices={journey.choices}
          commitment={journey.commitment}
          isRenewed={isRenewed}
          cast={() => {
            voting.cast();
            history.replace("sent");
          }}
          challenge={voting.challenge}
          back={history.back}
        />
      )}
      {journey.at === "opened" && <OpenedPanel {...journey} election={election} back={history.back} />}
      {!making && <BoothOutcome election={election} voting={voting} now={now} />}
      {/* What comes late stands below: options that move under a finger are chosen by mistake. */}
      {making && preload.roll !== undefined && preload.roll < SMALL_CROWD && (
        <Notice tone="warning" title={t("small.what", { members: preload.roll })}>
          <p>{t("small.why")}</p>
        </Notice>
      )}
      {preload.error !== undefined && making && <VoteFault error={preload.error} again={preload.again} />}
      {(journey.at === "proving" || journey.at === "sending") && <ProgressList journey={journey} preload={preload} />}
    </div>
  );
}

/**
 * The review as an entry of the browser's history: back leads to the choices and drops the prepared ballot; forward and a
 * reload lead to the review of a new one.
 */
function useBallotHistory(voting: Voting, isReady: boolean) {
  const history = useHistoryStage(STAGES);
  const { journey } = useVotingState(voting);
  const isRenewed = useRef(false);
  const { stage } = history;
  const earlier = useRef(stage);
  const { at } = journey;
  const chosen = "choices" in journey && journey.choices.some((points) => points > 0);
  useEffect(() => {
    const before = earlier.current;
    earlier.current = stage;
    if (before === "review" && stage !== "review" && (at === "review" || at === "opened")) {
      isRenewed.current = false;
      voting.back();
    }
  }, [stage, at, voting]);
  useEffect(() => {
    if (stage !== "review" || at !== "choosing" || !chosen || !isReady) return;
    isRenewed.current = true;
    voting.encrypt();
  }, [stage, at, chosen, isReady, voting]);
  return { history, isRenewed: isRenewed.current };
}
