import { useTexts } from "../../shared/language.ts";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import "./texts.ts";

const PARTS = ["short", "register", "vote", "challenge", "count", "check", "limits"] as const;

/** How Hanpyo works, in easy words, with what it does not protect. */
export function HowPage() {
  const { t } = useTexts("help");
  return (
    <Page title={t("howTitle")}>
      {PARTS.map((part) => (
        <section key={part} className="stack">
          <h2>{t(`how.${part}.title`)}</h2>
          <Markdown text={t(`how.${part}.text`)} />
        </section>
      ))}
    </Page>
  );
}
