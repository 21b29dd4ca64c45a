import type { WordsOf } from "../words.ts";

/** What the contracts of templates and proposals refuse. */
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
  REFUSED_NOT_THE_ORGANIZER:
    "이 틀을 만들 수 있는 계정이 아닙니다. 틀에 적힌 주관 계정으로 보내거나, 보내는 계정을 주관으로 적으세요.",
  REFUSED_TEMPLATE_INVALID: "절차 틀에 적은 값이 범위를 벗어났거나 다른 값과 어긋납니다. 아래에 적힌 항목을 고치세요.",
  REFUSED_TEMPLATE_MARK_DIFFERS:
    "절차 틀과 명부 가운데 하나만 시험용입니다. 시험 틀에는 시험 명부를, 실제 틀에는 실제 명부를 쓰세요.",
  REFUSED_TEMPLATE_KNOWN:
    "똑같은 절차 틀이 이미 공개되어 있습니다. 더 할 일이 없습니다. 같은 내용을 다시 내려면 다른 이름을 붙이세요.",
  REFUSED_LEAST_MEMBERS_RAISED:
    "같은 계열의 첫 절차 틀보다 명부의 최소 인원이 많습니다. 아래 수 이하로 정하거나 새 계열로 시작하세요.",
  REFUSED_LIMITS_DIFFER:
    "같은 이름의 제안 한도에 다른 기간이나 횟수가 정해져 있습니다. 아래 값에 맞추거나 한도의 이름을 바꾸세요.",
  REFUSED_BOARD_TERM_TOO_SHORT:
    "이 제안의 투표를 개표하기 전에 개표 위원회의 임기가 끝날 수 있습니다. 아래 시각(한국 시간)까지 일하는 위원회를 적거나 기간을 줄이세요.",
  REFUSED_BOARD_ENDS_SOONER:
    "이어질 틀의 개표 위원회 임기가 지금 틀의 것보다 먼저 끝납니다. 적어도 그때까지 일하는 위원회를 적으세요.",
  REFUSED_POSTING_ENDS_SOONER:
    "이어질 틀로는 지금 틀보다 일찍 제안이 막힙니다. 기간을 줄이거나 더 오래 일하는 개표 위원회를 적으세요.",
  REFUSED_QUOTA_OUT_OF_REACH:
    "이어질 틀의 필요 지지 수가 지금 틀보다 많고 이번 주 명부 인원의 절반도 넘습니다. 아래 수 이하로 정하거나 더 등록되기를 기다리세요.",
  REFUSED_NEITHER_ORGANIZER_NOR_REVIEWER:
    "절차 틀의 주관이나 심의 기관의 계정이 아닙니다. 연기는 두 계정에서 각각 같은 기간을 보내야 하고, 사업의 검토 결과는 한 계정으로 냅니다.",
  REFUSED_ALREADY_POSTPONED: "이 절차 틀은 이미 한 번 연기되었습니다. 정한 기간이 그대로 남으며, 더 할 일이 없습니다.",
  REFUSED_TEMPLATE_UNKNOWN: "공개된 적이 없는 절차 틀입니다. 공개된 기록에 있는 값을 그대로 쓰세요.",
  REFUSED_TEMPLATE_NOT_YET_IN_FORCE:
    "절차 틀의 예고 기간이 아직 끝나지 않았습니다. 아래 시각(한국 시간)까지 기다리거나 지금 쓰는 틀을 고르세요.",
  REFUSED_TEMPLATE_NOT_CURRENT:
    "지금은 다른 절차 틀을 씁니다. 아래에 적힌 틀을 쓰세요. 나중에 나온 틀로 넘어가는 일은 누구나 보낼 수 있고, 앞의 틀로는 그 뒤 하루 동안 제안할 수 있습니다.",
  REFUSED_WEEKLY_CENSUS_TOO_SMALL:
    "이번 주 명부에 오른 사람이 필요한 수보다 적습니다. 더 등록되기를 기다리세요. 명부는 목요일 오전 9시(한국 시간)에 확정되고 하루 뒤부터 쓰입니다.",
  REFUSED_WEEKLY_CENSUS_TOO_DEEP:
    "이번 주 명부가 증명할 수 있는 크기를 넘었습니다. 명부를 나누거나 더 큰 명부를 다루는 판을 쓰세요.",
  REFUSED_CUT_NOT_CURRENT: "지금 쓰는 주간 명부가 아닙니다. 아래 시각(한국 시간)의 명부로 증명을 다시 만드세요.",
  REFUSED_CUT_NOT_PAST: "확정된 지 하루가 지난 주간 명부가 아닙니다. 아래에 적힌 가장 최근 명부나 그 전 것을 고르세요.",
  REFUSED_NEWCOMERS_NOT_TAKEN:
    "파일로 공개하는 명부에서는 새로 등록한 주민의 모임으로 지지할 수 없습니다. 제안 때의 명부로 지지하거나, 등록소의 명부를 쓰는 틀로 제안하세요.",
  REFUSED_PERIOD_NOT_CURRENT: "지금의 제안 기간이 아닙니다. 아래에 적힌 기간으로 증명을 다시 만드세요.",
  REFUSED_SLOT_TOO_HIGH:
    "한 기간에 올릴 수 있는 제안 수를 넘었습니다. 아래 수보다 작은 번호를 쓰거나 다음 기간을 기다리세요.",
  REFUSED_SLOT_USED: "이 번호로는 이미 제안을 올렸습니다. 이 기간의 다른 번호를 쓰거나 다음 기간을 기다리세요.",
  REFUSED_POST_PROOF_INVALID: "제안의 증명이 맞지 않습니다. 이 틀, 글, 명부, 번호로 증명을 다시 만드세요.",
  REFUSED_NOTHING_TO_DO: "보낸 묶음이 비어 있습니다. 지지나 철회를 하나 이상 넣으세요.",
  REFUSED_ACTION_PROOFS_INVALID:
    "묶음에 맞지 않는 증명이 있어 아무것도 세지 않았습니다. 보내기 전에 하나씩 확인하고 맞지 않는 것을 빼세요.",
  REFUSED_TEXT_MISMATCH:
    "올린 제안의 글이 아닙니다. 보관소에서 제안에 적힌 해시의 글을 소금값과 함께 모두 받아서 다시 내세요.",
  REFUSED_LEAF_MUST_BE_HIDDEN: "두 곳이 함께 가린 부분은 투표에 올릴 수 없습니다. 그 부분은 글 없이 해시만 내세요.",
  REFUSED_LEAF_MUST_BE_SHOWN:
    "지금 함께 가려진 부분이 아니므로 빼고 투표할 수 없습니다. 그 부분의 글과 소금값을 함께 내세요.",
  REFUSED_NOTICES_OF_OTHER_PROPOSALS:
    "다른 제안 계약의 알림 계약입니다. 같은 제안 계약을 가리키는 알림 계약으로 다시 배포하세요.",
  REFUSED_QUOTA_NOT_REACHED: "제안이 아직 필요 지지 수를 채우지 못했습니다. 채울 때까지 기다리세요.",
  REFUSED_ANSWER_EMPTY: "답변의 내용이 없습니다. 수용인지 불수용인지 밝히고 답변 글의 해시를 함께 내세요.",
  REFUSED_ANSWER_STANDS: "이미 나간 답변이 있습니다. 답변은 불수용에서 수용으로만 바꿀 수 있으니, 더 할 일이 없습니다.",
  REFUSED_TEMPLATE_OF_ANOTHER_PROPOSAL:
    "이 제안이 올라온 절차 틀이 아닙니다. 아래 해시의 틀을 공개된 기록에 있는 값 그대로 쓰세요.",
  REFUSED_NOT_CONVERTIBLE:
    "지금은 이 제안을 투표로 넘길 수 없는 상태입니다. 필요 지지 수를 채웠는지, 이미 끝난 제안인지 상태를 확인하세요.",
  REFUSED_CONVERSION_TOO_EARLY:
    "아직 투표로 넘길 때가 아닙니다. 답변이 나온 뒤나 답변 기한이 지난 뒤, 아래 시각(한국 시간)부터 누구나 넘길 수 있습니다.",
  REFUSED_NO_BOARD_FIT:
    "개표할 때까지 임기가 남은 개표 위원회가 없습니다. 기한을 멈추게 하고, 새 위원회를 적은 절차 틀이 쓰이면 다시 하세요.",
  REFUSED_BOARD_IS_FIT: "개표할 위원회가 있어 기한이 그대로 흐릅니다. 제안을 투표로 넘기세요.",
  REFUSED_TERM_AS_IT_IS: "기한이 이미 멈추어 있거나, 멈춘 적이 없어 다시 흐르게 할 것이 없습니다. 더 할 일이 없습니다.",
  REFUSED_ELECTION_NOT_OVER:
    "이 제안의 투표가 아직 끝나지 않았습니다. 끝날 때까지 기다리세요. 개표 몫이 늦어지는 투표는 몫이 다 올 때까지 결정되지 않은 채로 남습니다.",
  REFUSED_NOTHING_TO_SETTLE: "결과를 옮겨 적을 투표가 이 제안에 없습니다. 더 할 일이 없습니다.",
  REFUSED_CELL_NOT_NEXT:
    "이 분야의 제안이 아직 마감되지 않았거나, 이어질 분야에 이미 제안할 수 없습니다. 앞 분야의 지지가 마감될 때까지 기다리거나 이어질 분야의 시각을 늦추세요.",
  REFUSED_CELL_CLOSED: "이 분야의 제안과 지지는 마감되었습니다. 지지를 받고 있는 분야에 제안하세요.",
  REFUSED_COST_OUT_OF_RANGE:
    "사업비가 이 분야에서 받는 범위를 벗어났습니다. 분야가 없는 제안에는 사업비를 적지 않습니다. 아래 두 값 사이로 원 단위로 적으세요.",
  REFUSED_NOT_A_PROJECT: "그 번호로 올라온 예산 사업이 없습니다. 번호와 계약을 다시 확인하세요.",
  REFUSED_NOT_ASSESSED_NOW:
    "지금은 이 계정이 검토 결과를 낼 때가 아닙니다. 검토가 없는 사업은 제안된 사업비로 할 수 있는 것으로 봅니다.",
  REFUSED_ASSESSMENT_EMPTY: "검토 결과의 내용이 없습니다. 할 수 있는지 없는지 밝히고 검토 글의 해시를 함께 내세요.",
  REFUSED_ASSESSMENT_STANDS:
    "이 계정의 검토 결과가 이미 있습니다. 주관은 할 수 없음에서 할 수 있음으로만 바꾸고 심의 기관은 바꾸지 못하니, 더 할 일이 없습니다.",
  REFUSED_NOT_INSERTED_NOW: "지금은 사업을 목록에 올릴 때가 아닙니다. 아래 시각(한국 시간) 사이에 올리세요.",
  REFUSED_PROJECT_INFEASIBLE:
    "할 수 없다고 검토된 사업이라 목록에 오르지 못합니다. 제때 검토 결과가 바뀌지 않으면 더 할 일이 없습니다.",
  REFUSED_ALREADY_LISTED: "이미 목록에 오른 사업입니다. 더 할 일이 없습니다.",
  REFUSED_NO_PLACE_ON_LIST:
    "목록이 이 사업보다 앞서는 사업으로 찼습니다. 지지가 적거나 늦게 제안되어 더 할 일이 없습니다.",
  REFUSED_CELL_NOT_OPENABLE:
    "지금은 이 분야의 투표를 열 수 없는 상태입니다. 아직 때가 아니거나 이미 끝났으니 상태를 확인하세요.",
  REFUSED_TITLES_MISSING: "제목의 수가 목록의 사업 수와 다릅니다. 목록에 올린 기록에서 제목을 차례대로 모두 내세요.",
  REFUSED_TITLE_OF_ANOTHER_PROJECT:
    "그 자리의 사업이 목록에 오를 때 낸 제목이 아닙니다. 목록에 올린 기록의 제목과 소금값을 목록의 차례대로 내세요.",
  REFUSED_NO_ELECTION_TO_SETTLE: "결과를 옮겨 적을 투표가 이 분야에 없습니다. 더 할 일이 없습니다.",
  REFUSED_NOT_A_PARTY:
    "이 제안에 대해 이 알림을 낼 수 있는 계정이 아니거나 없는 제안입니다. 절차 틀에 적힌 계정에서 보내세요.",
  REFUSED_WORDS_MISSING_OR_TOO_LONG: "까닭을 적지 않았거나 너무 길게 적었습니다. 한도 안에서 까닭을 적으세요.",
  REFUSED_HIDING_TOO_LONG:
    "혼자서 가릴 수 있는 시간을 넘었습니다. 남은 시간 안에서 가리거나, 심의 기관과 함께 가림을 정하세요.",
  REFUSED_HIDING_TOO_LATE:
    "지지 마감 전 7일 동안은 혼자서 가릴 수 없습니다. 심의 기관과 함께 가림을 정하거나 마감된 뒤에 가리세요.",
  REFUSED_LEAF_ALREADY_NAMED:
    "이 계정이 이미 가리자고 했거나, 다른 두 곳의 뜻으로 이미 가려진 부분입니다. 더 할 일이 없습니다.",
  REFUSED_NAME_NOT_THERE:
    "이 계정이 가리자고 한 적이 없거나, 이미 두 곳의 뜻이 모여 가려진 부분입니다. 가려진 부분은 다시 보이기로 푸세요.",
  REFUSED_LEAF_WAS_RESTORED: "다시 보이기로 한 부분은 다시 가릴 수 없습니다. 더 할 일이 없습니다.",
  REFUSED_NOTHING_TO_RESTORE: "함께 가린 부분이 아닙니다. 혼자서 가린 부분은 때가 되면 저절로 보이니 기다리세요.",
  REFUSED_EVIDENCE_MISSING:
    "마쳤다는 근거가 없습니다. 이행 단계를 마쳤다고 알릴 때에는 근거 자료의 해시를 함께 내세요.",
};
