import { equalBytes } from "@noble/curves/utils.js";
import { keccak } from "../hash/keccak.ts";
import { difference } from "../record/difference.ts";
import type { Origin } from "../record/proposal/originShape.ts";
import { derivedConstitution } from "../rules/proposal/derivedConstitution.ts";
import { isProposalContent, readProposalContent } from "../rules/proposal/proposalContent.ts";
import { textDigest } from "../rules/proposal/proposalText.ts";
import { seriesKeyOf, templateHashOf } from "../rules/proposal/templateHash.ts";
import type { Case } from "./case.ts";

const BOTH = "P23.5 an election has a proposal's content exactly if a proposal came to it";
const TEMPLATE = "P23.5 the template is the one that the content names";
const QUESTION = "P23.5 the question is the template's";
const TEXT = "P23.5 the text is of the digest that was posted";
const BOARD = "P23.5 the board is the template's own, or of a template of its series";
const CONSTITUTION = "P23.5 the constitution is the one that follows from template and posting";

/** P23.5: what the content has is the template's and the posting's. */
const checkContent = ({ record, ledger }: Case, { templates, template, digest }: Origin): void => {
  const content = readProposalContent(record.content);
  if (!content) {
    for (const check of [TEMPLATE, QUESTION, TEXT] as const) ledger.check(check, false, () => "it cannot be read");
    return;
  }
  const own = templateHashOf(record.chainId, templates, template) === content.templateHash;
  ledger.check(TEMPLATE, own, () => "its hash is another");
  const asked = equalBytes(content.questionBytes, template.ballot.question);
  ledger.check(QUESTION, asked, () => "it is another");
  ledger.check(TEXT, textDigest(content.leaves) === digest, () => "its digest is another");
};

/** P23.5: an election that came of a proposal is the one that follows from it. */
export const checkOrigin = (at: Case): void => {
  const { record, ledger } = at;
  const { proposal, constitution, created } = record;
  const isOfProposal = isProposalContent(record.content);
  if (!proposal && !isOfProposal) return;
  const both = ledger.check(BOTH, proposal !== undefined && isOfProposal, () =>
    proposal ? "its content is no proposal's" : "of its content a proposal is not told",
  );
  if (!proposal || !both) return;

  checkContent(at, proposal);
  const { template, successor, postponement } = proposal;
  const inSeries = successor === null || seriesKeyOf(successor) === seriesKeyOf(template);
  ledger.check(BOARD, inSeries, () => "it is that of another series");
  const { board, consentsRequired } = (successor ?? template).ballot;
  const contentHash = keccak(record.content);
  const conversion = { board, consentsRequired, contentHash, time: created.time, postponement };
  const derived = derivedConstitution(template, conversion);
  const where = derived ? difference(derived, constitution) : "schedule";
  ledger.check(CONSTITUTION, where === undefined, () => `${where} is another`);
};
