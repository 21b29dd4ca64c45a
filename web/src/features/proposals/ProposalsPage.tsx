import { useState } from "react";
import { Link } from "react-router";
import type { ShownText } from "../../../../sdk/proposals/proposalText.ts";
import type { ChainClock } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { ButtonLink } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { useNow } from "../../shared/useNow.ts";
import { ProposalCard } from "./ProposalCard.tsx";
import { ProposalFault } from "./ProposalFault.tsx";
import { useListedTexts, useProposals } from "./queries.ts";
import type { ProposalListing } from "./reading.ts";
import { SearchForm } from "./SearchForm.tsx";
import { GROUPS, groupOf, matches, type Wanted } from "./standing.ts";
import "./texts.ts";

/** The municipality's proposals: which take supports, which wait for an answer, which came to a vote. */
export function ProposalsPage() {
  const { t } = useTexts("proposals");
  const { data, error, refetch } = useProposals();
  return (
    <Page title={t("title")}>
      <p>{t("intro")}</p>
      {error && <ProposalFault error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data !== undefined && <Listed {...data} />}
    </Page>
  );
}

function Listed({ proposals, hasRounds, inForce, clock }: ProposalListing & { readonly clock: ChainClock }) {
  const { t } = useTexts("proposals");
  const now = useNow(clock);
  const texts = useListedTexts(proposals, now);
  const [wanted, setWanted] = useState<Wanted>({ words: "", group: "" });
  const found = proposals
    .map((proposal, index) => ({ proposal, text: texts[index] }))
    .filter(({ proposal, text }) => matches(searched(text), wanted.words) && isIn(wanted.group, groupOf(proposal)));
  return (
    <>
      <p className="row">
        {inForce.length > 0 && (
          <ButtonLink look="second" to={PATHS.propose}>
            {t("propose")}
          </ButtonLink>
        )}
        {hasRounds && <Link to={PATHS.rounds}>{t("rounds")}</Link>}
        <Link to={PATHS.ownProposals}>{t("own")}</Link>
        <Link to={PATHS.measures}>{t("measures.title")}</Link>
      </p>
      {proposals.length === 0 && (
        <Notice tone="info" title={t("empty")}>
          <p>{t(inForce.length > 0 ? "emptyNext" : "noTemplate")}</p>
        </Notice>
      )}
      {proposals.length > 0 && <SearchForm wanted={wanted} change={setWanted} found={found.length} />}
      {proposals.length > 0 && found.length === 0 && <p>{t("nothingFound")}</p>}
      {GROUPS.map((group) => {
        const members = found.filter(({ proposal }) => groupOf(proposal) === group);
        if (members.length === 0) return null;
        return (
          <section key={group} className="stack" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{t(`group.${group}`)}</h2>
            <ul className="plain-list stack cards">
              {members.map(({ proposal, text }) => (
                <li key={String(proposal.id)}>
                  <ProposalCard proposal={proposal} text={text} now={now} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function isIn(wanted: Wanted["group"], group: Wanted["group"]): boolean {
  return wanted === "" || wanted === group;
}

function searched(text: ShownText | null | undefined): string {
  const { category, district, place } = text?.header ?? {};
  return [text?.title, category, district, place].join(" ");
}
