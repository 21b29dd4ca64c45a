import { useState } from "react";
import { useElections } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { koreanTime } from "../../shared/time.ts";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { ElectionCard } from "./ElectionCard.tsx";
import { grouped, matches } from "./listing.ts";
import { SearchForm } from "./SearchForm.tsx";
import "./texts.ts";

/** Elections from which on somebody has to look for theirs. */
const MANY = 7;

type Shown = {
  /** The one that a shared device is set up for. */
  readonly only?: string | undefined;
  /** Whether nobody can do anything with them yet. */
  readonly isToRead?: boolean;
};

/** The municipality's elections in their groups: open, soon, closed, decided. */
export function ElectionList({ only, isToRead = false }: Shown) {
  const { t, language } = useTexts("elections");
  const { config } = useSession();
  const { data, error, refetch } = useElections();
  const [wanted, setWanted] = useState({ words: "", district: "" });
  if (error) return <Fault error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { clock } = data.value;
  const elections = data.value.elections.filter(
    ({ election }) => only === undefined || election.toLowerCase() === only.toLowerCase(),
  );
  const found = elections.filter((election) => matches(election, config.rolls, wanted));
  return (
    <>
      {data.stale && (
        <Notice tone="warning" title={t("stale", { time: koreanTime(data.at / 1000, language) })} urgent>
          <p>{t("staleNext")}</p>
        </Notice>
      )}
      {elections.length >= MANY && <SearchForm wanted={wanted} change={setWanted} found={found.length} />}
      {elections.length === 0 && (
        <Notice tone="info" title={t("empty")}>
          <p>{t("emptyNext")}</p>
        </Notice>
      )}
      {elections.length > 0 && found.length === 0 && <p>{t("nothingFound")}</p>}
      {grouped(found).map(
        ([group, members]) =>
          members.length > 0 && (
            <section key={group} className="stack" aria-labelledby={`group-${group}`}>
              <h2 id={`group-${group}`}>{t(`group.${group}`)}</h2>
              <ul className="plain-list stack cards">
                {members.map((election) => (
                  <li key={election.election}>
                    <ElectionCard election={election} clock={clock} isToRead={isToRead} />
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </>
  );
}
