import { Link } from "react-router";
import { formatTracker } from "../../../../sdk/crypto/tracker.ts";
import { useElections } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { addressOf } from "../../shared/pageAddress.ts";
import { electionPath, trackerPath } from "../../shared/paths.ts";
import { koreanTime } from "../../shared/time.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Notice, type Tone } from "../../shared/ui/Notice.tsx";
import { PrintButton } from "../../shared/ui/PrintButton.tsx";
import { QrCode } from "../../shared/ui/QrCode.tsx";
import { TestBadge } from "../../shared/ui/TestBadge.tsx";
import type { Tracked, TrackedState } from "./lookUp.ts";
import "./texts.ts";

const tones: Readonly<Record<TrackedState, Tone>> = {
  final: "success",
  included: "success",
  accepted: "info",
  replaced: "info",
  displaced: "warning",
  missing: "danger",
  unknown: "warning",
};

type Shown = { readonly tracked: Tracked; readonly tracker: bigint; readonly again: () => void };

/** Where the ballot stands; never what it says. */
export function TrackedPanel({ tracked, tracker, again }: Shown) {
  const { t, language } = useTexts("tracker");
  const { state, cast, deadline, silentRelayers, at } = tracked;
  const elections = useElections().data?.value.elections;
  const election = elections?.find((one) => one.election.toLowerCase() === cast?.election.toLowerCase());
  const code = formatTracker(tracker);
  const time = (seconds: number) => koreanTime(seconds, language);
  return (
    <section className="stack" aria-live="polite">
      <Notice tone={tones[state]} title={t(`state.${state}`)}>
        <p>{t(`next.${state}`, { time: deadline === undefined ? "" : time(deadline) })}</p>
        {silentRelayers > 0 && <p>{t("silentRelayers", { count: silentRelayers })}</p>}
      </Notice>
      <div className="card stack">
        <dl className="facts">
          <dt>{t("code")}</dt>
          <dd className="code">{code}</dd>
          {cast && (
            <>
              <dt>{t("election")}</dt>
              <dd>
                <Link to={electionPath(cast.election)}>
                  {election ? <ContentText content={election.content} text={election.content.title} /> : cast.election}
                </Link>{" "}
                {election && <TestBadge isTest={election.constitution.isTest} />}
              </dd>
              <dt>{t("time")}</dt>
              <dd>{time(cast.time)}</dd>
              <dt>{t("block")}</dt>
              <dd>{cast.block}</dd>
              <dt>{t("version")}</dt>
              <dd>{t("versionValue", { count: cast.version + 1 })}</dd>
            </>
          )}
        </dl>
        <QrCode text={addressOf(trackerPath(code, cast?.election))} label={t("qr")} />
        <p className="small quiet">{t("qrHint")}</p>
        <p className="small quiet">{t("checkedAt", { time: time(at / 1000) })}</p>
      </div>
      <div className="row no-print">
        <Button look="second" onPress={again}>
          {t("again")}
        </Button>
        <PrintButton label={t("print")} otherwise={t("printBlocked")} />
      </div>
    </section>
  );
}
