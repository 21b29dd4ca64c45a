import type { Constitution } from "../../../../sdk/election/constitution.ts";
import { useTexts } from "../language.ts";
import "../texts.ts";

/** That an election is only a test, in two words, where there is no room for the reasons. */
export function TestBadge({ isTest }: Pick<Constitution, "isTest">) {
  const { t } = useTexts("shared");
  return isTest ? <span className="badge badge-warning">{t("testElection")}</span> : null;
}
