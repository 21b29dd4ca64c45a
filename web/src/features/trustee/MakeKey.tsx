import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { saveFile } from "../../shared/saveFile.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { TrusteeFault } from "./TrusteeFault.tsx";
import "./texts.ts";
import type { Ask } from "./useTrustee.ts";

/** Characters of a passphrase that guards a trustee's key. */
const SHORTEST = 12;

/** Makes a key and saves it as a file under a passphrase. */
export function MakeKey({ ask }: { readonly ask: Ask }) {
  const { t } = useTexts("trustee");
  const id = useId();
  const [passphrase, setPassphrase] = useState("");
  const [repeated, setRepeated] = useState("");
  const [fault, setFault] = useState<"short" | "differs">();
  const make = useMutation({
    mutationFn: async () => {
      const { text, account } = await ask({ kind: "create", passphrase });
      saveFile(`hanpyo-trustee-${account.slice(2, 8)}.json`, text);
      return account;
    },
    gcTime: 0,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = passphrase.length < SHORTEST ? "short" : passphrase === repeated ? undefined : "differs";
    setFault(found);
    if (found === undefined) make.mutate();
  };
  return (
    <details className="card check-part">
      <summary>{t("make.title")}</summary>
      <form className="stack answer" onSubmit={submit}>
        {(
          [
            ["passphrase", passphrase, setPassphrase],
            ["repeat", repeated, setRepeated],
          ] as const
        ).map(([name, value, change]) => (
          <div key={name} className="field">
            <label htmlFor={`${id}-${name}`}>{t(`make.${name}`)}</label>
            <input
              id={`${id}-${name}`}
              type="password"
              autoComplete="new-password"
              value={value}
              onChange={(event) => change(event.target.value)}
            />
          </div>
        ))}
        <p className="field-error" role="alert">
          {fault && t(`make.${fault}`)}
        </p>
        <div className="row">
          <Button look="second" type="submit" isDisabled={make.isPending}>
            {t("make.button")}
          </Button>
          {make.isPending && <Loading />}
        </div>
        {make.data && (
          <Notice tone="success" title={t("make.done")} urgent>
            <p className="code">{make.data}</p>
          </Notice>
        )}
        <TrusteeFault error={make.error} />
      </form>
    </details>
  );
}
