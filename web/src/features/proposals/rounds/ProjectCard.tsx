import { Link } from "react-router";
import { projectTitle } from "../../../../../sdk/proposals/cellContent.ts";
import type { ShownText } from "../../../../../sdk/proposals/proposalText.ts";
import { useTexts } from "../../../shared/language.ts";
import { moneyText } from "../../../shared/money.ts";
import { numberText } from "../../../shared/numbers.ts";
import { proposalPath } from "../../../shared/paths.ts";
import { ProposalTitle } from "../ProposalTitle.tsx";
import { PlaceBadge } from "./PlaceBadge.tsx";
import { placeOf } from "./places.ts";
import type { ShownCell, ShownProject } from "./reading.ts";
import "./texts.ts";

type Shown = {
  readonly project: ShownProject;
  readonly cell: ShownCell;
  readonly text: ShownText | null | undefined;
};

/** One project in its cell: title, price, supports, and how far it is. */
export function ProjectCard({ project, cell, text }: Shown) {
  const { t, language } = useTexts("rounds");
  const { id, kept, title } = project;
  const place = placeOf(project, cell);
  // Mirrors may have lost what the list's event has for good.
  const isOnChain = text === null && title !== undefined;
  return (
    <article className="card stack stack-tight" data-place={place.key}>
      <div className="row">
        <PlaceBadge place={place} />
        {text?.header !== undefined && <span className="quiet small">{text.header.category}</span>}
      </div>
      <h3>
        <Link to={proposalPath(id)}>
          {isOnChain ? projectTitle({ id, title: title.title }) : <ProposalTitle text={text} />}
        </Link>
      </h3>
      <p>
        <strong>{moneyText(project.project.cost, language)}</strong>{" "}
        <span className="quiet">
          {t("supports", { supporters: numberText(kept.supporters, language) })}
          {place.votes !== undefined && ` · ${t("votes", { votes: numberText(place.votes, language) })}`}
        </span>
      </p>
    </article>
  );
}
