import { useTexts } from "../shared/language.ts";
import { PATHS } from "../shared/paths.ts";
import { ButtonLink } from "../shared/ui/Button.tsx";
import { Page } from "../shared/ui/Page.tsx";
import "./texts.ts";

/** An address that leads nowhere. */
export function Missing() {
  const { t } = useTexts("app");
  return (
    <Page title={t("missing.title")}>
      <p>{t("missing.next")}</p>
      <div>
        <ButtonLink to={PATHS.elections}>{t("nav.elections")}</ButtonLink>
      </div>
    </Page>
  );
}
