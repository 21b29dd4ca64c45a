import { useState } from "react";
import type { Presentation } from "../../../../sdk/enrolling/officeAnswers.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { askCard } from "./webEid.ts";
import "./texts.ts";

type Shown = {
  /** Base64. */
  readonly nonce: string;
  readonly answer: (presentation: Presentation) => void;
  readonly failed: (error: unknown) => void;
};

/** A certificate on a card, by the browser's Web eID. */
export function PresentCard({ nonce, answer, failed }: Shown) {
  const { t, language } = useTexts("register");
  const [busy, setBusy] = useState(false);
  const ask = () => {
    setBusy(true);
    failed(undefined);
    askCard(nonce, language)
      .then(answer, failed)
      .finally(() => setBusy(false));
  };
  return (
    <>
      <p>{t("present.card")}</p>
      <div>
        <Button className="button-main" onPress={ask} isDisabled={busy}>
          {busy ? t("present.reading") : t("present.choose")}
        </Button>
      </div>
    </>
  );
}
