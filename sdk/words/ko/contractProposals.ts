import type { WordsOf } from "../words.ts";

/** What the contracts of proposals refuse. */
export const contractProposals: WordsOf<"contractProposals"> = {
  REFUSED_LEAF_COUNT_WRONG:
    "제안의 글이 나뉜 부분의 수가 맞지 않습니다. 머리글과 제목, 하나 이상의 문단을 갖추되 부분의 수를 한도 안으로 줄이세요.",
  REFUSED_TEXT_TOO_LONG:
    "제안의 머리글이나 제목, 또는 글 전체가 한도보다 깁니다. 이 제안은 투표로 넘어갈 수 없으니, 글을 줄여 새로 제안하세요.",
  REFUSED_HEAD_LEAF_HIDDEN:
    "제안의 머리글이나 제목이 빠졌습니다. 이 둘은 가려진 채로 투표할 수 없으니, 그 글과 소금값을 함께 내세요.",
  REFUSED_TIMING_INVALID:
    "절차 틀의 일정을 지킬 수 없습니다. 공고하기 전에 아래에 적힌 항목을 고치세요. 투표 금지 기간을 줄이거나 투표일 간격을 늘리면 됩니다.",
  REFUSED_POSTPONEMENT_INVALID:
    "연기할 기간이 비어 있거나 절차 틀이 허락하는 길이보다 깁니다. 끝나는 때를 시작하는 때보다 뒤로 하고 한도 안에서 정하세요.",
};
