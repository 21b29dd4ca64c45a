import { useParams } from "react-router";
import { useElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { PhaseBadge } from "../../shared/ui/PhaseBadge.tsx";
import "../../shared/texts.ts";

/** Everything about one election. */
export function ElectionPage() {
  const { t, say } = useTexts("shared");
  const { address = "" } = useParams();
  const { data, error, refetch } = useElection(address);
  if (error)
    return (
      <Page title={t("back")}>
        <Fault error={error} again={() => void refetch()} />
      </Page>
    );
  if (data === undefined)
    return (
      <Page title={t("loading")}>
        <Loading />
      </Page>
    );
  const { content, state } = data.election;
  return (
    <Page title={say(content.title)}>
      <div className="row">
        <PhaseBadge phase={state.phase} />
      </div>
      <Markdown text={say(content.question)} />
    </Page>
  );
}
