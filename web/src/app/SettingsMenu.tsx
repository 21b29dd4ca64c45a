import { lazy, Suspense, useRef, useState } from "react";
import { useTexts } from "../shared/language.ts";
import type { Settings } from "../shared/settings.ts";
import { Button } from "../shared/ui/Button.tsx";
import { stopReading, useReading } from "./reading/readingNow.ts";
import "./texts.ts";

const SettingsPanel = lazy(async () => ({ default: (await import("./SettingsPanel.tsx")).SettingsPanel }));

type Menu = { readonly settings: Settings; readonly change: (settings: Settings) => void };

/** The button that opens the settings of the display; they are loaded when they are first asked for. */
export function SettingsMenu({ settings, change }: Menu) {
  const { t } = useTexts("app");
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isReading = useReading();
  return (
    <>
      {isReading && (
        <Button look="quiet" onPress={stopReading}>
          {t("settings.stop")}
        </Button>
      )}
      <Button look="quiet" ref={button} aria-expanded={open} aria-haspopup="dialog" onPress={() => setOpen(true)}>
        {t("settings.open")}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <SettingsPanel settings={settings} change={change} button={button} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
