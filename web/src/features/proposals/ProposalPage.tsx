import { lazy, Suspense } from "react";
import { useParams } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { proposalIdOf } from "../../shared/paths.ts";
import { koreanDaysUntil, koreanTime } from "../../shared/time.ts";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { useNow } from "../../shared/useNow.ts";
import { After } from "./After.tsx";
import { More } from "./More.tsx";
import { OfferText } from "./OfferText.tsx";
import { ProposalFault } from "./ProposalFault.tsx";
import { ProposalText } from "./ProposalText.tsx";
import { ProposalTitle } from "./ProposalTitle.tsx";
import { type ProposalNow, useProposal, useText } from "./queries.ts";
import { StateBadge } from "./StateBadge.tsx";
import { SupportCount } from "./SupportCount.tsx";
import { SupportPanel } from "./SupportPanel.tsx";
import { Way } from "./Way.tsx";
import "../../shared/styles/columns.css";
import "./texts.ts";

// Of proposals alone whose quota was reached.
const CarryOn = lazy(async () => ({ default: (await import("./CarryOn.tsx")).CarryOn }));

// Of projects of budget rounds alone.
const ProjectPart = lazy(async () => ({ default: (await import("./rounds/ProjectPart.tsx")).ProjectPart }));
const ProjectWay = lazy(async () => ({ default: (await import("./rounds/ProjectWay.tsx")).ProjectWay }));

/** One proposal: how many support it, what can be done, its text, its whole way; all else folded. */
export function ProposalPage() {
  const { t } = useTexts("proposals");
  const id = proposalIdOf(useParams().id ?? "");
  if (id === undefined) {
    return (
      <Page title={t("notShown")}>
        <p>{t("faults.PROPOSAL_UNKNOWN.next")}</p>
      </Page>
    );
  }
  return <Addressed id={id} />;
}

function Addressed({ id }: { readonly id: bigint }) {
  const { t } = useTexts("proposals");
  const { data, error, refetch } = useProposal(id);
  if (data !== undefined) return <Shown read={data} />;
  if (!error) return <Loading />;
  return (
    <Page title={t("notShown")}>
      <ProposalFault error={error} again={() => void refetch()} />
    </Page>
  );
}

function Shown({ read }: { readonly read: ProposalNow }) {
  const { t, language } = useTexts("proposals");
  const { proposal, clock } = read;
  const { kept, state, template } = proposal;
  const isProject = template.kind === "BudgetCell";
  const now = useNow(clock);
  const text = useText(proposal, now).data;
  const title = text?.shown?.title ?? t(text === undefined ? "titleLoading" : "titleMissing");
  return (
    <Page title={title} heading={<ProposalTitle text={text === undefined ? undefined : (text.shown ?? null)} />}>
      <div className="columns">
        <aside className="column-side column-stays stack" aria-label={t("supporting")}>
          <div className="row">
            {!isProject && <StateBadge state={state} />}
            {template.isTest && <span className="badge badge-warning">{t("test")}</span>}
          </div>
          {isProject && (
            <Suspense fallback={null}>
              <ProjectPart read={read} text={text} />
            </Suspense>
          )}
          <SupportCount kept={kept} />
          {state === "open" && now < kept.closesAt && (
            <p>
              {t("closesAt", {
                time: koreanTime(kept.closesAt, language),
                days: koreanDaysUntil(kept.closesAt, now),
              })}
            </p>
          )}
          {!proposal.isReachedFinal && (
            <Notice tone="warning" title={t("reachedNotFinal")}>
              <p>{t("reachedNotFinalWhy")}</p>
            </Notice>
          )}
          <SupportPanel read={read} now={now} text={text} />
          {kept.reachedAt !== 0 && (
            <Suspense fallback={null}>
              <CarryOn read={read} now={now} text={text} />
            </Suspense>
          )}
        </aside>
        <div className="column-text stack stack-wide">
          <ProposalText text={text} />
          {text?.isOnlyHere === true && <OfferText proposal={proposal} />}
          <section className="stack" aria-labelledby="way-title">
            <h2 id="way-title">{t("way.title")}</h2>
            {isProject ? (
              <Suspense fallback={null}>
                <ProjectWay proposal={proposal} now={now} />
              </Suspense>
            ) : (
              <Way proposal={proposal} now={now} />
            )}
          </section>
          <After notices={proposal.notices} />
          <More read={read} text={text} />
        </div>
      </div>
    </Page>
  );
}
