import { Link } from "react-router";
import type { ShownText } from "../../../../sdk/proposals/proposalText.ts";
import { useTexts } from "../../shared/language.ts";
import { proposalPath } from "../../shared/paths.ts";
import { koreanTime, spanText } from "../../shared/time.ts";
import { ProposalTitle } from "./ProposalTitle.tsx";
import type { ShownProposal } from "./reading.ts";
import { StateBadge } from "./StateBadge.tsx";
import { SupportCount } from "./SupportCount.tsx";
import "./texts.ts";

type Shown = {
  readonly proposal: ShownProposal;
  readonly text: ShownText | null | undefined;
  /** The chain's time, Unix seconds. */
  readonly now: number;
};

/** One proposal in the list. */
export function ProposalCard({ proposal, text, now }: Shown) {
  const { t, language } = useTexts("proposals");
  const { state, kept, template, id } = proposal;
  const place = [text?.header?.category, text?.header?.district].filter(Boolean).join(" · ");
  return (
    <article className="card stack stack-tight">
      <div className="row">
        <StateBadge state={state} />
        {template.isTest && <span className="badge badge-warning">{t("test")}</span>}
        {place !== "" && <span className="quiet small">{place}</span>}
      </div>
      <h3>
        <Link to={proposalPath(id)}>
          <ProposalTitle text={text} />
        </Link>
      </h3>
      <SupportCount kept={kept} />
      {state === "open" && now < kept.closesAt ? (
        <p>
          <strong>{t("closesIn", { span: spanText(kept.closesAt - now, language) })}</strong>
        </p>
      ) : (
        <p className="quiet">{t("postedAt", { time: koreanTime(kept.postedAt, language) })}</p>
      )}
    </article>
  );
}
