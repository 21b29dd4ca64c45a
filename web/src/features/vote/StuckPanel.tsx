import type { JsonRpcProvider } from "ethers";
import { useTexts } from "../../shared/language.ts";
import { Refusals } from "../../shared/relaying/Refusals.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { LARGEST_QR, QrCode } from "../../shared/ui/QrCode.tsx";
import { SaveButton } from "../../shared/ui/SaveButton.tsx";
import type { Casting } from "../../shared/vault/castings.ts";
import { OwnAccount } from "./OwnAccount.tsx";
import type { Voting } from "./useVoting.ts";
import "./texts.ts";

type Shown = { readonly casting: Casting; readonly voting: Voting; readonly provider: JsonRpcProvider };

/** The ladder's last rungs: again later, the package for anybody to submit, an account of one's own. */
export function StuckPanel({ casting, voting, provider }: Shown) {
  const { t } = useTexts("vote");
  return (
    <section className="stack stack-wide" aria-labelledby="stuck">
      <Notice tone="warning" title={<span id="stuck">{t("stuck.what")}</span>} urgent>
        <p>{t("stuck.safe")}</p>
        <Refusals failures={voting.failures} />
        <div>
          <Button onPress={() => voting.send(casting)}>{t("stuck.again")}</Button>
        </div>
      </Notice>
      <div className="card stack">
        <h2>{t("stuck.package")}</h2>
        <p>{t("stuck.packageWhy")}</p>
        <p>
          {t("stuck.packageWhere")} <span className="code">{new URL("#/submit", document.baseURI).href}</span>
        </p>
        <div className="row">
          <SaveButton
            name={`hanpyo-ballot-${casting.tracker.slice(0, 9)}.json`}
            text={casting.file}
            label={t("stuck.save")}
          />
          <CopyButton text={casting.file} label={t("stuck.copy")} />
        </div>
        {casting.file.length <= LARGEST_QR ? (
          <details>
            <summary>{t("stuck.qr")}</summary>
            <QrCode text={casting.file} label={t("stuck.qr")} />
          </details>
        ) : (
          <p className="small quiet">{t("stuck.noQr")}</p>
        )}
      </div>
      <OwnAccount casting={casting} provider={provider} done={voting.follow} />
    </section>
  );
}
