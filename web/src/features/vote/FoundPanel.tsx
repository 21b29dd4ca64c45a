import { useTexts } from "../../shared/language.ts";
import { koreanTime } from "../../shared/time.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import type { Casting } from "../../shared/vault/castings.ts";
import type { Voting } from "./voting.ts";
import "./texts.ts";

/** A proved ballot that was never handed over: the tab was closed, or the device stopped. */
export function FoundPanel({ casting, voting }: { readonly casting: Casting; readonly voting: Voting }) {
  const { t, language } = useTexts("vote");
  useStage("found", t("stage.found"));
  return (
    <Notice tone="warning" title={t("found.what")}>
      <p>{t("found.when", { time: koreanTime(casting.madeAt, language) })}</p>
      <p className="tracker" translate="no">
        {casting.tracker}
      </p>
      <div className="row">
        <Button className="button-main" onPress={() => voting.send(casting)}>
          {t("found.send")}
        </Button>
        <Button look="quiet" onPress={() => voting.discard(casting)}>
          {t("found.discard")}
        </Button>
      </div>
    </Notice>
  );
}
