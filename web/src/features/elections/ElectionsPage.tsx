import { useTexts } from "../../shared/language.ts";
import { Page } from "../../shared/ui/Page.tsx";
import { ElectionList } from "./ElectionList.tsx";
import "./texts.ts";

/** The municipality's elections. */
export function ElectionsPage() {
  const { t } = useTexts("elections");
  return (
    <Page title={t("title")}>
      <ElectionList />
    </Page>
  );
}
