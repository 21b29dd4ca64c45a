import { equalBytes } from "@noble/curves/utils.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { keccak, wordOf } from "../hash/keccak.ts";
import type { CellOrigin, Origin, ProposalOrigin } from "../record/proposal/originShape.ts";
import { readCellContent } from "../rules/proposal/cellContent.ts";
import { readProposalContent } from "../rules/proposal/proposalContent.ts";
import { textDigest } from "../rules/proposal/proposalText.ts";
import { isShortlist } from "../rules/proposal/shortlist.ts";
import { templateHashOf } from "../rules/proposal/templateHash.ts";
import type { Case } from "./case.ts";

const TEMPLATE = "P23.5 the template is the one that the content names";
const QUESTION = "P23.5 the question is the template's";
const TEXT = "P23.5 the text is of the digest that was posted";
const PROJECTS = "P25.8 the options are the projects of the cell's list, with their costs";
const TITLES = "P25.8 the titles are those of the projects' texts";
const SORTED = "P25.8 the list is sorted, within its bounds, and has no project at a cost that the cell does not take";

/** What content of both kinds has of its template. */
interface OfTemplate {
  readonly templateHash: bigint;
  readonly questionBytes: Uint8Array;
}

const checkTemplate = ({ record, ledger }: Case, { templates, template }: Origin, content: OfTemplate): void => {
  const own = templateHashOf(record.chainId, templates, template) === content.templateHash;
  ledger.check(TEMPLATE, own, () => "its hash is another");
  const asked = equalBytes(content.questionBytes, template.ballot.question);
  ledger.check(QUESTION, asked, () => "it is another");
};

/** P23.5: what the content has is the template's and the posting's. */
export const checkProposalContent = (at: Case, origin: ProposalOrigin): void => {
  const content = readProposalContent(at.record.content);
  if (!content) {
    for (const check of [TEMPLATE, QUESTION, TEXT] as const) at.ledger.check(check, false, () => "it cannot be read");
    return;
  }
  checkTemplate(at, origin, content);
  at.ledger.check(TEXT, textDigest(content.leaves) === origin.digest, () => "its digest is another");
};

/** The hash of a title's leaf (P24.1), whose bytes may be no text. */
export const titleLeafOf = (salt: bigint, title: Uint8Array): bigint =>
  keccak(concatBytes(Uint8Array.of(0, 1, 1), wordOf(salt), title));

/** P25.8: what the content has is the template's and the list's. */
export const checkCellContent = (at: Case, origin: CellOrigin): void => {
  const { ledger } = at;
  const { projects, template } = origin;
  const { leastCost, mostOptions } = template.cell;
  const taken = projects.every(({ cost }) => cost >= leastCost && cost <= template.ballot.outcome.budget);
  ledger.check(SORTED, taken && isShortlist(projects, mostOptions), () => "it is no list of this cell");

  const content = readCellContent(at.record.content);
  if (!content) {
    for (const check of [TEMPLATE, QUESTION, PROJECTS, TITLES] as const) {
      ledger.check(check, false, () => "it cannot be read");
    }
    return;
  }
  checkTemplate(at, origin, content);
  const same = content.projects.map(({ id, digest, cost }, i) => {
    const listed = projects[i];
    return listed !== undefined && id === listed.id && digest === listed.digest && cost === listed.cost;
  });
  ledger.check(PROJECTS, same.length === projects.length && same.every(Boolean), () => "they are others");
  const titled = projects.every(({ salt, titleLeaf }, i) => {
    const title = content.projects[i]?.title;
    return title !== undefined && titleLeafOf(salt, title) === titleLeaf;
  });
  ledger.check(TITLES, titled, () => "another title is on the ballot");
};
