import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { wipe } from "../../shared/kiosk/kiosk.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { type Loss, lossNow } from "./loss.ts";
import "./texts.ts";

type Shown = {
  /** Seconds until everything is wiped; nothing where the person asked for the end. */
  readonly left?: number;
  readonly close: () => void;
};

/** Asks before everything is wiped, and says what would be lost. */
export function Asking({ left, close }: Shown) {
  const { t } = useTexts("kiosk");
  const dialog = useRef<HTMLDialogElement>(null);
  const [loss, setLoss] = useState<Loss>();
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed before it is taken away, it gives the focus back.
    return () => shown?.close();
  }, []);
  useEffect(() => {
    lossNow().then(setLoss, () => undefined);
  }, []);
  return (
    <dialog ref={dialog} className="asking" aria-labelledby="asking-title" onClose={close}>
      <div className="stack">
        <h2 id="asking-title">{t(left === undefined ? "ask.end" : "ask.idle")}</h2>
        {left !== undefined && (
          <p>
            {t("ask.idleNext")} {/* Not spoken: it changes every second. */}
            <strong aria-hidden="true">{t("ask.left", { seconds: left })}</strong>
          </p>
        )}
        {loss !== undefined && <p className="strong">{t(`ask.${loss}`)}</p>}
        <div className="row">
          <Button look={left === undefined ? "second" : "first"} onPress={() => dialog.current?.close()}>
            {t("ask.goOn")}
          </Button>
          <Button look={left === undefined ? "first" : "second"} onPress={() => void wipe()}>
            {t("ask.wipe")}
          </Button>
        </div>
      </div>
    </dialog>
  );
}
