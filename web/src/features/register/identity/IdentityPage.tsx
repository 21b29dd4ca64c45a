import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../../shared/language.ts";
import { PATHS } from "../../../shared/paths.ts";
import { ButtonLink } from "../../../shared/ui/Button.tsx";
import { Loading } from "../../../shared/ui/Loading.tsx";
import { Notice } from "../../../shared/ui/Notice.tsx";
import { Page } from "../../../shared/ui/Page.tsx";
import { listIdentities } from "../../../shared/vault/identityEntries.ts";
import { noteOf } from "../../../shared/vault/notes.ts";
import { RegisterFault } from "../RegisterFault.tsx";
import { Deed } from "./Deed.tsx";
import { IdentityCard } from "./IdentityCard.tsx";
import type { DeedKind, NotedIdentity } from "./notedIdentity.ts";
import "../texts.ts";

/** The identities of this device, at any time: words, file, how they open, and deleting them. */
export function IdentityPage() {
  const { t } = useTexts("register");
  const [identities, setIdentities] = useState<readonly NotedIdentity[]>();
  const [doing, setDoing] = useState<{ readonly of: NotedIdentity; readonly deed: DeedKind }>();
  const [isDeleted, setDeleted] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    if (doing === undefined) readIdentities().then(setIdentities, setError);
  }, [doing]);
  return (
    <Page title={t("identity.title")}>
      {error !== undefined && <RegisterFault error={error} />}
      {identities === undefined && error === undefined && <Loading />}
      {isDeleted && doing === undefined && <Notice tone="info" title={t("identity.deleted")} />}
      {doing !== undefined && (
        <Deed
          {...doing}
          done={() => {
            setDeleted(doing.deed === "delete");
            setDoing(undefined);
          }}
          back={() => setDoing(undefined)}
        />
      )}
      {doing === undefined && identities?.length === 0 && (
        <>
          <p>{t("identity.none")}</p>
          <div className="row">
            <ButtonLink to={PATHS.register}>{t("identity.register")}</ButtonLink>
            <ButtonLink look="second" to={PATHS.restore}>
              {t("restoreLink")}
            </ButtonLink>
          </div>
        </>
      )}
      {doing === undefined &&
        identities?.map((of, index) => (
          <IdentityCard
            key={of.entry.id}
            {...of}
            number={identities.length > 1 ? index + 1 : undefined}
            begin={(deed) => setDoing({ of, deed })}
          />
        ))}
      {doing === undefined && identities !== undefined && identities.length > 0 && (
        <p className="row">
          <Link to={PATHS.standing}>{t("standingLink")}</Link>
          <Link to={PATHS.restore}>{t("restore.title")}</Link>
        </p>
      )}
    </Page>
  );
}

async function readIdentities(): Promise<readonly NotedIdentity[]> {
  const entries = await listIdentities();
  return Promise.all(entries.map(async (entry) => ({ entry, note: await noteOf(entry.id) })));
}
