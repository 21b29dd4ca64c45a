import { type Content, parseContent } from "../election/content.ts";
import { isProposalContent, type ProposalContent, parseProposalContent } from "./proposalContent.ts";
import { readText } from "./proposalText.ts";

/**
 * What people read of an election. Where a proposal came to a vote, its title and the template's question and options
 * stand in it as those of any other, and the text with what was hidden of it beside them.
 */
export type ElectionContent = Content & { readonly proposal?: ProposalContent };

/**
 * Reads an election's content, whether it is JSON (P3.1) or a proposal's (P23.2): the one reader of either.
 * Throws what `parseContent` or `parseProposalContent` throws.
 */
export function readElectionContent(bytes: Uint8Array): ElectionContent {
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
