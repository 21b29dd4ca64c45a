import { Link } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { Page } from "../../shared/ui/Page.tsx";
import "./texts.ts";

/** Where a resident registers, once. */
export function RegisterPage() {
  const { t } = useTexts("register");
  return (
    <Page title={t("title")}>
      <p>{t("intro")}</p>
      <p>
        <Link to="/register/restore">{t("restoreLink")}</Link>
      </p>
    </Page>
  );
}
