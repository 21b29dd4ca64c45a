import { canonicalPieces } from "../../../../sdk/election/canonicalJson.ts";
import { electionStatus } from "../../../../sdk/verify/electionStatus.ts";
import { recordTestReasons } from "../../../../sdk/verify/testLabel.ts";
import { useTexts } from "../../shared/language.ts";
import { saveFile } from "../../shared/saveFile.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { TestNotice } from "../../shared/ui/TestNotice.tsx";
import { countOf } from "../../shared/verifier/marks.ts";
import { isVerified, type Verification } from "../../shared/verifier/useVerification.ts";
import { reportOf } from "./report.ts";
import "./texts.ts";

/** What the verification came to (CheckNews.tsx tells it aloud), and the files that can be kept of it. */
export function Findings({ verification }: { readonly verification: Verification }) {
  const { t } = useTexts("audit");
  const shared = useTexts("shared");
  const { status, checks, record, contentHash, block, failure } = verification;
  const ending = record === null ? undefined : electionStatus(record);
  const failing = countOf(checks, "bad");
  const open = countOf(checks, "open");
  const name = record?.election.slice(0, 10) ?? "record";
  return (
    <div className="stack">
      {status === "running" && <p>{t("running")}</p>}
      {record !== null && <TestNotice reasons={recordTestReasons(record)} content={{ language: "ko" }} />}
      {isVerified(verification) && (
        <Notice tone="success" title={t("verified", { count: checks.length })}>
          <p>{block === null ? t("verifiedNoChain") : t("verifiedBlock", { block })}</p>
          {ending !== undefined && ending.phase !== "decided" && (
            <p>{ending.final ? t("endedWithout", { how: shared.t(`phase.${ending.phase}`) }) : t("noResult")}</p>
          )}
        </Notice>
      )}
      {status === "done" && failing > 0 && (
        <Notice tone="danger" title={t("notVerified", { count: checks.length, failing })} urgent>
          <p>{t("notVerifiedNext")}</p>
        </Notice>
      )}
      {status === "done" && failing === 0 && open > 0 && (
        <Notice tone="warning" title={t("notAll", { count: checks.length, open })}>
          <p>{t("notAllNext")}</p>
        </Notice>
      )}
      {status === "failed" && (
        <Notice tone="warning" title={t("failed")} urgent>
          <p>{t("failedNext")}</p>
          <p className="code small">{`${failure?.code}: ${failure?.message}`}</p>
        </Notice>
      )}
      {contentHash !== null && (
        <p>
          {t("contentHash")} <span className="code small">{contentHash}</span>
        </p>
      )}
      {status === "done" && (
        <div className="row">
          <Button look="second" onPress={() => saveFile(`report-${name}.json`, reportOf(verification, Date.now()))}>
            {t("saveReport")}
          </Button>
          {record !== null && (
            <Button look="quiet" onPress={() => saveFile(`record-${name}.json`, canonicalPieces(record))}>
              {t("saveRecord")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
