import { type FormEvent, useId, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import type { Unlock } from "../../shared/vault/identities.ts";
import type { Protection } from "../../shared/vault/identityEntries.ts";
import { passkeysKnown } from "../../shared/vault/passkey.ts";
import { SHORTEST_PASSPHRASE } from "../../shared/vault/passphrase.ts";
import { PassphraseField } from "./PassphraseField.tsx";
import { RegisterFault } from "./RegisterFault.tsx";
import "./texts.ts";

type Shown = {
  readonly keep: (unlock: Unlock) => Promise<void>;
  /** What the button says. */
  readonly label: string;
  readonly error?: unknown;
  /** Whether the screen's main button is another. */
  readonly isAside?: boolean;
};

/** How the identity is locked on this device. */
export function ProtectionForm({ keep, label, error, isAside = false }: Shown) {
  const { t } = useTexts("register");
  const name = useId();
  const [protection, setProtection] = useState<Protection>("device");
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const offered: readonly Protection[] = passkeysKnown()
    ? ["device", "passphrase", "passkey"]
    : ["device", "passphrase"];
  const tooShort = protection === "passphrase" && passphrase.length < SHORTEST_PASSPHRASE;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const unlock: Unlock = protection === "passphrase" ? { protection, passphrase } : { protection };
    void keep(unlock).finally(() => setBusy(false));
  };
  return (
    <form className="stack" onSubmit={submit}>
      <fieldset className="options">
        <legend className="small-heading">{t("protection.title")}</legend>
        {offered.map((kind) => (
          <div key={kind} className={kind === protection ? "option option-chosen" : "option"}>
            <div className="option-row">
              <input
                id={`${name}-${kind}`}
                className="option-mark"
                type="radio"
                name={name}
                checked={kind === protection}
                aria-describedby={`${name}-${kind}-more`}
                onChange={() => setProtection(kind)}
              />
              <label className="option-title" htmlFor={`${name}-${kind}`}>
                {t(`protection.${kind}`)}
              </label>
            </div>
            <p id={`${name}-${kind}-more`} className="small quiet">
              {t(`protection.${kind}Why`)}
            </p>
          </div>
        ))}
      </fieldset>
      {protection === "passphrase" && <PassphraseField value={passphrase} change={setPassphrase} isNew />}
      {error !== undefined && <RegisterFault error={error} />}
      <div>
        <Button type="submit" look={isAside ? "second" : "first"} isDisabled={busy || tooShort}>
          {busy ? t("protection.keeping") : label}
        </Button>
      </div>
    </form>
  );
}
