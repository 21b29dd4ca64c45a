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
  REFUSED_TEXT_MISMATCH:
    "올린 제안의 글이 아닙니다. 보관소에서 제안에 적힌 해시의 글을 소금값과 함께 모두 받아서 다시 내세요.",
  REFUSED_LEAF_MUST_BE_HIDDEN: "두 곳이 함께 가린 부분은 투표에 올릴 수 없습니다. 그 부분은 글 없이 해시만 내세요.",
  REFUSED_LEAF_MUST_BE_SHOWN:
    "지금 함께 가려진 부분이 아니므로 빼고 투표할 수 없습니다. 그 부분의 글과 소금값을 함께 내세요.",
  REFUSED_NOT_A_PARTY:
    "이 제안에 대해 이 알림을 낼 수 있는 계정이 아니거나 없는 제안입니다. 절차 틀에 적힌 계정에서 보내세요.",
  REFUSED_WORDS_MISSING_OR_TOO_LONG: "까닭을 적지 않았거나 너무 길게 적었습니다. 한도 안에서 까닭을 적으세요.",
  REFUSED_HIDING_TOO_LONG:
    "혼자서 가릴 수 있는 시간을 넘었습니다. 남은 시간 안에서 가리거나, 심의 기관과 함께 가림을 정하세요.",
  REFUSED_HIDING_TOO_LATE:
    "지지 마감 전 7일 동안은 혼자서 가릴 수 없습니다. 심의 기관과 함께 가림을 정하거나 마감된 뒤에 가리세요.",
  REFUSED_LEAF_ALREADY_NAMED: "이 계정이 이미 가리자고 한 부분입니다. 더 할 일이 없습니다.",
  REFUSED_NAME_NOT_THERE:
    "이 계정이 가리자고 한 적이 없거나, 이미 두 곳의 뜻이 모여 가려진 부분입니다. 가려진 부분은 다시 보이기로 푸세요.",
  REFUSED_LEAF_WAS_RESTORED: "다시 보이기로 한 부분은 다시 가릴 수 없습니다. 더 할 일이 없습니다.",
  REFUSED_NOTHING_TO_RESTORE: "함께 가린 부분이 아닙니다. 혼자서 가린 부분은 때가 되면 저절로 보이니 기다리세요.",
  REFUSED_EVIDENCE_MISSING:
    "마쳤다는 근거가 없습니다. 이행 단계를 마쳤다고 알릴 때에는 근거 자료의 해시를 함께 내세요.",
};
