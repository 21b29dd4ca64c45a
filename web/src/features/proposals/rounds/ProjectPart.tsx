import { Link } from "react-router";
import { useTexts } from "../../../shared/language.ts";
import { moneyText } from "../../../shared/money.ts";
import { electionPath, roundPath } from "../../../shared/paths.ts";
import { Loading } from "../../../shared/ui/Loading.tsx";
import { DoDeed } from "../DoDeed.tsx";
import { ProposalFault } from "../ProposalFault.tsx";
import type { ProposalNow } from "../queries.ts";
import type { ReadText } from "../textReading.ts";
import { CellBadge } from "./CellBadge.tsx";
import { insertCall } from "./deeds.ts";
import { PlaceBadge } from "./PlaceBadge.tsx";
import { placeOf } from "./places.ts";
import { useProjectOfCell } from "./queries.ts";
import "./texts.ts";

type Shown = { readonly read: ProposalNow; readonly text: ReadText | undefined };

/** What a proposal has that is a project of a budget round: price, place, and that anybody puts it on the list. */
export function ProjectPart({ read, text }: Shown) {
  const { t, language } = useTexts("rounds");
  const { id, kept, posting } = read.proposal;
  const { data, error, refetch } = useProjectOfCell(id, kept.templateHash);
  if (error) return <ProposalFault error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  if (data === null) return <p>{t("unknown")}</p>;
  const { cell, project } = data;
  const place = placeOf(data, cell);
  const [posted, cost] = [Number(posting.cost), project.cost];
  const leaves = text?.leaves;
  return (
    <section className="stack stack-tight" aria-labelledby="project-title" data-place={place.key}>
      <div className="row">
        <CellBadge state={cell.standing.state} />
        <PlaceBadge place={place} />
      </div>
      <h2 id="project-title">{t("project.title")}</h2>
      <p>
        <span className="support-number">{moneyText(cost, language)}</span>{" "}
        {posted !== cost && <span className="quiet">{t("project.posted", { cost: moneyText(posted, language) })}</span>}
      </p>
      <p>{t(`project.says.${place.key}`, { place: place.place ?? 0, votes: place.votes ?? 0 })}</p>
      {project.isReviewed && <p className="small quiet">{t("project.reviewed")}</p>}
      {place.key === "missed" && leaves !== undefined && (
        <DoDeed kind="insert" provider={read.provider} call={() => insertCall(data, { id, leaves })} />
      )}
      {place.key === "missed" && text !== undefined && leaves === undefined && <p>{t("project.noText")}</p>}
      <p className="row">
        <Link to={roundPath(cell.cell)}>{t("project.toRound")}</Link>
        {cell.vote !== undefined && <Link to={electionPath(cell.vote.election)}>{t("toVote")}</Link>}
      </p>
    </section>
  );
}
