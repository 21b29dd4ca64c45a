import { encodeBytes32String, hexlify, id as nameHash, sha256, toUtf8Bytes, ZeroHash } from "ethers";
import { NO_CREDITS } from "../../sdk/election/constitution.ts";
import { NO_FRACTION } from "../../sdk/election/fraction.ts";
import type { CellTerms } from "../../sdk/proposals/ballotTerms.ts";
import type { ProposalText } from "../../sdk/proposals/proposalText.ts";
import type { Template } from "../../sdk/proposals/template.ts";
import { writeQuestion } from "../../sdk/proposals/templateQuestion.ts";
import { type DemoParties, demoTemplate } from "./demoTemplate.ts";
import type { Town } from "./town.ts";

/** What the digest of the round's legal basis is of. */
const LEGAL_BASIS = "한표시 주민참여예산 조례 (체험): 주민이 사업을 올리고 지지하며, 예산을 쓸 사업을 투표로 고른다.";

const QUESTION = {
  question: { ko: "어떤 사업에 예산을 쓸까요?", en: "Which projects shall the budget pay for?" },
  options: [],
};

/** What a cell of a demonstration has of its own. */
export type DemoCell = {
  /** At most 31 letters. */
  readonly series: string;
  /** In won. */
  readonly budget: number;
  readonly terms: CellTerms;
};

/** A cell of a demonstration's budget round: a ballot spends at most the budget, down the list by votes. */
export function demoCell(
  town: Town,
  parties: DemoParties,
  rollId: bigint,
  { series, budget, terms }: DemoCell,
): Template {
  const ordinance = demoTemplate(town, parties, rollId);
  return {
    ...ordinance,
    ...{ series: encodeBytes32String(series), limitName: nameHash("한표시 주민참여예산"), postsPerPeriod: 3 },
    ...{ quota: 0, window: 0, answerTerm: 0, convertTerm: 0, quotaArithmetic: ZeroHash },
    legalBasis: sha256(toUtf8Bytes(LEGAL_BASIS)),
    ...{ kind: "BudgetCell", conversion: "WhenFeasible" },
    ballot: {
      ...ordinance.ballot,
      ...{ question: hexlify(writeQuestion(QUESTION)), ballotSize: 0, exampleBallot: [] },
      rules: {
        ...{ optionCount: 0, maxPerOption: 1, minTotal: 0, maxTotal: terms.mostOptions, budget },
        ...{ credits: NO_CREDITS, distinct: false, costs: [] },
      },
      outcome: { ...ordinance.ballot.outcome, kind: "Greedy", passingShare: NO_FRACTION, budget, costs: [] },
    },
    cell: terms,
  };
}

/** What a resident of the demonstration would spend money on. */
export function demoProject(title: string, why: string): ProposalText {
  return {
    header: { kind: "project", language: "ko", category: "생활 안전", district: "한표동" },
    title,
    paragraphs: [why],
  };
}
