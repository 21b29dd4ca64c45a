import type { ElectionContent } from "../../sdk/proposals/electionContent.ts";
import { isShown } from "../../sdk/proposals/textLeaf.ts";
import type { RecordedOrigin } from "../../sdk/verify/originSchema.ts";

/**
 * The proposal that an election came of, as a trustee reads it before consenting: where it was posted, under which
 * template, and its whole text. A paragraph that a measure hid is named by its place and hash.
 */
export function proposalLines(
  { id, proposals, template }: Pick<RecordedOrigin, "id" | "proposals" | "template">,
  { proposal }: ElectionContent,
): readonly string[] {
  const [, , ...paragraphs] = proposal?.leaves ?? [];
  return [
    `proposal ${id} of the contract ${proposals}`,
    `template ${proposal?.templateHash} of the organizer ${template.organizer}, whose quota is ${template.quota}`,
    ...paragraphs.map((leaf, index) =>
      isShown(leaf)
        ? `paragraph ${index + 1}: ${leaf.text}`
        : `paragraph ${index + 1} is hidden by a measure and is not part of the vote; its hash is ${leaf.hash}`,
    ),
  ];
}
