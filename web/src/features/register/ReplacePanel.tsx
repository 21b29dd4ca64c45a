import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import "./texts.ts";

/** The resident is registered with another identity already: nothing is signed before they say what they want. */
export function ReplacePanel({ answer }: { readonly answer: (replace: boolean) => void }) {
  const { t } = useTexts("register");
  return (
    <Notice tone="warning" title={t("replace.what")} urgent>
      <p>{t("replace.safe")}</p>
      <p>{t("replace.next")}</p>
      <div className="row">
        <Button onPress={() => answer(false)}>{t("replace.keep")}</Button>
        <Button look="second" onPress={() => answer(true)}>
          {t("replace.go")}
        </Button>
      </div>
    </Notice>
  );
}
