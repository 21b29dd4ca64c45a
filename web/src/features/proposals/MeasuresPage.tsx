import { Link } from "react-router";
import { isOfLeaf } from "../../../../sdk/proposals/notice.ts";
import { useTexts } from "../../shared/language.ts";
import { proposalPath } from "../../shared/paths.ts";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { useNow } from "../../shared/useNow.ts";
import { Measures } from "./Measures.tsx";
import { ProposalFault } from "./ProposalFault.tsx";
import { ProposalTitle } from "./ProposalTitle.tsx";
import { useListedTexts, useProposals } from "./queries.ts";
import "./texts.ts";

/** The log of moderation: every measure against the texts of all proposals. */
export function MeasuresPage() {
  const { t } = useTexts("proposals");
  const { data, error, refetch } = useProposals();
  return (
    <Page title={t("measures.title")}>
      <p>{t("measures.intro")}</p>
      {error && <ProposalFault error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data !== undefined && <Listed {...data} />}
    </Page>
  );
}

function Listed({ proposals, clock }: NonNullable<ReturnType<typeof useProposals>["data"]>) {
  const { t } = useTexts("proposals");
  const now = useNow(clock);
  const measured = proposals.filter(({ notices }) => notices.some(isOfLeaf));
  const texts = useListedTexts(measured, now);
  if (measured.length === 0) return <p>{t("measures.noneAtAll")}</p>;
  return (
    <ul className="plain-list stack">
      {measured.map(({ id, notices, template }, index) => (
        <li key={String(id)} className="card stack stack-tight">
          <h2>
            <Link to={proposalPath(id)}>
              <ProposalTitle text={texts[index]} />
            </Link>
          </h2>
          <Measures notices={notices} template={template} text={undefined} />
        </li>
      ))}
    </ul>
  );
}
