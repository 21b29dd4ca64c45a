import { z } from "zod";
import { HanpyoError } from "../../sdk/errors.ts";
import { PROPOSAL_KINDS } from "../../sdk/proposals/proposalHeader.ts";
import type { ProposalText } from "../../sdk/proposals/proposalText.ts";
import type { Finding } from "./finding.ts";
import { examine } from "./parseElectionFile.ts";
import { described, readable } from "./schema.ts";

/** A proposal as its author writes it down; the text's own rules (P24.2) are asked when it is salted. */
export const proposalDraftSchema = z.strictObject({
  format: z.literal("hanpyo-proposal-draft-1"),
  kind: described(z.enum(PROPOSAL_KINDS), "What is asked for: an answer, an ordinance, or a project of a budget round"),
  language: described(z.string(), "The language of the whole text, by BCP 47 tag: ko, en, vi"),
  category: described(readable(false), "By what it is found: traffic, parks"),
  district: described(readable(false), "Part of the municipality that it is about"),
  place: described(readable(false).optional(), "Where it would be done; left out if nowhere in particular"),
  title: described(readable(false), "In one line, of at most 256 bytes"),
  paragraphs: described(
    z.array(readable(true)).min(1).max(62),
    "The text, part by part; a measure hides a part, never less",
  ),
});

export class ProposalDraftInvalidError extends HanpyoError {
  readonly findings: readonly Finding[];
  readonly reasonInKorean: string;

  constructor(name: string, findings: readonly Finding[]) {
    const [first] = findings;
    super(
      "PROPOSAL_DRAFT_INVALID",
      `${name}, line ${first?.line}: ${first?.path ? `${first.path}: ` : ""}${first?.cause}`,
      "Correct the line that is named; examples/proposals/proposal.yaml shows the form",
    );
    this.findings = findings;
    this.reasonInKorean = `${name} ${first?.line}행${first?.path ? ` ${first.path}` : ""}: ${first?.ko.cause}.`;
  }
}

/** Reads a proposal's draft. Throws `ProposalDraftInvalidError`. @param name How the file is called in messages. */
export function parseProposalDraft(text: string, name: string): ProposalText {
  const { value, findings } = examine(text, proposalDraftSchema);
  if (value === undefined) throw new ProposalDraftInvalidError(name, findings);
  const { kind, language, category, district, place, title, paragraphs } = value;
  const header = { kind, language, category, district, ...(place === undefined ? {} : { place }) };
  return { header, title, paragraphs };
}
