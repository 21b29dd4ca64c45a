import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { JsonRpcProvider } from "ethers";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { Link, useParams } from "react-router";
import { type OpenElection, readOpenElection } from "../../../../sdk/chain/resident.ts";
import { testReasons } from "../../../../sdk/election/testLabel.ts";
import { OwnBallot } from "../../shared/ballots/OwnBallot.tsx";
import { UnsentNotice } from "../../shared/ballots/UnsentNotice.tsx";
import { type ChainClock, type ListedElection, useElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { electionPath } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { koreanTime } from "../../shared/time.ts";
import { judgementQuery } from "../../shared/trust/queries.ts";
import { TrustGate } from "../../shared/trust/TrustGate.tsx";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { ReadingLanguage } from "../../shared/ui/ReadingLanguage.tsx";
import { TestNotice } from "../../shared/ui/TestNotice.tsx";
import { UnlockIdentity } from "../../shared/unlock/UnlockIdentity.tsx";
import { useNow } from "../../shared/useNow.ts";
import { isMaking } from "./journey.ts";
import { useRunning } from "./running.ts";
import type { Voting } from "./voting.ts";
import "./texts.ts";

/** Until the election is read. */
const NO_CONTENT = { language: "ko" };
/** Loaded behind the gate alone: no code of it runs before it is known whose election this is. */
const Booth = lazy(async () => ({ default: (await import("./Booth.tsx")).Booth }));
const BoothOutcome = lazy(async () => ({ default: (await import("./BoothOutcome.tsx")).BoothOutcome }));

/** Where a resident votes in one election. No wallet is asked for anything here. */
export function VotePage() {
  const { t } = useTexts("vote");
  const { address = "" } = useParams();
  const { data, error, refetch } = useElection(address);
  const content = data?.election.content;
  const sayOf = useContentTexts(content ?? NO_CONTENT);
  const title = content === undefined ? t("title") : `${t("title")}: ${sayOf(content.title).text}`;
  const heading = content && (
    <ContentText content={content} text={content.title} sentence={(text) => `${t("title")}: ${text}`} />
  );
  return (
    <Page title={title} heading={heading}>
      {error && data === undefined && <Fault error={error} again={() => void refetch()} />}
      {!error && data === undefined && <Loading />}
      {content && <ReadingLanguage content={content} />}
      {data && (
        <TestNotice
          reasons={testReasons(data.election.constitution, data.election.content)}
          content={data.election.content}
        />
      )}
      {data && <Opened election={data.election} clock={data.clock} />}
    </Page>
  );
}

type Shown = { readonly election: ListedElection; readonly now: number };

function Opened({ election, clock }: { readonly election: ListedElection; readonly clock: ChainClock }) {
  const { t, language } = useTexts("vote");
  const now = useNow(clock);
  const running = useRunning(election.election);
  const { phase } = election.state;
  const { opensAt, closesAt } = election.constitution.schedule;
  if (phase === "pending") {
    return (
      <Notice tone="info" title={t("notOpen.what")}>
        <p>{t("notOpen.when", { time: koreanTime(opensAt, language) })}</p>
        <Back election={election} />
      </Notice>
    );
  }
  // Whoever was in the booth at the closing stays there: what came of a submission is said whatever the phase is.
  if (phase !== "open" || (now >= closesAt && running === undefined)) {
    return <Closed election={election} now={now} running={running} />;
  }
  return <TrustGate election={election.election}>{() => <OpenBooth election={election} now={now} />}</TrustGate>;
}

function Closed({ election, now, running }: Shown & { readonly running: Voting | undefined }) {
  const { t } = useTexts("vote");
  const isShown = useIsOutcome(running);
  return (
    <div className="stack stack-wide">
      {isShown && running !== undefined ? (
        <Suspense fallback={<Loading />}>
          <BoothOutcome election={election} voting={running} now={now} />
        </Suspense>
      ) : (
        <>
          <Notice tone="info" title={t("closed.what")}>
            {running !== undefined && <p>{t("closed.notSent")}</p>}
            <Back election={election} />
          </Notice>
          <UnsentNotice election={election} now={now} />
        </>
      )}
      <OwnBallot election={election} now={now} />
    </div>
  );
}

const never = () => () => undefined;

/** Whether a vote under way has left its chooser's hands. */
function useIsOutcome(running: Voting | undefined): boolean {
  const state = useSyncExternalStore(running?.subscribe ?? never, () => running?.state());
  return state !== undefined && !isMaking(state.journey) && state.journey.at !== "following";
}

function OpenBooth({ election, now }: Shown) {
  const session = useSession();
  const queries = useQueryClient();
  const { chain, config } = session;
  const { data, error, refetch } = useQuery({
    queryKey: ["open election", config.chainId, election.election],
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    queryFn: async (): Promise<{ readonly open: OpenElection; readonly provider: JsonRpcProvider }> => {
      const provider = await chain();
      const open = await readOpenElection(election.election, provider);
      const { facts } = await queries.fetchQuery(judgementQuery(session, election.election));
      const { requireJudged } = await import("../../../../sdk/trust/requireJudged.ts");
      // A ballot is made for what was judged, and not for what the node shows after that.
      requireJudged(open, facts);
      return { open, provider };
    },
  });
  if (error) return <Fault error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <UnlockIdentity>
      {(identity, id) => (
        <Suspense fallback={<Loading />}>
          <Booth election={election} now={now} identity={identity} identityId={id} {...data} />
        </Suspense>
      )}
    </UnlockIdentity>
  );
}

function Back({ election }: { readonly election: ListedElection }) {
  const { t } = useTexts("vote");
  return (
    <p>
      <Link to={electionPath(election.election)}>{t("toElection")}</Link>
    </p>
  );
}
