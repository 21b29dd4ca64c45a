import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { isKiosk } from "../../shared/kiosk/kiosk.ts";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Choice } from "../../shared/ui/Choice.tsx";
import { FileField } from "../../shared/ui/FileField.tsx";
import { useFieldError } from "../../shared/ui/fieldError.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import { TextField } from "../../shared/ui/TextField.tsx";
import { keepIdentity, type Unlock, type VotingIdentity } from "../../shared/vault/identities.ts";
import { identityOfPhrase, identityOfRecoveryFile } from "../../shared/vault/recovery.ts";
import { PassphraseField } from "./PassphraseField.tsx";
import { ProtectionForm } from "./ProtectionForm.tsx";
import { RegisterFault } from "./RegisterFault.tsx";
import { registerFaultOf } from "./registerFaults.ts";
import "./texts.ts";

/** Brings an identity to this device from its words, or from its file or QR code. */
export function RestorePage() {
  const { t } = useTexts("register");
  const [identity, setIdentity] = useState<VotingIdentity>();
  const [kept, setKept] = useState(false);
  const [error, setError] = useState<unknown>();
  const isWrong = ["phrase", "file", "sealBroken"].includes(registerFaultOf(error) ?? "");
  useFieldError(isWrong ? "restore-text" : undefined, error);
  const keep = async (found: VotingIdentity, unlock: Unlock) => {
    try {
      await keepIdentity(found, unlock, Math.floor(Date.now() / 1000));
      setKept(true);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Page title={t("restore.title")}>
      {error !== undefined && <RegisterFault error={error} />}
      {kept ? (
        <Kept />
      ) : identity === undefined ? (
        <>
          <RestoreForm
            restored={isKiosk ? (found) => void keep(found, { protection: "device" }) : setIdentity}
            failed={setError}
          />
          <p>
            {t("restore.lost")} <Link to={PATHS.register}>{t("restore.register")}</Link>
          </p>
        </>
      ) : (
        <Found keep={(unlock) => keep(identity, unlock)} />
      )}
    </Page>
  );
}

function Found({ keep }: { readonly keep: (unlock: Unlock) => Promise<void> }) {
  const { t } = useTexts("register");
  useStage("found", t("restore.keep"));
  return (
    <>
      <Notice tone="success" title={t("restore.found")} />
      <ProtectionForm label={t("protection.keep")} keep={keep} />
    </>
  );
}

function Kept() {
  const { t } = useTexts("register");
  useStage("kept", t("restore.title"));
  return (
    <Notice tone="success" title={t(isKiosk ? "restore.opened" : "restore.done")}>
      <p>
        <Link to={PATHS.elections}>{t("toElections")}</Link>
        {!isKiosk && (
          <>
            {" "}
            · <Link to={PATHS.identity}>{t("toIdentity")}</Link>
          </>
        )}
      </p>
    </Notice>
  );
}

type Form = { readonly restored: (identity: VotingIdentity) => void; readonly failed: (error: unknown) => void };

function RestoreForm({ restored, failed }: Form) {
  const { t } = useTexts("register");
  const [from, setFrom] = useState<"words" | "file">("words");
  const [text, setText] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    failed(undefined);
    try {
      restored(from === "words" ? identityOfPhrase(text) : await identityOfRecoveryFile(text, passphrase));
    } catch (error) {
      failed(error);
      setBusy(false);
    }
  };
  const choices = [
    ["words", t("restore.fromWords")],
    ["file", t("restore.fromFile")],
  ] as const;
  return (
    <form className="card stack" onSubmit={(event) => void submit(event)}>
      <Choice label={t("restore.from")} value={from} choices={choices} choose={setFrom} />
      {from === "file" && (
        <FileField
          id="restore-file"
          label={t("restore.choose")}
          accept="application/json,.json"
          choose={(file) => void file?.text().then(setText)}
        />
      )}
      <TextField
        id="restore-text"
        label={t(from === "words" ? "restore.words" : "restore.text")}
        rows={4}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={text}
        change={setText}
      />
      {from === "file" && <PassphraseField value={passphrase} change={setPassphrase} />}
      <div>
        <Button type="submit" className="button-main" isDisabled={busy || text === ""}>
          {busy ? t("restore.busy") : t("restore.go")}
        </Button>
      </div>
    </form>
  );
}
