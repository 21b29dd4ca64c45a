import { type Content, parseContent } from "../election/content.ts";
import { type CellContent, parseCellContent, projectTitle } from "./cellContent.ts";
import { isCellContent, isProposalContent } from "./contentFormat.ts";
import { type ProposalContent, parseProposalContent } from "./proposalContent.ts";
import { readText } from "./proposalText.ts";

/**
 * What people read of an election. Where a proposal came to a vote, its title and the template's question and options
 * stand in it as those of any other, and the text with what was hidden of it beside them; where a cell of a budget round
 * did, the question and its projects.
 */
export type ElectionContent = Content & { readonly proposal?: ProposalContent; readonly cell?: CellContent };

/**
 * Reads an election's content, whether it is JSON (P3.1) a proposal's (P23.2) or a cell's (P25.5): the one reader of all.
 * Throws what `parseContent`, `parseProposalContent` or `parseCellContent` throws.
 */
export function readElectionContent(bytes: Uint8Array): ElectionContent {
  if (isCellContent(bytes)) return contentOfCell(parseCellContent(bytes));
  return isProposalContent(bytes) ? contentOfProposal(parseProposalContent(bytes)) : parseContent(bytes);
}

/** The text stands in its own language alone, the question in Korean and English. */
function contentOfProposal(proposal: ProposalContent): ElectionContent {
  const { header, title = "" } = readText(proposal.leaves);
  const { question, options } = proposal.question;
  const language = header?.language ?? "ko";
  return {
    language,
    title: { [language]: title },
    question,
    options: options.map((label) => ({ title: label })),
    proposal,
  };
}

/** Which language a title is in, the chain does not say: it stands for all. */
function contentOfCell(cell: CellContent): ElectionContent {
  const { question } = cell.question;
  return {
    language: "ko",
    title: question,
    question,
    options: cell.projects.map((project) => ({ title: { ko: projectTitle(project) } })),
    cell,
  };
}
