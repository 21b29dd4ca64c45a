import { getBytes } from "ethers";
import { parseCellContent } from "../proposals/cellContent.ts";
import { cellOriginFacts } from "../proposals/cellOrigin.ts";
import { isCellContent, isProposalContent } from "../proposals/contentFormat.ts";
import { parseProposalContent } from "../proposals/proposalContent.ts";
import { type OriginFact, originFacts } from "../proposals/proposalOrigin.ts";
import { type Check, equal, group, holds } from "./check.ts";
import type { Evidence } from "./evidence.ts";
import { cellOriginFrom, isOfCell, proposalOriginFrom, type RecordedOrigin } from "./originSchema.ts";

const NAMES: Readonly<Record<OriginFact["fact"], string>> = {
  template: "P23.5 the template is the one that the content names",
  question: "P23.5 the question is the template's",
  text: "P23.5 the text is of the digest that was posted",
  series: "P23.5 the board is the template's own, or of a template of its series",
  constitution: "P23.5 the constitution is the one that follows from template and posting",
  projects: "P25.8 the options are the projects of the cell's list, with their costs",
  titles: "P25.8 the titles are those of the projects' texts",
  order: "P25.8 the list is sorted, within its bounds, and has no project at a cost that the cell does not take",
};

/**
 * P23.5, P25.8: an election that came of a proposal, or of a budget cell, is the one that follows from template and
 * posting, or list, and no other says so.
 */
export function originChecks({ record, constitution, chainId }: Evidence): Promise<readonly Check[]> {
  const bytes = getBytes(record.content);
  const isProposals = isProposalContent(bytes);
  const { proposal, created } = record;
  if (!isProposals && proposal === undefined) return Promise.resolve([]);
  const name = "P23.5 an election has a proposal's content exactly if a proposal came to it";
  return group(name, () => {
    const both = isProposals && proposal !== undefined && isOfCell(proposal) === isCellContent(bytes);
    const found = isProposals ? "a proposal's content, and no such proposal" : "a proposal, and content of its own";
    const stated = holds(name, both, "both or neither", both ? "both" : found);
    if (!both) return [stated];
    const facts = factsOf(proposal, bytes, { chainId, constitution, time: created.time });
    return [stated, ...facts.map((one) => equal(NAMES[one.fact], one.expected, one.found))];
  });
}

function factsOf(
  origin: RecordedOrigin,
  bytes: Uint8Array,
  election: Pick<Evidence, "chainId" | "constitution"> & { readonly time: number },
): readonly OriginFact[] {
  if (isOfCell(origin))
    return cellOriginFacts(cellOriginFrom(origin), { ...election, content: parseCellContent(bytes) });
  return originFacts(proposalOriginFrom(origin), { ...election, content: parseProposalContent(bytes) });
}
