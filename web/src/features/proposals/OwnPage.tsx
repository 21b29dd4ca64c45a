import { useQuery } from "@tanstack/react-query";
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
import { lastOf } from "./onlooker.ts";
import { ProposalTitle } from "./ProposalTitle.tsx";
import { useListedTexts, useProposals } from "./queries.ts";
import "./texts.ts";

/** What this device posted and supported, from its vault alone. */
export function OwnPage() {
  const { t } = useTexts("proposals");
  const { chainId } = useSession().config;
  const { data, error, refetch } = useQuery({
    queryKey: ["own acts", chainId],
    staleTime: 0,
    retry: false,
    queryFn: () => actsOf(chainId),
  });
  return (
    <Page title={t("own")}>
      <p>{t("ownWhere")}</p>
      {error && <Fault error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data !== undefined && <Own acts={data} />}
      <p>
        <Link to={PATHS.proposals}>{t("title")}</Link>
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
              <li key={act.tracker} className="card stack stack-tight">
                <Link to={act.proposal}>{act.title ?? t("titleMissing")}</Link>
                <p className="small">{t(howFar(act).far)}</p>
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
