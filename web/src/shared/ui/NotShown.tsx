import { NOT_SHOWN_FACTS } from "../../../../sdk/verify/notShown.ts";
import { useTexts } from "../language.ts";
import "../texts.ts";

/** What no verification can show; said with every one. */
export function NotShown() {
  const { t } = useTexts("shared");
  return (
    <section className="stack">
      <h2>{t("notShownTitle")}</h2>
      <ul className="stack stack-tight">
        {NOT_SHOWN_FACTS.map((fact, index) => (
          <li key={fact}>{t(`notShownFacts.${index}`)}</li>
        ))}
      </ul>
    </section>
  );
}
