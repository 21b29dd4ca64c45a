import { getBytes } from "ethers";
import { isProposalContent, parseProposalContent } from "../proposals/proposalContent.ts";
import { type OriginFact, originFacts } from "../proposals/proposalOrigin.ts";
import { type Check, equal, group, holds } from "./check.ts";
import type { Evidence } from "./evidence.ts";
import { originFrom } from "./originSchema.ts";

const NAMES: Readonly<Record<OriginFact["fact"], string>> = {
  template: "P23.5 the template is the one that the content names",
  question: "P23.5 the question is the template's",
  text: "P23.5 the text is of the digest that was posted",
  series: "P23.5 the board is the template's own, or of a template of its series",
  constitution: "P23.5 the constitution is the one that follows from template and posting",
};

/** P23.5: an election that came of a proposal is the one that follows from template and posting, and no other says so. */
export function originChecks({ record, constitution, chainId }: Evidence): Promise<readonly Check[]> {
  const bytes = getBytes(record.content);
  const isProposals = isProposalContent(bytes);
  const { proposal, created } = record;
  if (!isProposals && proposal === undefined) return Promise.resolve([]);
  const name = "P23.5 an election has a proposal's content exactly if a proposal came to it";
  return group(name, () => {
    const both = isProposals && proposal !== undefined;
    const found = isProposals ? "a proposal's content, and no proposal" : "a proposal, and content of its own";
    const stated = holds(name, both, "both or neither", both ? "both" : found);
    if (!both) return [stated];
    const election = { chainId, constitution, content: parseProposalContent(bytes), time: created.time };
    const facts = originFacts(originFrom(proposal), election);
    return [stated, ...facts.map((one) => equal(NAMES[one.fact], one.expected, one.found))];
  });
}
