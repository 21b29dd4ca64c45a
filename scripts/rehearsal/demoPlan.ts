import { ZeroHash } from "ethers";
import { NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import { NO_FRACTION } from "../../sdk/election/fraction.ts";
import type { RehearsalPlan } from "./plan.ts";

/** The demonstration: 12 residents, three projects and a budget, 3 of 5 trustees, two of whom stay away. */
export const demoPlan: RehearsalPlan = {
  content: {
    language: "ko",
    title: { ko: "주민참여예산 (체험)", en: "Participatory budget (demonstration)" },
    question: { ko: "어떤 사업에 예산을 쓸까요?", en: "Which projects should the budget pay for?" },
    options: [
      { title: { ko: "놀이터", en: "Playground" } },
      { title: { ko: "도서관 좌석", en: "Library seats" } },
      { title: { ko: "가로등", en: "Street lights" } },
    ],
    test: { reasons: [{ ko: "이 컴퓨터 안에서만 하는 체험", en: "A demonstration on a local chain" }] },
  },
  ballotSize: 4,
  rules: {
    optionCount: 3,
    maxPerOption: 1,
    minTotal: 0,
    maxTotal: 2,
    budget: NO_BUDGET,
    credits: NO_CREDITS,
    distinct: false,
    costs: [0, 0, 0],
  },
  outcome: {
    kind: "Greedy",
    tieBreak: "ListedOrder",
    quorum: { numerator: 3, denominator: 10, moreThan: false },
    closedBelowQuorum: false,
    electors: 0,
    electorsSource: ZeroHash,
    passingShare: NO_FRACTION,
    winners: 0,
    minimumVotes: 1,
    budget: 50_000_000,
    costs: [30_000_000, 25_000_000, 15_000_000],
  },
  ballots: Array.from({ length: 12 }, (_, i) => [i % 3 === 2 ? 0 : 1, i % 4 === 0 ? 1 : 0, i % 3 === 2 ? 1 : 0, 0]),
  trustees: 5,
  threshold: 3,
  sharing: [1, 2, 4],
  batchSizes: [6],
  change: { resident: 1, choices: [0, 0, 1, 0] },
};
