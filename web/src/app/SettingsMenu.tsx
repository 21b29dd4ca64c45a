import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { LANGUAGES, useTexts } from "../shared/language.ts";
import { type Settings, SIZES, THEMES } from "../shared/settings.ts";
import { Button } from "../shared/ui/Button.tsx";
import { Choice } from "../shared/ui/Choice.tsx";
import { ReadAloud } from "./ReadAloud.tsx";
import "./texts.ts";

type Menu = { readonly settings: Settings; readonly change: (settings: Settings) => void };

/** Each language in its own words, so that everybody finds theirs. */
const languageNames = { ko: "한국어", en: "English" } as const;

/** Language, text size, colours and reading aloud. */
export function SettingsMenu({ settings, change }: Menu) {
  const { t } = useTexts("app");
  return (
    <DialogTrigger>
      <Button look="quiet">{t("settings.open")}</Button>
      <Popover className="settings-popover" placement="bottom end">
        <Dialog className="settings" aria-label={t("settings.open")}>
          <Choice
            label={t("settings.language")}
            value={settings.language}
            choices={LANGUAGES.map((id) => [id, languageNames[id]] as const)}
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
          <ReadAloud language={settings.language} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
