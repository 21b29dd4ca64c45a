import { type FormEvent, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { QrCode } from "../../shared/ui/QrCode.tsx";
import { SaveButton } from "../../shared/ui/SaveButton.tsx";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { SHORTEST_PASSPHRASE } from "../../shared/vault/passphrase.ts";
import { phraseOf, recoveryFileOf } from "../../shared/vault/recovery.ts";
import { PassphraseField } from "./PassphraseField.tsx";
import "./texts.ts";

type Shown = { readonly identity: VotingIdentity; readonly done: () => void };

/** Words to write down, and a file or QR code under a passphrase: without one of them a lost device is a lost vote. */
export function RecoveryPanel({ identity, done }: Shown) {
  const { t } = useTexts("register");
  const [words, setWords] = useState<readonly string[]>();
  const [isSaved, setSaved] = useState(false);
  return (
    <section className="stack stack-wide" aria-labelledby="recovery">
      <div className="stack">
        <h2 id="recovery">{t("recovery.title")}</h2>
        <p>{t("recovery.why")}</p>
        <p className="strong">{t("recovery.secret")}</p>
      </div>
      <div className="card stack">
        <h3>{t("recovery.words")}</h3>
        <p>{t("recovery.wordsWhy")}</p>
        {words === undefined ? (
          <div>
            <Button
              look="second"
              onPress={() => {
                setWords(phraseOf(identity));
                setSaved(true);
              }}
            >
              {t("recovery.show")}
            </Button>
          </div>
        ) : (
          <ol className="words" data-testid="words">
            {words.map((word, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is part of it
              <li key={index}>{word}</li>
            ))}
          </ol>
        )}
      </div>
      <RecoveryFile identity={identity} saved={() => setSaved(true)} />
      <div className="stack">
        {!isSaved && <p className="quiet">{t("recovery.first")}</p>}
        <div>
          <Button isDisabled={!isSaved} onPress={done}>
            {t("recovery.done")}
          </Button>
        </div>
      </div>
    </section>
  );
}

function RecoveryFile({ identity, saved }: { readonly identity: VotingIdentity; readonly saved: () => void }) {
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
