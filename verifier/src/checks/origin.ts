import { keccak } from "../hash/keccak.ts";
import { difference } from "../record/difference.ts";
import { isOfCell, type Origin } from "../record/proposal/originShape.ts";
import { isCellContent } from "../rules/proposal/cellContent.ts";
import { derivedCell } from "../rules/proposal/derivedCell.ts";
import { derivedConstitution } from "../rules/proposal/derivedConstitution.ts";
import { isProposalContent } from "../rules/proposal/proposalContent.ts";
import { seriesKeyOf } from "../rules/proposal/templateHash.ts";
import type { Case } from "./case.ts";
import { checkCellContent, checkProposalContent } from "./originContent.ts";

const BOTH = "P23.5 an election has a proposal's content exactly if a proposal came to it";
const BOARD = "P23.5 the board is the template's own, or of a template of its series";
const CONSTITUTION = "P23.5 the constitution is the one that follows from template and posting";

/** P23.4, P25.6: every field of the constitution. */
const checkConstitution = ({ record, ledger }: Case, origin: Origin): void => {
  const { template, successor, postponement } = origin;
  const { board, consentsRequired } = (successor ?? template).ballot;
  const contentHash = keccak(record.content);
  const conversion = { board, consentsRequired, contentHash, time: record.created.time, postponement };
  const derived = isOfCell(origin)
    ? derivedCell(
        template,
        conversion,
        origin.projects.map(({ cost }) => cost),
      )
    : derivedConstitution(template, conversion);
  const where = derived ? difference(derived, record.constitution) : "schedule";
  ledger.check(CONSTITUTION, where === undefined, () => `${where} is another`);
};

/** P23.5, P25.8: an election that came of a proposal, or of a budget cell, is the one that follows from it. */
export const checkOrigin = (at: Case): void => {
  const { record, ledger } = at;
  const { proposal, content } = record;
  const [ofProposal, ofCell] = [isProposalContent(content), isCellContent(content)];
  if (!proposal && !ofProposal && !ofCell) return;
  const both = ledger.check(BOTH, proposal !== undefined && (isOfCell(proposal) ? ofCell : ofProposal), () =>
    proposal ? "its content is none of what came to it" : "of its content a proposal is not told",
  );
  if (!proposal || !both) return;

  if (isOfCell(proposal)) checkCellContent(at, proposal);
  else checkProposalContent(at, proposal);
  const { template, successor } = proposal;
  const inSeries = successor === null || seriesKeyOf(successor) === seriesKeyOf(template);
  ledger.check(BOARD, inSeries, () => "it is that of another series");
  checkConstitution(at, proposal);
};
