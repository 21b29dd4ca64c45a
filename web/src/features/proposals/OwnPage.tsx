import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { PATHS, proposalPath } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { koreanTime } from "../../shared/time.ts";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { actsOf, type KeptAct } from "../../shared/vault/acts.ts";
import { howFar } from "./howFar.ts";
import { OwnPosting } from "./OwnPosting.tsx";
import { lastOf } from "./onlooker.ts";
import { ProposalTitle } from "./ProposalTitle.tsx";
import type { Posting } from "./proposing.ts";
import { readTown, useListedTexts, useProposals } from "./queries.ts";
import "./texts.ts";

/** Milliseconds between two looks at what this device keeps. */
const LOOK = 3_000;

/** What this device posted and supported, from its vault alone. */
export function OwnPage() {
  const { t } = useTexts("proposals");
  const { chainId } = useSession().config;
  const { data, error, refetch } = useQuery({
    queryKey: ["own acts", chainId],
    staleTime: 0,
    retry: false,
    refetchInterval: LOOK,
    queryFn: () => actsOf(chainId),
  });
  return (
    <Page title={t("own")}>
      <p>{t("ownWhere")}</p>
      {error && <Fault error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data !== undefined && <Own acts={data} />}
      <p>
        <Link to={PATHS.proposals}>{t("all")}</Link>
      </p>
    </Page>
  );
}

function Own({ acts }: { readonly acts: readonly KeptAct[] }) {
  const { t, language } = useTexts("proposals");
  const posted = acts.filter(({ kind }) => kind === "posting");
  const paths = [...new Set(acts.filter(({ kind }) => kind !== "posting").map(({ proposal }) => proposal))];
  const last = paths.flatMap((path) => lastOf(acts, path) ?? []);
  const { data } = useProposals();
  const proposals = data?.proposals ?? [];
  const texts = useListedTexts(proposals, data?.time ?? 0);
  const textOf = (path: string) => texts[proposals.findIndex(({ id }) => proposalPath(id) === path)];
  if (acts.length === 0) return <p>{t("ownNone")}</p>;
  return (
    <>
      {posted.length > 0 && (
        <section className="stack">
          <h2>{t("ownPosted")}</h2>
          <ul className="plain-list stack">
            {posted.map((act) => (
              <li key={act.tracker}>
                <Posted act={act} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {last.length > 0 && (
        <section className="stack">
          <h2>{t("ownSupported")}</h2>
          <ul className="plain-list stack">
            {last.map((act) => (
              <li key={act.tracker} className="card stack stack-tight">
                <Link to={act.proposal}>
                  <ProposalTitle text={textOf(act.proposal)} />
                </Link>
                <p className="small">
                  {t(howFar(act).title)} · {koreanTime(act.madeAt, language)} · {t(howFar(act).far)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** A posting of this device, followed while this page is open. */
function Posted({ act }: { readonly act: KeptAct }) {
  const { t } = useTexts("proposals");
  const session = useSession();
  const queries = useQueryClient();
  const [posting, setPosting] = useState<Posting>();
  const told = () => void queries.invalidateQueries({ queryKey: ["own acts"] });
  const town = useQuery({ queryKey: ["town"], structuralSharing: false, queryFn: () => readTown(session) });
  const way = town.data && { session, provider: town.data.provider, chainId: town.data.town.chainId };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each act
  useEffect(() => {
    if (way === undefined || act.state !== "acknowledged") return;
    void import("./proposing.ts").then(({ followPosting }) => followPosting(act, way, told));
  }, [act.tracker, act.state, way === undefined]);
  if (posting?.at === "sending") return <p role="status">{t("support.step.sending")}</p>;
  const resend = async () => {
    if (way === undefined) return;
    const { deliverPosting } = await import("./proposing.ts");
    await deliverPosting(act, way, (now) => {
      setPosting(now);
      told();
    });
  };
  return (
    <OwnPosting act={act} failures={posting?.at === "kept" ? posting.failures : []} resend={() => void resend()}>
      {posting?.at === "failed" && <Fault error={posting.error} />}
      {town.error && <Fault error={town.error} again={() => void town.refetch()} />}
    </OwnPosting>
  );
}
