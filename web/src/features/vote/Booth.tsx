import type { JsonRpcProvider } from "ethers";
import { Link } from "react-router";
import type { OpenElection } from "../../../../sdk/chain/resident.ts";
import type { ChainClock, ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { koreanTime, spanText } from "../../shared/time.ts";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { useNow } from "../../shared/useNow.ts";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { ChoicePanel } from "./ChoicePanel.tsx";
import { FoundPanel } from "./FoundPanel.tsx";
import { OpenedPanel } from "./OpenedPanel.tsx";
import { ProgressList } from "./ProgressList.tsx";
import { ReviewPanel } from "./ReviewPanel.tsx";
import { StuckPanel } from "./StuckPanel.tsx";
import { TrackerPanel } from "./TrackerPanel.tsx";
import { usePreload } from "./usePreload.ts";
import { useVoting } from "./useVoting.ts";
import { VoteFault } from "./VoteFault.tsx";

type Shown = {
  readonly election: ListedElection;
  readonly clock: ChainClock;
  readonly open: OpenElection;
  readonly identity: VotingIdentity;
  readonly provider: JsonRpcProvider;
};

/** Below this many members a resident is warned that the crowd is small. */
const SMALL_CROWD = 30;
const LAST_MINUTES = 5 * 60;

/** The way of one ballot: choose, review, hand over, follow. */
export function Booth({ election, clock, open, identity, provider }: Shown) {
  const { t, language } = useTexts("vote");
  const { contact } = useSession().config;
  const { say } = useTexts("vote");
  const voting = useVoting(open, identity, provider);
  const { journey } = voting;
  const preload = usePreload(open, election.state.activeMembers, identity, journey.at === "choosing");
  const now = useNow(clock);
  const { closesAt, censusTime } = open.constitution.schedule;
  const isMaking = ["choosing", "encrypting", "review", "opened"].includes(journey.at);

  if (isMaking && now >= closesAt) {
    return (
      <Notice tone="warning" title={t("closed.while")} urgent>
        <p>{t("closed.notSent")}</p>
        <p>{t("closed.safe")}</p>
      </Notice>
    );
  }
  if (isMaking && preload.isOnRoll === false) {
    return (
      <Notice tone="warning" title={t("notOnRoll.what")} urgent>
        <p>{t("notOnRoll.why", { time: koreanTime(censusTime, language) })}</p>
        <p>{t("notOnRoll.next")}</p>
        <p>
          <Link to="/register/standing">{t("notOnRoll.standing")}</Link>
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
      {isMaking && closesAt - now < LAST_MINUTES && (
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
          choices={journey.choices}
          isReady={preload.isOnRoll === true}
        />
      )}
      {journey.at === "review" && (
        <ReviewPanel election={election} choices={journey.choices} commitment={journey.commitment} voting={voting} />
      )}
      {journey.at === "opened" && <OpenedPanel {...journey} election={election} back={voting.back} />}
      {journey.at === "found" && <FoundPanel casting={journey.casting} voting={voting} />}
      {journey.at === "stuck" && <StuckPanel casting={journey.casting} voting={voting} provider={provider} />}
      {journey.at === "following" && (
        <TrackerPanel
          casting={journey.casting}
          election={election}
          now={now}
          change={open.constitution.revoting && now < closesAt ? voting.back : undefined}
        />
      )}
      {/* What comes late stands below: options that move under a finger are chosen by mistake. */}
      {isMaking && preload.roll !== undefined && preload.roll < SMALL_CROWD && (
        <Notice tone="warning" title={t("small.what", { members: preload.roll })}>
          <p>{t("small.why")}</p>
        </Notice>
      )}
      {preload.error !== undefined && isMaking && <VoteFault error={preload.error} again={preload.again} />}
      <ProgressList voting={voting} preload={preload} />
    </div>
  );
}
