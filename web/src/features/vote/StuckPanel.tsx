import { isKiosk } from "../../shared/kiosk/kiosk.ts";
import { useTexts } from "../../shared/language.ts";
import { addressOf } from "../../shared/pageAddress.ts";
import { PATHS } from "../../shared/paths.ts";
import { Refusals } from "../../shared/relaying/Refusals.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { LARGEST_QR, QrCode } from "../../shared/ui/QrCode.tsx";
import { SaveButton } from "../../shared/ui/SaveButton.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import type { Casting } from "../../shared/vault/castings.ts";
import { OwnAccount } from "./OwnAccount.tsx";
import { useVotingState } from "./useVoting.ts";
import type { Voting } from "./voting.ts";
import "./texts.ts";

type Shown = { readonly casting: Casting; readonly voting: Voting };

/** The ladder's last rungs: again later, the package for anybody to submit, an account of one's own. */
export function StuckPanel({ casting, voting }: Shown) {
  const { t } = useTexts("vote");
  const { failures } = useVotingState(voting);
  useStage("stuck", t("stage.stuck"));
  const fitsQr = casting.file.length <= LARGEST_QR;
  return (
    <div id="stuck" className="stack stack-wide">
      <Notice tone="warning" title={t("stuck.what")}>
        <p>{t(isKiosk ? "stuck.kiosk" : "stuck.safe")}</p>
        <Refusals failures={failures} />
        <div>
          <Button className="button-main" onPress={() => voting.send(casting)}>
            {t("stuck.again")}
          </Button>
        </div>
      </Notice>
      <div className="panel stack">
        <h2>{t("tracker.code")}</h2>
        <p className="tracker" translate="no">
          {casting.tracker}
        </p>
        <p className="small quiet">{t("stuck.code")}</p>
        <div>
          <CopyButton text={casting.tracker} label={t("tracker.copy")} />
        </div>
      </div>
      {(!isKiosk || fitsQr) && (
        <div className="card stack">
          <h2>{t("stuck.package")}</h2>
          <p>{t("stuck.packageWhy")}</p>
          <p>
            {t("stuck.packageWhere")} <span className="code">{addressOf(PATHS.submit)}</span>
          </p>
          <div className="row">
            <SaveButton
              name={`hanpyo-ballot-${casting.tracker.slice(0, 9)}.json`}
              text={casting.file}
              label={t("stuck.save")}
            />
            <CopyButton text={casting.file} label={t("stuck.copy")} />
          </div>
          {fitsQr ? (
            <details>
              <summary>{t("stuck.qr")}</summary>
              <QrCode text={casting.file} label={t("stuck.qr")} />
            </details>
          ) : (
            <p className="small quiet">{t("stuck.noQr")}</p>
          )}
        </div>
      )}
      {!isKiosk && <OwnAccount casting={casting} provider={voting.provider} done={voting.follow} />}
    </div>
  );
}
