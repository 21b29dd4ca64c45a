import { useEffect, useState } from "react";
import { wipe } from "../../shared/kiosk/kiosk.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Asking } from "./Asking.tsx";
import { useIdle } from "./useIdle.ts";
import "../texts.ts";
import "./kiosk.css";

/** On every page of a shared device: that a helper looks away, and the way to end, which comes by itself too. */
export function KioskBar() {
  const { t } = useTexts("app");
  const [isEnding, setEnding] = useState(false);
  const left = useIdle(() => void wipe());
  useEffect(() => {
    // What the browser kept of a page that was left by a link of its own.
    const again = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void wipe();
    };
    addEventListener("pageshow", again);
    return () => removeEventListener("pageshow", again);
  }, []);
  return (
    <div className="kiosk-bar">
      <p className="strong">{t("kiosk.away")}</p>
      <Button look="second" onPress={() => setEnding(true)}>
        {t("kiosk.end")}
      </Button>
      {left !== undefined && <Asking left={left} close={() => undefined} />}
      {isEnding && left === undefined && <Asking close={() => setEnding(false)} />}
    </div>
  );
}
