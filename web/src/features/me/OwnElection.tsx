import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { MainAction } from "../../shared/action/MainAction.tsx";
import { OwnBallot } from "../../shared/ballots/OwnBallot.tsx";
import { UnsentNotice } from "../../shared/ballots/UnsentNotice.tsx";
import { type ChainClock, type ListedElection, useElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { electionPath } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { PhaseBadge } from "../../shared/ui/PhaseBadge.tsx";
import { TestBadge } from "../../shared/ui/TestBadge.tsx";
import { useNow } from "../../shared/useNow.ts";
import { castingsOf } from "../../shared/vault/castings.ts";
import "./texts.ts";

/** An election that this device has a ballot or choices of; what it keeps is shown where the record cannot be read too. */
export function OwnElection({ address }: { readonly address: string }) {
  const { data, isError } = useElection(address);
  if (data !== undefined) return <Read election={data.election} clock={data.clock} />;
  return isError ? <Unread address={address} /> : <Loading />;
}

function Read({ election, clock }: { readonly election: ListedElection; readonly clock: ChainClock }) {
  const now = useNow(clock);
  const { content, constitution, state } = election;
  return (
    <article className="card stack">
      <div className="stack stack-tight">
        <div className="row">
          <PhaseBadge phase={state.phase} />
          <TestBadge isTest={constitution.isTest} />
        </div>
        <h3>
          <Link to={electionPath(election.election)}>
            <ContentText content={content} text={content.title} />
          </Link>
        </h3>
      </div>
      <UnsentNotice election={election} now={now} />
      <OwnBallot election={election} now={now} />
      <MainAction election={election} now={now} isOneOfMany />
    </article>
  );
}

function Unread({ address }: { readonly address: string }) {
  const { t } = useTexts("me");
  const { chainId } = useSession().config;
  const { data } = useQuery({
    queryKey: ["own castings", chainId, address],
    queryFn: () => castingsOf(BigInt(chainId), address),
  });
  if (data === undefined) return <Loading />;
  return (
    <article className="card stack">
      <p>{t(data.length === 0 ? "noBallot" : "notRead")}</p>
      {data.toReversed().map(({ tracker }) => (
        <div key={tracker} className="stack stack-tight">
          <p className="tracker" translate="no">
            {tracker}
          </p>
          <div>
            <CopyButton text={tracker} />
          </div>
        </div>
      ))}
      <p className="code small">{address}</p>
    </article>
  );
}
