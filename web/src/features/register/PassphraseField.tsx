import { useId } from "react";
import { useTexts } from "../../shared/language.ts";
import { SHORTEST_PASSPHRASE } from "../../shared/vault/passphrase.ts";
import "./texts.ts";

type Shown = {
  readonly value: string;
  readonly change: (value: string) => void;
  /** Whether it is being chosen now, and not given again. */
  readonly isNew?: boolean;
};

export function PassphraseField({ value, change, isNew = false }: Shown) {
  const { t } = useTexts("register");
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t(isNew ? "passphrase.new" : "passphrase.given")}</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        value={value}
        aria-describedby={isNew ? `${id}-help` : undefined}
        onChange={({ target }) => change(target.value)}
      />
      {isNew && (
        <p id={`${id}-help`} className="small quiet">
          {t("passphrase.help", { least: SHORTEST_PASSPHRASE })}
        </p>
      )}
    </div>
  );
}
