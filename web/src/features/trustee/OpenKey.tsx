import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import type { Results } from "./messages.ts";
import { TrusteeFault } from "./TrusteeFault.tsx";
import "./texts.ts";
import type { Ask } from "./useTrustee.ts";

type Form = { readonly ask: Ask; readonly opened: (result: Results["open"]) => void };

/** Opens a key file with its passphrase; both go to the worker and nowhere else. */
export function OpenKey({ ask, opened }: Form) {
  const { t } = useTexts("trustee");
  const id = useId();
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState("");
  const open = useMutation({
    // The passphrase is no argument of the mutation: what is, stays in its cache.
    mutationFn: async () => ask({ kind: "open", file: (await file?.text()) ?? "", passphrase }),
    gcTime: 0,
    onSuccess: opened,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate();
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>{t("open.title")}</h2>
      <div className="field">
        <label htmlFor={`${id}-file`}>{t("open.file")}</label>
        <input
          id={`${id}-file`}
          type="file"
          accept="application/json,.json"
          aria-describedby={`${id}-hint`}
          onChange={(event) => setFile(event.target.files?.[0])}
        />
        <p id={`${id}-hint`} className="small quiet">
          {t("open.fileHint")}
        </p>
      </div>
      <div className="field">
        <label htmlFor={`${id}-passphrase`}>{t("open.passphrase")}</label>
        <input
          id={`${id}-passphrase`}
          type="password"
          autoComplete="off"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      </div>
      <div className="row">
        <Button type="submit" isDisabled={file === undefined || open.isPending}>
          {t("open.button")}
        </Button>
        {open.isPending && <Loading what={t("open.working")} />}
      </div>
      <TrusteeFault error={open.error} />
    </form>
  );
}
