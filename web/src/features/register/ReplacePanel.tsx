import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import "./texts.ts";

type Shown = { readonly keep: () => void; readonly replace: () => void };

/** The resident is registered with another identity already: nothing is signed before they say what they want. */
export function ReplacePanel({ keep, replace }: Shown) {
  const { t } = useTexts("register");
  return (
    <Notice tone="warning" title={t("replace.what")} urgent>
      <p>{t("replace.safe")}</p>
      <p>{t("replace.next")}</p>
      <div className="row">
        <Button onPress={keep}>{t("replace.keep")}</Button>
        <Button look="second" onPress={replace}>
          {t("replace.go")}
        </Button>
      </div>
    </Notice>
  );
}
