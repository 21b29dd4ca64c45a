import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { TrusteeFault } from "./TrusteeFault.tsx";
import "./texts.ts";
import type { Ask } from "./useTrustee.ts";

/** Posts a share that was saved as a file, here or elsewhere, by whomsoever. */
export function ShareFilePart({ ask }: { readonly ask: Ask }) {
  const { t } = useTexts("trustee");
  const queries = useQueryClient();
  const id = useId();
  const [file, setFile] = useState<File>();
  const post = useMutation({
    mutationFn: async () => ask({ kind: "post", file: (await file?.text()) ?? "" }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["elections"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    post.mutate();
  };
  return (
    <details className="card check-part">
      <summary>{t("shareFile.title")}</summary>
      <form className="stack answer" onSubmit={submit}>
        <div className="field">
          <label htmlFor={`${id}-file`}>{t("shareFile.file")}</label>
          <input
            id={`${id}-file`}
            type="file"
            accept="application/json,.json"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </div>
        <div className="row">
          <Button look="second" type="submit" isDisabled={file === undefined || post.isPending}>
            {t("shareFile.button")}
          </Button>
          {post.isPending && <Loading />}
        </div>
        {post.data && <Notice tone="success" title={t("sent")} urgent />}
        <TrusteeFault error={post.error} />
      </form>
    </details>
  );
}
