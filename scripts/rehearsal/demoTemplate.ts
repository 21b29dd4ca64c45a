import { hexlify, id as nameHash, sha256, toUtf8Bytes, ZeroAddress, ZeroHash } from "ethers";
import { NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import { MAJORITY } from "../../sdk/election/fraction.ts";
import { NO_CELL_TERMS } from "../../sdk/proposals/ballotTerms.ts";
import { quotaDigest, quotaOf } from "../../sdk/proposals/quota.ts";
import type { Template } from "../../sdk/proposals/template.ts";
import { writeQuestion } from "../../sdk/proposals/templateQuestion.ts";
import { weekly } from "../../sdk/proposals/votingDays.ts";
import type { Town } from "./town.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const WEDNESDAY = 3;

/** From what the demonstration's quota is reckoned: a quarter of twenty residents. */
export const DEMO_QUOTA = {
  residents: 20,
  fraction: { numerator: 1, denominator: 4, moreThan: false },
  certifiedOn: "2026-01-10",
  source: "체험을 위해 지어낸 수",
};

/** The promise of the demonstration's ordinance: what the digest of its legal basis is of. */
const LEGAL_BASIS = "한표시 주민 제안 조례 (체험): 필요 지지 수를 채운 제안에 시장은 답하고, 주민 투표에 부친다.";

const QUESTION = {
  question: { ko: "이 제안을 조례로 만드는 데 찬성하십니까?", en: "Are you for making this proposal an ordinance?" },
  options: [
    { ko: "찬성", en: "Yes" },
    { ko: "반대", en: "No" },
    { ko: "기권", en: "Abstain" },
  ],
};

/** Who reviews texts, and whose council notes its stages; each has an account of its own. */
export type DemoParties = { readonly reviewer: string; readonly council?: string };

/** The terms under which residents of a demonstration propose ordinances. */
export function demoTemplate(
  { organizer, shared, board, trustees }: Town,
  { reviewer, council = ZeroAddress }: DemoParties,
  rollId: bigint,
): Template {
  return {
    ...{ organizer: organizer.address, reviewer, council, isTest: true },
    ...{ series: nameHash("한표시 조례 제안"), limitName: nameHash("한표시 주민 제안") },
    ...{ rolls: shared.registry.address, rollId, leastMembers: 1, quota: quotaOf(DEMO_QUOTA) },
    ...{ window: 60 * DAY, periodLength: 30 * DAY, postsPerPeriod: 2, answerTerm: 30 * DAY, convertTerm: 30 * DAY },
    legalBasis: sha256(toUtf8Bytes(LEGAL_BASIS)),
    quotaArithmetic: quotaDigest(DEMO_QUOTA),
    ...{ kind: "Ordinance", conversion: "WhenAnswered" },
    ballot: {
      question: hexlify(writeQuestion(QUESTION)),
      ...{ board, consentsRequired: trustees.length, minimumCensus: 1, minimumBallots: 1 },
      ...{ revoting: true, ballotSize: 4, exampleBallot: [1, 0, 0] },
      rules: {
        ...{ optionCount: 3, maxPerOption: 1, minTotal: 1, maxTotal: 1 },
        ...{ budget: NO_BUDGET, credits: NO_CREDITS, distinct: false, costs: [0, 0, 0] },
      },
      outcome: {
        ...{ kind: "Referendum", tieBreak: "ListedOrder", closedBelowQuorum: false },
        quorum: { numerator: 1, denominator: 10, moreThan: false },
        ...{ electors: 0, electorsSource: ZeroHash, passingShare: MAJORITY },
        ...{ winners: 0, minimumVotes: 0, budget: 0, costs: [] },
      },
    },
    timing: {
      ...weekly(WEDNESDAY, 9 * HOUR),
      ...{ openLead: 14 * DAY, censusLead: 7 * DAY, openGrace: DAY, votingLength: 7 * DAY, closeGrace: HOUR },
      ...{ sharesTerm: 3 * DAY, sealDelay: 600, mostPostponed: 0, blackouts: [] },
    },
    cell: NO_CELL_TERMS,
  };
}
