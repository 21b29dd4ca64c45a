import { ZeroHash } from "ethers";
import { NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import { MAJORITY, NO_FRACTION } from "../../sdk/election/fraction.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import type { RehearsalPlan } from "./plan.ts";

/** What a demonstration's further election is made of. */
export type DemoElection = Pick<RehearsalPlan, "content" | "rules" | "outcome"> & {
  /** Yes, if left out. */
  readonly revoting?: boolean;
};

const test = { reasons: [{ ko: "이 컴퓨터 안에서만 하는 체험", en: "A demonstration on a local chain" }] };
const COSTS = [40_000_000, 25_000_000, 15_000_000, 30_000_000];
const BUDGET = 70_000_000;

/** Where the files lie that the first demonstration's options name. */
export const DEMO_FILES = `${projectRoot}examples/files`;

/** Open when the page opens: a cart of projects under a budget. */
export const openDemoElection: DemoElection = {
  content: {
    language: "ko",
    title: { ko: "우리 동네 예산 고르기 (체험)", en: "Choose our district's projects (demonstration)" },
    question: {
      ko: "7,000만 원으로 **어떤 사업**을 할까요? 예산 안에서 마음에 드는 사업을 모두 고르세요.\n\n- 고른 사업의 비용이 모두 7,000만 원을 넘을 수 없습니다.\n- 표를 많이 받은 사업부터, 예산이 남는 만큼 선정합니다.",
      en: "**Which projects** should the 70 million won pay for? Choose all that you like within the budget.\n\n- Your projects may not cost more than 70 million won.\n- Projects with the most votes are funded first, as far as the budget goes.",
    },
    options: [
      {
        title: { ko: "어린이 놀이터 고치기", en: "Repair the playground" },
        description: {
          ko: "**찬성:** 낡은 그네와 미끄럼틀이 위험합니다.\n\n**반대:** 작년에 일부를 이미 고쳤습니다.",
          en: "**For:** the old swings and slide are dangerous.\n\n**Against:** part of it was repaired last year.",
        },
        picture: {
          sha256: "0x0bf8d76d138a47a3722edff6670ff0ecbf7860a4903db9fcb19c2786cc96f6a4",
          bytes: 1_203,
          type: "image/png",
          alt: { ko: "미끄럼틀과 그네가 있는 놀이터", en: "A playground with a slide and a swing" },
        },
        place: {
          name: { ko: "한표동 어린이 공원", en: "Hanpyo children's park" },
          at: { latitude: 37_566_500, longitude: 126_978_000 },
        },
      },
      {
        title: { ko: "도서관 밤 시간 열기", en: "Keep the library open in the evening" },
        description: {
          ko: "**찬성:** 일하는 사람도 쓸 수 있습니다.\n\n**반대:** 밤에는 찾는 사람이 적습니다.",
          en: "**For:** people who work can use it too.\n\n**Against:** few come at night.",
        },
        paper: {
          sha256: "0x59e807e5e78f0070dc9c9f82779f03fde631737790759abd39fd1c46d7ae4d74",
          bytes: 793,
          title: { ko: "도서관 운영 계획", en: "Plan of the library's hours" },
        },
      },
      {
        title: { ko: "골목 가로등 바꾸기", en: "New street lights" },
        description: {
          ko: "**찬성:** 밤길이 밝아집니다.\n\n**반대:** 빛 때문에 잠을 설칠 수 있습니다.",
          en: "**For:** streets are brighter at night.\n\n**Against:** the light may disturb sleep.",
        },
      },
      {
        title: { ko: "자전거 길 잇기", en: "Join the cycle paths" },
        description: {
          ko: "**찬성:** 학교까지 안전하게 갑니다.\n\n**반대:** 주차할 곳이 줄어듭니다.",
          en: "**For:** a safe way to school.\n\n**Against:** fewer places to park.",
        },
      },
    ],
    test,
  },
  rules: {
    optionCount: 4,
    maxPerOption: 1,
    minTotal: 0,
    maxTotal: 4,
    budget: BUDGET,
    credits: NO_CREDITS,
    distinct: false,
    costs: COSTS,
  },
  outcome: {
    kind: "Greedy",
    tieBreak: "CheaperFirst",
    quorum: { numerator: 1, denominator: 10, moreThan: false },
    closedBelowQuorum: false,
    electors: 0,
    electorsSource: ZeroHash,
    passingShare: NO_FRACTION,
    winners: 0,
    minimumVotes: 1,
    budget: BUDGET,
    costs: COSTS,
  },
};

/** Not open yet: whoever registers now is in its census. */
export const comingDemoElection: DemoElection = {
  content: {
    language: "ko",
    title: { ko: "차 없는 거리 조례 (체험)", en: "Car-free street ordinance (demonstration)" },
    question: {
      ko: "일요일 낮 시장길을 **차 없는 거리**로 만드는 조례에 찬성하십니까?",
      en: "Are you for an ordinance that makes Market Street **car-free** on Sundays?",
    },
    options: [
      { title: { ko: "찬성", en: "Yes" } },
      { title: { ko: "반대", en: "No" } },
      { title: { ko: "기권", en: "Abstain" } },
    ],
    arguments: [
      {
        side: "for",
        text: {
          ko: "아이들이 **마음 놓고** 걷고, 가게 앞에 사람이 머뭅니다.",
          en: "Children walk **at ease**, and people stay before the shops.",
        },
        by: { ko: "시장 상인회 (체험)", en: "Market traders (demonstration)" },
      },
      {
        side: "against",
        text: { ko: "옆 골목에 차가 몰립니다.", en: "The cars go through the next street instead." },
        by: { ko: "옆 골목 주민 (체험)", en: "Residents of the next street (demonstration)" },
      },
    ],
    test,
  },
  rules: {
    optionCount: 3,
    maxPerOption: 1,
    minTotal: 1,
    maxTotal: 1,
    budget: NO_BUDGET,
    credits: NO_CREDITS,
    distinct: false,
    costs: [0, 0, 0],
  },
  outcome: {
    kind: "Referendum",
    tieBreak: "ListedOrder",
    quorum: { numerator: 1, denominator: 10, moreThan: false },
    closedBelowQuorum: false,
    electors: 0,
    electorsSource: ZeroHash,
    passingShare: MAJORITY,
    winners: 0,
    minimumVotes: 0,
    budget: 0,
    costs: [],
  },
};
