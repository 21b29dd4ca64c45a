import { Link } from "react-router";
import { type CellContent, projectTitle } from "../../../../sdk/proposals/cellContent.ts";
import { useTexts } from "../language.ts";
import { moneyText } from "../money.ts";
import { proposalPath, roundPath } from "../paths.ts";
import { Fold } from "../ui/Fold.tsx";
import "../texts.ts";

/** The budget round that a vote came of, and each project's text and price behind an option, one tap away. */
export function CellText({ cell: { templateHash, projects } }: { readonly cell: CellContent }) {
  const { t, language } = useTexts("shared");
  return (
    <section className="stack stack-tight">
      <h2>{t("cellText.heading")}</h2>
      <p>
        {t("cellText.from")} <Link to={roundPath(templateHash)}>{t("cellText.toRound")}</Link>
      </p>
      <div className="folds">
        <Fold id={`${templateHash}/projects`} title={<h3>{t("cellText.projects")}</h3>}>
          <ol className="stack stack-tight">
            {projects.map((project) => (
              <li key={String(project.id)}>
                <Link to={proposalPath(project.id)}>{projectTitle(project)}</Link> {moneyText(project.cost, language)}
              </li>
            ))}
          </ol>
        </Fold>
      </div>
    </section>
  );
}
