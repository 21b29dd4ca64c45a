import { Link } from "react-router";
import { EvidencePart } from "../../shared/ballots/EvidencePart.tsx";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { addressOf } from "../../shared/pageAddress.ts";
import { electionPath, trackerPath } from "../../shared/paths.ts";
import { koreanTime } from "../../shared/time.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { Fold } from "../../shared/ui/Fold.tsx";
import { Notice, type Tone } from "../../shared/ui/Notice.tsx";
import { PrintButton } from "../../shared/ui/PrintButton.tsx";
import { QrCode } from "../../shared/ui/QrCode.tsx";
import { SaveButton } from "../../shared/ui/SaveButton.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import type { Casting } from "../../shared/vault/castings.ts";
import { isOmission, type Stage, stageOf } from "./stages.ts";
import "./texts.ts";

type Shown = {
  readonly casting: Casting;
  readonly election: ListedElection;
  /** The chain's time, Unix seconds. */
  readonly now: number;
  /** Begins another vote in this one's place; absent where that is not allowed. */
  readonly change: (() => void) | undefined;
};

const tones: Readonly<Record<Stage, Tone>> = {
  proved: "info",
  acknowledged: "success",
  inBlock: "success",
  final: "success",
  overdue: "warning",
  dropped: "warning",
  displaced: "warning",
  missing: "danger",
};

/** What the voter keeps: the code, and how far the ballot is. Never the choice. */
export function TrackerPanel({ casting, election, now, change }: Shown) {
  const { t, language } = useTexts("vote");
  const { tracker, relayer, acknowledgement, blockNumber, madeAt } = casting;
  const address = trackerPath(tracker, election.election);
  const stage = stageOf(casting, now);
  // One stage, whose name goes on with the ballot: the focus stays where it is.
  useStage("handed", t(`tracker.title.${stage}`));
  const title = useContentTexts(election.content)(election.content.title).text;
  const saved = [
    title,
    `${t("tracker.code")}: ${tracker}`,
    `${t("tracker.contract")}: ${election.election}`,
    acknowledgement ?? "",
  ].join("\n");
  return (
    <div className="stack stack-wide">
      <div className="stack" role="status">
        <Notice tone={tones[stage]} title={t(`tracker.state.${stage}`)} urgent={tones[stage] !== "success"}>
          <p>{t(`tracker.next.${stage}`)}</p>
        </Notice>
      </div>
      <div className="panel stack">
        <h2>{t("tracker.code")}</h2>
        <p className="tracker" data-testid="tracker" translate="no">
          {tracker}
        </p>
        <p className="small">{t("tracker.same")}</p>
        <div className="row no-print">
          <CopyButton text={tracker} label={t("tracker.copy")} />
          <SaveButton name={`hanpyo-${tracker.slice(0, 9)}.txt`} text={saved} label={t("tracker.save")} look="quiet" />
          <PrintButton label={t("tracker.print")} otherwise={t("tracker.printBlocked")} />
          <Link to={address}>{t("tracker.check")}</Link>
        </div>
        <Fold id={`${election.election}/tracker`} title={t("progress.more")}>
          <QrCode text={addressOf(address)} label={t("tracker.qr")} />
          <dl className="facts">
            <dt>{t("tracker.made")}</dt>
            <dd>{koreanTime(madeAt, language)}</dd>
            {relayer && (
              <>
                <dt>{t("tracker.relayer")}</dt>
                <dd className="code">{relayer}</dd>
              </>
            )}
            {blockNumber !== undefined && (
              <>
                <dt>{t("tracker.block")}</dt>
                <dd>{blockNumber}</dd>
              </>
            )}
            {acknowledgement && (
              <>
                <dt>{t("tracker.acknowledgement")}</dt>
                <dd className="code small">{acknowledgement}</dd>
              </>
            )}
          </dl>
        </Fold>
      </div>
      {isOmission(stage, casting) && <EvidencePart casting={casting} />}
      <div className="stack no-print">
        {change && (
          <>
            <p>{t("tracker.mayChange")}</p>
            <div>
              <Button look="second" onPress={change}>
                {t("tracker.change")}
              </Button>
            </div>
          </>
        )}
        <p>{t("tracker.result", { time: koreanTime(election.constitution.schedule.sharesDueAt, language) })}</p>
        <p>
          <Link to={electionPath(election.election)}>{t("toElection")}</Link>
        </p>
      </div>
    </div>
  );
}
