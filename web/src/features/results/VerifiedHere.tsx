import { useEffect, useRef } from "react";
import { electionStatus } from "../../../../sdk/verify/electionStatus.ts";
import type { ElectionRecord } from "../../../../sdk/verify/record.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { CheckList } from "../../shared/ui/CheckList.tsx";
import { CheckNews } from "../../shared/ui/CheckNews.tsx";
import { Fold } from "../../shared/ui/Fold.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { NotShown } from "../../shared/ui/NotShown.tsx";
import { countOf } from "../../shared/verifier/marks.ts";
import { isVerified, useVerification, type Verification } from "../../shared/verifier/useVerification.ts";
import type { Result } from "./verdict.ts";
import "./texts.ts";

/** Up to so many ballots the check starts by itself; more take a phone's battery, so the visitor decides. */
const AT_ONCE = 200;

type Shown = {
  readonly election: ListedElection;
  /** None of a box that stays closed. */
  readonly result: Result | null;
};

/** "Verified by this browser", as one line that opens to the checks as they are made. */
export function VerifiedHere({ election, result }: Shown) {
  const { t } = useTexts("results");
  const { config } = useSession();
  const [verification, start] = useVerification();
  const { status, checks, record } = verification;
  const { rollFiles } = config;
  const files = rollFiles === undefined ? {} : { rollFiles };
  const run = () => start({ kind: "chain", node: nodeOf(config), election: election.election, ...files });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || election.state.ballots > AT_ONCE) return;
    begun.current = true;
    run();
  });

  const failing = countOf(checks, "bad");
  const open = countOf(checks, "open");
  const same = record != null && (result === null ? isClosedBelowQuorum(record) : isOf(record, result));
  const verified = isVerified(verification) && same;
  const said = verified ? t(result === null ? "verifiedClosed" : "verified", { count: checks.length }) : undefined;
  const isSound = status === "done" && failing === 0 && same;
  return (
    <section className="stack stack-tight">
      <h2>{t("verify")}</h2>
      <CheckNews verification={verification} />
      <div className="stack notices">
        {status === "done" && failing > 0 && (
          <Notice tone="danger" title={t("notVerified", { count: checks.length, failing })} urgent />
        )}
        {status === "done" && failing === 0 && !same && <Notice tone="danger" title={t("differs")} urgent />}
        {isSound && open > 0 && (
          <Notice tone="warning" title={t("notAll", { count: checks.length, open })}>
            <p>{t("notAllNext")}</p>
          </Notice>
        )}
        {status === "failed" && (
          <Notice tone="warning" title={t("verifyFailed")}>
            <p className="code small">{`${verification.failure?.code}: ${verification.failure?.message}`}</p>
          </Notice>
        )}
      </div>
      {(status === "idle" || status === "failed") && (
        <div className="stack stack-tight">
          <p>{t("verifyIntro")}</p>
          <div>
            <Button look="second" onPress={run}>
              {t("verifyStart")}
            </Button>
          </div>
        </div>
      )}
      {status !== "idle" && (
        <div className={`seal ${verified ? "seal-good" : ""}`}>
          <Fold id={`${election.election}/checks`} title={<Badge verification={verification} said={said} />}>
            <p>{t("verifyIntro")}</p>
            <CheckList verification={verification} />
            <NotShown />
          </Fold>
        </div>
      )}
    </section>
  );
}

type BadgeShown = { readonly verification: Verification; readonly said: string | undefined };

/** How far the check is, in one line. */
function Badge({ verification: { checks, status }, said }: BadgeShown) {
  const { t } = useTexts("results");
  if (said !== undefined) return <span key="said">{said}</span>;
  return <span key="parts">{t(status === "running" ? "verifying" : "theChecks", { done: checks.length })}</span>;
}

function isOf({ result }: ElectionRecord, shown: Result): boolean {
  return (
    result !== null &&
    shown.counts.every((count, option) => String(count) === result.counts[option]) &&
    JSON.stringify(result.outcome) === JSON.stringify(shown.outcome)
  );
}

function isClosedBelowQuorum(record: ElectionRecord): boolean {
  return electionStatus(record).phase === "below quorum";
}

function nodeOf({ rpc, chainId, firstBlock }: { rpc: string; chainId: number; firstBlock: number }) {
  return { rpc, chainId, firstBlock };
}
