import { useTexts } from "../../shared/language.ts";
import { Page } from "../../shared/ui/Page.tsx";
import "./texts.ts";

/** How Hanpyo works, in easy words. */
export function HowPage() {
  const { t } = useTexts("help");
  return <Page title={t("howTitle")}>{null}</Page>;
}
