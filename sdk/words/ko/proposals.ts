import type { WordsOf } from "../words.ts";

/** Of proposals: their texts, mirrors, schedules and lists. */
export const proposals: WordsOf<"proposals"> = {
  PROPOSAL_TEXT_MALFORMED:
    "제안의 글을 읽을 수 없습니다. docs/protocol.md의 P24.2에 적힌 대로 머리글과 제목, 하나 이상의 문단을 갖추세요.",
  PROPOSAL_TEXT_TOO_LONG: "제안의 글이 너무 깁니다. 글을 줄이고, 자세한 내용은 링크로 이어 주세요.",
  PROPOSAL_TEXT_CHARACTER:
    "보이지 않거나 글의 방향을 뒤집는 문자가 들어 있습니다. 그 문자를 지우고, 복사한 말이면 직접 다시 입력하세요.",
  PROPOSAL_TEXT_MISMATCH:
    "올린 제안의 글이 아닙니다. 이 글을 보고 지지하지 마시고, 다른 보관소에서 같은 제안의 글을 받으세요.",
  PROPOSAL_LEAF_MISSING:
    "가려지지 않은 부분인데 글이 없습니다. 다른 보관소나, 제안을 올리거나 지지한 사람에게서 글을 받으세요.",
  PROPOSAL_CONTENT_MALFORMED:
    "제안에서 온 투표의 내용을 읽을 수 없습니다. docs/protocol.md의 P23.2에 맞는 내용만 쓰고, 읽을 수 없는 내용에는 투표하거나 동의하지 마세요.",
  PROPOSAL_EVENT_FALSE:
    "노드가 보여 준 기록의 값이 서로 맞지 않습니다. 계약은 그런 기록을 남기지 않으니 다른 노드에 물어보세요.",
  PROPOSAL_UNKNOWN:
    "그런 번호로 올라온 제안이 없습니다. `proposal list`로 번호를 다시 확인하고, 체인과 계약이 맞는지 보세요.",
  TEXT_NOT_POSTED:
    "이 보관소가 맡은 절차 틀로 올라온 제안이 아닙니다. 먼저 제안을 올리고, 블록에 오른 뒤 글을 다시 보내세요.",
  TEXT_UNKNOWN: "이 보관소에는 그 글이 없습니다. 다른 보관소나, 제안을 올리거나 지지한 사람에게서 받으세요.",
  MIRROR_REFUSED: "보관소가 거절했습니다. 보관소가 말한 이유를 확인하세요.",
  MIRROR_UNREACHABLE: "보관소가 답하지 않습니다. 글은 어디서 받아도 같으니 다른 보관소에 물어보세요.",
  MIRROR_DATABASE_FOREIGN:
    "다른 체인이나 다른 알림 계약을 따르던 보관소의 파일입니다. 맞는 파일이나 새 파일을 주세요. 글은 다른 보관소에서 다시 받습니다.",
  TEMPLATE_QUESTION_INVALID:
    "절차 틀의 질문을 읽을 수 없습니다. docs/protocol.md의 P23.3에 적힌 대로 질문과 2~32개의 선택지를 한국어와 영어로 쓰세요.",
  QUOTA_INVALID:
    "필요 지지 수를 계산할 수 없습니다. 확정된 주민 수와 기약 분수로 쓴 비율, 그 수를 공표한 날과 출처를 적으세요.",
};
