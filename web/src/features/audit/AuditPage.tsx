import { Link, useParams } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { CheckList } from "../../shared/ui/CheckList.tsx";
import { CheckNews } from "../../shared/ui/CheckNews.tsx";
import { NotShown } from "../../shared/ui/NotShown.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { useVerification } from "../../shared/verifier/useVerification.ts";
import { AuditForm } from "./AuditForm.tsx";
import { Findings } from "./Findings.tsx";
import "./texts.ts";

/** The whole verifier for anybody: on a record file, or against a node. */
export function AuditPage() {
  const { t } = useTexts("audit");
  const { address = "" } = useParams();
  const [verification, start] = useVerification();
  return (
    <Page title={t("title")}>
      <div className="stack">
        <p>{t("intro")}</p>
        <p className="panel">
          {t("mine")} <Link to={PATHS.check}>{t("mineLink")}</Link>
        </p>
      </div>
      <AuditForm key={address} start={start} running={verification.status === "running"} election={address} />
      <CheckNews verification={verification} />
      {verification.status !== "idle" && (
        <section className="stack" aria-labelledby="audit-checks">
          <h2 id="audit-checks">{t("checks")}</h2>
          <Findings verification={verification} />
          <CheckList verification={verification} />
        </section>
      )}
      <NotShown />
    </Page>
  );
}
