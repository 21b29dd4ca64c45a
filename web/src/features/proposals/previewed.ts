import type { PublishedTemplate } from "../../../../sdk/chain/publishedTemplates.ts";
import type { RandomBytes } from "../../../../sdk/crypto/random.ts";
import { type ProposalText, saltText } from "../../../../sdk/proposals/proposalText.ts";
import type { ShownLeaf } from "../../../../sdk/proposals/textLeaf.ts";
import type { ProposalDraft } from "../../shared/vault/ownTexts.ts";
import { costOfDraft, textOf } from "./draftText.ts";

/** A text as it is about to be posted, with the template under which it was read: nothing of it changes any more. */
export type Previewed = {
  readonly template: PublishedTemplate;
  readonly text: ProposalText;
  /** What a project costs, in won; 0 of any other proposal. */
  readonly cost: number;
  /** Salted once: the digest that is shown is the one that is posted. */
  readonly leaves: readonly ShownLeaf[];
};

/** Throws what `saltText` throws of a text that breaks the rules. */
export function previewOf(
  draft: ProposalDraft,
  template: PublishedTemplate,
  language: string,
  random: RandomBytes,
): Previewed {
  const text = textOf(draft, template.template.kind, language);
  const cost = template.template.kind === "BudgetCell" ? (costOfDraft(draft) ?? 0) : 0;
  return { template, text, cost, leaves: saltText(text, random) as readonly ShownLeaf[] };
}

/** The template that a draft is written under; `isGone` where the one it was begun under is no longer in force. */
export function templateFor(
  { template: hash }: Pick<ProposalDraft, "template">,
  inForce: readonly [PublishedTemplate, ...PublishedTemplate[]],
): { readonly template: PublishedTemplate; readonly isGone: boolean } {
  const chosen = inForce.find(({ templateHash }) => templateHash === hash);
  return { template: chosen ?? inForce[0], isGone: chosen === undefined && hash !== "" };
}

/** Whether a text can still be posted under the terms that were shown with it. */
export function isInForce({ template }: Pick<Previewed, "template">, inForce: readonly PublishedTemplate[]): boolean {
  return inForce.some(({ templateHash }) => templateHash === template.templateHash);
}
