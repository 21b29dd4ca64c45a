import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { saveFile } from "../../shared/saveFile.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Fingerprint } from "./BoardPart.tsx";
import { TrusteeFault } from "./TrusteeFault.tsx";
import "./texts.ts";
import type { Ask } from "./useTrustee.ts";

/** First every ballot is checked; the share is released only after the sum was compared with other trustees. */
export function SharePart({ election: { election }, ask }: { readonly election: ListedElection; readonly ask: Ask }) {
  const { t } = useTexts("trustee");
  const queries = useQueryClient();
  const [checked, setChecked] = useState(0);
  const [compared, setCompared] = useState(false);
  const sum = useMutation({ mutationFn: () => ask({ kind: "sum", election }, setChecked) });
  const share = useMutation({
    mutationFn: () => ask({ kind: "share", election }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["elections"] }),
  });
  const save = useMutation({
    mutationFn: async () =>
      saveFile(`hanpyo-share-${election.slice(2, 8)}.json`, (await ask({ kind: "shareFile", election })).text),
  });
  if (sum.isPending) return <Loading what={t("share.working", { done: checked })} />;
  if (sum.data === undefined) {
    return (
      <div className="stack">
        <div>
          <Button onPress={() => sum.mutate()}>{t("share.check")}</Button>
        </div>
        <TrusteeFault error={sum.error} />
      </div>
    );
  }
  const { ballots, fingerprint } = sum.data;
  return (
    <div className="stack" aria-live="polite">
      <p>{t("share.sum", { ballots })}</p>
      <Fingerprint name={t("share.fingerprint")} value={fingerprint} />
      <label className="tick">
        <input type="checkbox" checked={compared} onChange={(event) => setCompared(event.target.checked)} />
        <span>{t("share.compared", { ballots })}</span>
      </label>
      {share.isPending ? (
        <Loading />
      ) : (
        <div className="row">
          <Button isDisabled={!compared} onPress={() => share.mutate()}>
            {t("share.button")}
          </Button>
          <Button look="quiet" isDisabled={!compared} onPress={() => save.mutate()}>
            {t("share.save")}
          </Button>
        </div>
      )}
      {share.error && <p>{t("share.saveWhy")}</p>}
      <TrusteeFault error={share.error ?? save.error} />
    </div>
  );
}
