import type { ReactNode } from "react";
import type { Finding } from "../../../../sdk/trust/statement.ts";
import { useTexts } from "../language.ts";
import { useSession } from "../session.tsx";
import { Fault } from "../ui/Fault.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { useJudgement } from "./queries.ts";
import "../texts.ts";

type Shown = { readonly election: string; readonly children: () => ReactNode };

/**
 * Shows what it holds only for an election of which the gazette covers every seat, board, roll, factory and code
 * (P15.7). What it holds is made, and loaded, only then: before that no secret is opened.
 */
export function TrustGate({ election, children }: Shown) {
  const { t } = useTexts("shared");
  const { data, error, refetch } = useJudgement(election);
  if (error) return <Fault error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading what={t("trust.checking")} />;
  if (data.standing !== "known") return <Refused findings={data.findings} standing={data.standing} />;
  return (
    <>
      {data.withdrawnLater !== undefined && (
        <Notice tone="warning" title={t("trust.withdrawn")}>
          <p>{t("trust.withdrawnWhy")}</p>
        </Notice>
      )}
      {children()}
    </>
  );
}

function Refused({
  findings,
  standing,
}: {
  readonly findings: readonly Finding[];
  readonly standing: Finding["standing"];
}) {
  const { t, say } = useTexts("shared");
  const { config } = useSession();
  const open = findings.filter((finding) => finding.standing !== "known");
  const kind = standing === "unknown" ? "unknown" : "notYetInGazette";
  return (
    <Notice tone="danger" title={t(`trust.${kind}.what`)} urgent>
      <p>{t(`trust.${kind}.why`)}</p>
      <ul>
        {[...new Set(open.map(({ statement }) => statement))].map((statement) => (
          <li key={statement}>{t(`trust.statements.${statement}`)}</li>
        ))}
      </ul>
      <p>{t(`trust.${kind}.next`)}</p>
      <p>{say(config.contact)}</p>
      <details>
        <summary>{t("exactly")}</summary>
        <ul className="small code">
          {open.map(({ statement, address, reason }) => (
            <li key={`${statement} ${address}`}>
              {statement} {address} {reason}
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}
