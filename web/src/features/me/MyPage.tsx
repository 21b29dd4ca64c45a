import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { ButtonLink } from "../../shared/ui/Button.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { ownElections } from "../../shared/vault/ownElections.ts";
import { OwnElection } from "./OwnElection.tsx";
import { OwnIdentities } from "./OwnIdentities.tsx";
import "../../shared/styles/columns.css";
import "./texts.ts";

/** What this device keeps of its person: their ballots in all elections, and their identity. Nothing is opened. */
export function MyPage() {
  const { t } = useTexts("me");
  const { chainId } = useSession().config;
  const { data, error, refetch } = useQuery({
    queryKey: ["own elections", chainId],
    staleTime: 0,
    retry: false,
    queryFn: () => ownElections(chainId),
  });
  return (
    <Page title={t("title")}>
      <div className="columns">
        <section className="column-text stack">
          <h2>{t("ballots")}</h2>
          {error && <Fault error={error} again={() => void refetch()} />}
          {data === undefined && !error && <Loading />}
          {data?.length === 0 && (
            <div className="stack stack-tight">
              <p>{t("none")}</p>
              <div>
                <ButtonLink look="second" to="/">
                  {t("toVotes")}
                </ButtonLink>
              </div>
            </div>
          )}
          {data?.map((election) => (
            <OwnElection key={election} address={election} />
          ))}
        </section>
        <aside className="column-side stack" aria-label={t("identity")}>
          <OwnIdentities />
          <p>
            <Link to={PATHS.check}>{t("find")}</Link>
          </p>
        </aside>
      </div>
    </Page>
  );
}
