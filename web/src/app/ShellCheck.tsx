import { Outlet, useParams } from "react-router";
import { useElection } from "../shared/elections/queries.ts";
import { useTexts } from "../shared/language.ts";
import { Notice } from "../shared/ui/Notice.tsx";
import { Page } from "../shared/ui/Page.tsx";
import { shownBefore } from "./shell.ts";
import "./texts.ts";

/** Stops where the text that the server sent before the scripts is not what the chain says of the election. */
export function ShellCheck() {
  const { t } = useTexts("app");
  const { address = "" } = useParams();
  const { data } = useElection(address);
  const shell = shownBefore();
  const isNamed = shell?.election.toLowerCase() === address.toLowerCase();
  if (!isNamed || data === undefined || Object.values(data.election.content.title).includes(shell.title)) {
    return <Outlet />;
  }
  return (
    <Page title={t("shell.title")}>
      <Notice tone="danger" title={t("shell.what")} urgent>
        <p>{t("shell.next")}</p>
      </Notice>
    </Page>
  );
}
