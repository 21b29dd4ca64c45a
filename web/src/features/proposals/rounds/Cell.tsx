import { Link } from "react-router";
import { useTexts } from "../../../shared/language.ts";
import { moneyText } from "../../../shared/money.ts";
import { numberText } from "../../../shared/numbers.ts";
import { electionPath, proposePath } from "../../../shared/paths.ts";
import { ButtonLink } from "../../../shared/ui/Button.tsx";
import { Fold } from "../../../shared/ui/Fold.tsx";
import { useListedTexts } from "../queries.ts";
import { CellBadge } from "./CellBadge.tsx";
import { CellDeed } from "./CellDeed.tsx";
import type { Cells } from "./grouping.ts";
import { ProjectCard } from "./ProjectCard.tsx";
import { inOrder, spentOf, takesPosts } from "./places.ts";
import type { RoundsNow } from "./queries.ts";
import type { CellWithProjects } from "./reading.ts";
import { useCellName } from "./useCellName.ts";
import "../proposals.css";
import "./texts.ts";

/** Projects that are shown at once; the others are one tap away. */
const SHOWN = 20;

type Shown = {
  readonly cell: CellWithProjects;
  readonly read: RoundsNow & { readonly round: Cells<CellWithProjects> };
  /** The chain's time, Unix seconds. */
  readonly now: number;
};

/** One district of a round: its pot, what can be done, and its projects by their places. */
export function Cell({ cell, read, now }: Shown) {
  const { t, language } = useTexts("rounds");
  const nameOf = useCellName();
  const { standing, vote, projects, template } = cell;
  const title = `cell-${cell.cell}`;
  const ordered = inOrder(projects, cell);
  const texts = useListedTexts(ordered, now);
  const cards = ordered.map((project, at) => (
    <li key={String(project.id)}>
      <ProjectCard project={project} cell={cell} text={texts[at]} />
    </li>
  ));
  return (
    <section className="stack" aria-labelledby={title} data-cell={standing.state}>
      <div className="row">
        <h2 id={title}>{nameOf(cell, read.round)}</h2>
        <CellBadge state={standing.state} />
      </div>
      <Pot cell={cell} />
      <p className="small quiet">
        {t("onList", {
          listed: numberText(standing.listed.length, language),
          most: numberText(standing.terms.mostOptions, language),
          projects: numberText(projects.length, language),
          least: moneyText(template.cell.leastCost, language),
        })}
      </p>
      {takesPosts(cell, now) && (
        <div>
          <ButtonLink look="second" to={proposePath(cell.cell)}>
            {t("propose")}
          </ButtonLink>
        </div>
      )}
      <CellDeed cell={cell} read={read} />
      {vote !== undefined && (
        <p>
          <Link to={electionPath(vote.election)}>{t("toVote")}</Link>
        </p>
      )}
      {projects.length === 0 && <p>{t("noProjects")}</p>}
      {cards.length > 0 && <ul className="plain-list stack cards">{cards.slice(0, SHOWN)}</ul>}
      {cards.length > SHOWN && (
        <Fold id={`${cell.cell}/rest`} title={t("rest", { count: numberText(cards.length - SHOWN, language) })}>
          <ul className="plain-list stack cards">{cards.slice(SHOWN)}</ul>
        </Fold>
      )}
    </section>
  );
}

/** What a district has to spend, and once it is decided what is left of it: as a bar, and in words. */
function Pot({ cell }: { readonly cell: CellWithProjects }) {
  const { t, language } = useTexts("rounds");
  const { budget } = cell.standing;
  const spent = spentOf(cell);
  const money = (won: number) => moneyText(won, language);
  if (spent === undefined) return <p>{t("pot", { budget: money(budget) })}</p>;
  const values = { budget: money(budget), spent: money(spent), left: money(budget - spent) };
  return (
    <div className="support-count" data-testid="pot">
      <p>{t("potSpent", values)}</p>
      <progress aria-label={t("potSpent", values)} value={spent} max={budget} />
    </div>
  );
}
