import { useMutation } from "@tanstack/react-query";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { TrusteeFault } from "./TrusteeFault.tsx";
import "./texts.ts";
import type { Ask } from "./useTrustee.ts";

/** Shows before any vote is opened that the key of this trustee will open its sum. */
export function RehearsalPart({ board, ask }: { readonly board: string; readonly ask: Ask }) {
  const { t } = useTexts("trustee");
  const rehearsal = useMutation({ mutationFn: () => ask({ kind: "rehearse", board }) });
  return (
    <div className="stack">
      <h3>{t("rehearsal.title")}</h3>
      <p>{t("rehearsal.why")}</p>
      <div className="row">
        <Button look="second" isDisabled={rehearsal.isPending} onPress={() => rehearsal.mutate()}>
          {t("rehearsal.button")}
        </Button>
        {rehearsal.isPending && <Loading />}
      </div>
      {rehearsal.data && <Notice tone="success" title={t("rehearsal.done")} urgent />}
      <TrusteeFault error={rehearsal.error} />
    </div>
  );
}
