import { Link, useParams } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { CheckList } from "../../shared/ui/CheckList.tsx";
import { CheckNews } from "../../shared/ui/CheckNews.tsx";
import { NotShown } from "../../shared/ui/NotShown.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import { useVerification, type Verification } from "../../shared/verifier/useVerification.ts";
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
      {verification.status === "idle" && (
        <div className="stack">
          <p>{t("intro")}</p>
          <p className="panel">
            {t("mine")} <Link to={PATHS.check}>{t("mineLink")}</Link>
          </p>
        </div>
      )}
      <CheckNews verification={verification} />
      {verification.status !== "idle" && <Checks key={verification.run} verification={verification} />}
      <AuditForm key={address} start={start} running={verification.status === "running"} election={address} />
      <NotShown />
    </Page>
  );
}

/** What is being verified, or was: a stage of the page, at its top. */
function Checks({ verification }: { readonly verification: Verification }) {
  const { t } = useTexts("audit");
  useStage(`checks-${verification.run}`, t("checks"));
  return (
    <section className="stack">
      <Findings verification={verification} />
      <CheckList verification={verification} />
    </section>
  );
}
