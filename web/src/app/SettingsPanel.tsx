import type { RefObject } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { useTexts, WAYS_TO_SAY } from "../shared/language.ts";
import { type Settings, SIZES, THEMES } from "../shared/settings.ts";
import { Choice } from "../shared/ui/Choice.tsx";
import { ReadAloud } from "./ReadAloud.tsx";
import "./texts.ts";

type Panel = {
  readonly settings: Settings;
  readonly change: (settings: Settings) => void;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly close: () => void;
};

/** Each language in its own words, so that everybody finds theirs. */
const languageNames = { ko: "한국어", easy: "쉬운 말", en: "English" } as const;

/** Language, text size, colours and reading aloud. */
export function SettingsPanel({ settings, change, button, close }: Panel) {
  const { t } = useTexts("app");
  return (
    <Popover
      className="settings-popover"
      placement="bottom end"
      triggerRef={button}
      isOpen
      onOpenChange={(isOpen) => isOpen || close()}
    >
      <Dialog className="settings" aria-label={t("settings.open")}>
        <Choice
          label={t("settings.language")}
          value={settings.language}
          choices={WAYS_TO_SAY.map((id) => [id, languageNames[id]] as const)}
          choose={(language) => change({ ...settings, language })}
        />
        <Choice
          label={t("settings.size")}
          value={settings.size}
          choices={SIZES.map((id) => [id, t(`settings.sizes.${id}`)] as const)}
          choose={(size) => change({ ...settings, size })}
        />
        <Choice
          label={t("settings.theme")}
          value={settings.theme}
          choices={THEMES.map((id) => [id, t(`settings.themes.${id}`)] as const)}
          choose={(theme) => change({ ...settings, theme })}
        />
        <ReadAloud close={close} />
      </Dialog>
    </Popover>
  );
}
