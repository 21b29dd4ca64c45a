import { projectTitle } from "../../sdk/proposals/cellContent.ts";
import type { ElectionContent } from "../../sdk/proposals/electionContent.ts";
import { isShown } from "../../sdk/proposals/textLeaf.ts";
import { isOfCell, type RecordedOrigin } from "../../sdk/verify/originSchema.ts";

/**
 * The proposal that an election came of, as a trustee reads it before consenting: where it was posted, under which
 * template, and its whole text. A paragraph that a measure hid is named by its place and hash. Of a budget cell its
 * projects with what decided their places.
 */
export function proposalLines(origin: RecordedOrigin, { proposal, cell }: ElectionContent): readonly string[] {
  const { proposals, template } = origin;
  if (isOfCell(origin)) {
    return [
      `budget cell ${cell?.templateHash} of the organizer ${template.organizer}, by the contract ${origin.rounds}`,
      ...origin.projects.map(({ id, supports, cost }, index) => {
        const project = cell?.projects[index];
        return `project ${index + 1}: ${project === undefined ? "?" : projectTitle(project)}, ${cost} won, ${supports} supports, number ${id}`;
      }),
    ];
  }
  const { id } = origin;
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
