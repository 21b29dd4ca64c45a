import type { ProposalContent } from "../../../../sdk/proposals/proposalContent.ts";
import { isShown } from "../../../../sdk/proposals/textLeaf.ts";
import { useTexts } from "../language.ts";
import "../texts.ts";
import "./proposalText.css";

type Shown = { readonly proposal: ProposalContent; readonly language: string };

/** The text that a vote came of, in its own language; a paragraph that a measure hid is named by its place. */
export function ProposalText({ proposal, language }: Shown) {
  const { t } = useTexts("shared");
  const [, , ...paragraphs] = proposal.leaves;
  return (
    <section className="stack stack-tight proposal-text">
      <h2>{t("proposalText.heading")}</h2>
      <p className="small quiet">{t("proposalText.from")}</p>
      {paragraphs.map((leaf, index) =>
        isShown(leaf) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs are frozen with the election
          <p key={index} lang={language} className="proposal-paragraph">
            {leaf.text}
          </p>
        ) : (
          <p key={leaf.hash} className="quiet">
            {t("proposalText.hidden", { number: index + 1 })} <span className="code small">{leaf.hash}</span>
          </p>
        ),
      )}
    </section>
  );
}
