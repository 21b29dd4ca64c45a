import { type FormEvent, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { QrCode } from "../../shared/ui/QrCode.tsx";
import { SaveButton } from "../../shared/ui/SaveButton.tsx";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { SHORTEST_PASSPHRASE } from "../../shared/vault/passphrase.ts";
import { recoveryFileOf } from "../../shared/vault/recovery.ts";
import { PassphraseField } from "./PassphraseField.tsx";
import "./texts.ts";

/** An identity as a file or QR code under a passphrase. */
export function RecoveryFile({ identity, saved }: { readonly identity: VotingIdentity; readonly saved: () => void }) {
  const { t } = useTexts("register");
  const [passphrase, setPassphrase] = useState("");
  const [file, setFile] = useState<string>();
  const [busy, setBusy] = useState(false);
  const make = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    void recoveryFileOf(identity, passphrase).then((text) => {
      setFile(text);
      setPassphrase("");
      setBusy(false);
    });
  };
  return (
    <details className="card">
      <summary>{t("recovery.file")}</summary>
      {file === undefined ? (
        <form className="stack" onSubmit={make}>
          <p>{t("recovery.fileWhy")}</p>
          <PassphraseField value={passphrase} change={setPassphrase} isNew />
          <div>
            <Button type="submit" look="second" isDisabled={busy || passphrase.length < SHORTEST_PASSPHRASE}>
              {busy ? t("recovery.making") : t("recovery.make")}
            </Button>
          </div>
        </form>
      ) : (
        <div className="stack">
          <div>
            <SaveButton name="hanpyo-recovery.json" text={file} label={t("recovery.save")} saved={saved} />
          </div>
          <p>{t("recovery.qrWhy")}</p>
          <QrCode text={file} label={t("recovery.qr")} />
        </div>
      )}
    </details>
  );
}
