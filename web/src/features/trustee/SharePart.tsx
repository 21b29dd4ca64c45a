import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { saveFile } from "../../shared/saveFile.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { TakesFocus } from "../../shared/ui/TakesFocus.tsx";
import { Fingerprint } from "./BoardPart.tsx";
import { TrusteeFault } from "./TrusteeFault.tsx";
import "./texts.ts";
import type { Ask } from "./useTrustee.ts";

/**
 * First every rule and ballot is checked; then the sum is compared with other trustees and noted in the key file; the
 * share is made only after that file was saved and opened again.
 */
export function SharePart({ election: { election }, ask }: { readonly election: ListedElection; readonly ask: Ask }) {
  const { t } = useTexts("trustee");
  const queries = useQueryClient();
  const [checked, setChecked] = useState(0);
  const [compared, setCompared] = useState(false);
  const sum = useMutation({ mutationFn: () => ask({ kind: "sum", election }, setChecked) });
  const id = useId();
  const [file, setFile] = useState<File>();
  const noted = useMutation({
    mutationFn: () => ask({ kind: "note", election }),
    onSuccess: ({ saved }) => saveFile(saved.name, saved.text),
  });
  const text = async () => (await file?.text()) ?? "";
  const share = useMutation({
    mutationFn: async () => ask({ kind: "share", election, file: await text() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["elections"] }),
  });
  const save = useMutation({
    mutationFn: async () =>
      saveFile(
        `hanpyo-share-${election.slice(2, 8)}.json`,
        (await ask({ kind: "shareFile", election, file: await text() })).text,
      ),
  });
  if (sum.data === undefined) {
    return (
      <div className="stack">
        <div className="row">
          <Button isDisabled={sum.isPending} onPress={() => sum.mutate()}>
            {t("share.check")}
          </Button>
          {sum.isPending && <Loading what={t("share.working", { done: checked })} />}
        </div>
        <TrusteeFault error={sum.error} />
      </div>
    );
  }
  const { ballots, fingerprint } = sum.data;
  return (
    <div className="stack" aria-live="polite">
      <TakesFocus>
        <p>{t("share.sum", { ballots })}</p>
      </TakesFocus>
      <Fingerprint name={t("share.fingerprint")} value={fingerprint} />
      <label className="tick">
        <input type="checkbox" checked={compared} onChange={(event) => setCompared(event.target.checked)} />
        <span>{t("share.compared", { ballots })}</span>
      </label>
      <div className="row">
        <Button
          look={noted.data ? "quiet" : "first"}
          isDisabled={!compared || noted.isPending}
          onPress={() => noted.mutate()}
        >
          {t("share.note")}
        </Button>
        {noted.isPending && <Loading />}
      </div>
      {noted.data && (
        <div className="field">
          <label htmlFor={`${id}-file`}>{t("share.again")}</label>
          <input
            id={`${id}-file`}
            type="file"
            accept="application/json,.json"
            aria-describedby={`${id}-hint`}
            onChange={(event) => setFile(event.target.files?.[0])}
          />
          <p id={`${id}-hint`} className="small quiet">
            {t("share.againHint", { name: noted.data.saved.name })}
          </p>
        </div>
      )}
      {noted.data && (
        <div className="row">
          <Button isDisabled={file === undefined || share.isPending} onPress={() => share.mutate()}>
            {t("share.button")}
          </Button>
          {share.isPending && <Loading />}
          <Button look="quiet" isDisabled={file === undefined} onPress={() => save.mutate()}>
            {t("share.save")}
          </Button>
        </div>
      )}
      {share.error && <p>{t("share.saveWhy")}</p>}
      <TrusteeFault error={noted.error ?? share.error ?? save.error} />
    </div>
  );
}
