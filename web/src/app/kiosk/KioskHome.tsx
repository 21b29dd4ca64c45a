import { useEffect, useState } from "react";
import { ElectionList } from "../../features/elections/ElectionList.tsx";
import { hasEnded, start } from "../../shared/kiosk/kiosk.ts";
import { secondsToWait } from "../../shared/kiosk/waiting.ts";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { ButtonLink } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { listIdentities } from "../../shared/vault/identityEntries.ts";
import "./texts.ts";

/** Where everybody begins at a device of a community centre, and comes back to with an opened identity. */
export function KioskHome() {
  const { t } = useTexts("kiosk");
  const [isOpen, setOpen] = useState<boolean>();
  useEffect(() => {
    listIdentities().then(
      (found) => setOpen(found.length > 0),
      () => setOpen(false),
    );
  }, []);
  if (isOpen === undefined) return null;
  const only = start?.split("/")[2];
  return (
    <Page title={t("title")}>
      {isOpen ? (
        <Notice tone="success" title={t("opened")} />
      ) : (
        <>
          {hasEnded() && <Notice tone="success" title={t("ended")} />}
          <Ways />
        </>
      )}
      <section className="stack" aria-labelledby="kiosk-votes">
        <h2 id="kiosk-votes">{t("votes")}</h2>
        <ElectionList only={only} />
      </section>
    </Page>
  );
}

function Ways() {
  const { t } = useTexts("kiosk");
  return (
    <>
      <Notice tone="warning" title={t("away")}>
        <p>{t("awayWhy")}</p>
      </Notice>
      <p>{t("nothing", { seconds: secondsToWait() })}</p>
      <section className="stack" aria-labelledby="kiosk-how">
        <h2 id="kiosk-how">{t("how")}</h2>
        <div className="stack stack-tight">
          <p>{t("wordsWhy")}</p>
          <div>
            <ButtonLink className="button-main" to={PATHS.restore}>
              {t("words")}
            </ButtonLink>
          </div>
        </div>
        <div className="stack stack-tight">
          <p>{t("registerWhy")}</p>
          <div>
            <ButtonLink look="second" className="button-main" to={PATHS.register}>
              {t("register")}
            </ButtonLink>
          </div>
        </div>
      </section>
    </>
  );
}
