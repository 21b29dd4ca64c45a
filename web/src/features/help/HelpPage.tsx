import { useTexts } from "../../shared/language.ts";
import { Page } from "../../shared/ui/Page.tsx";
import "./texts.ts";

/** Where a resident finds help. */
export function HelpPage() {
  const { t } = useTexts("help");
  return <Page title={t("title")}>{null}</Page>;
}
