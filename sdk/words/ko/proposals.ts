import type { WordsOf } from "../words.ts";

/** Of proposals: their texts, schedules and lists. */
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
  TEMPLATE_QUESTION_INVALID:
    "절차 틀의 질문을 읽을 수 없습니다. docs/protocol.md의 P23.3에 적힌 대로 질문과 2~32개의 선택지를 한국어와 영어로 쓰세요.",
  QUOTA_INVALID:
    "필요 지지 수를 계산할 수 없습니다. 확정된 주민 수와 기약 분수로 쓴 비율, 그 수를 공표한 날과 출처를 적으세요.",
  ACT_PACKAGE_MALFORMED: "지지나 제안의 꾸러미가 아닙니다. 주민의 기기가 만든 꾸러미를 그대로 주세요.",
  POSTED_TEMPLATE_MALFORMED:
    "제안에 담긴 절차 틀을 읽을 수 없습니다. 절차 틀이 공고된 기록에 있는 값을 그대로 담으세요.",
  ACT_DISPLACED: "같은 기간의 같은 번호로 다른 제안이 먼저 올라갔습니다. 다른 번호를 쓰거나 다음 기간을 기다리세요.",
  ACT_ENDED:
    "이 제안은 이미 필요 지지 수를 채웠거나 지지 기간이 끝나, 더 반영되지 않습니다. 제안의 상태를 확인하세요. 따로 할 일은 없습니다.",
  PROPOSALS_NOT_SERVED: "이 전달 서버가 맡지 않은 제안입니다. 다른 전달 서버를 쓰세요.",
  PROPOSAL_NOT_POSTED:
    "공개 기록에 그런 제안이 없습니다. 제안이 블록에 오를 때까지 기다렸다가 같은 것을 다시 보내세요.",
  GROUP_NOT_SHOWN:
    "이 제안에 그 날짜의 새 주민 명단이 공개되지 않았습니다. 명단을 먼저 공개 기록에 올리고, 그 명단으로 다시 만드세요.",
  PROPOSAL_CLOSED: "지지 기간이 끝났습니다. 이제 지지하거나 철회할 수 없습니다.",
  PROPOSAL_REACHED: "이 제안은 이미 필요 지지 수를 채웠습니다. 이제 지지도 철회도 받지 않으며, 따로 할 일은 없습니다.",
  POST_TOO_LATE: "제안에 쓴 명부와 기간이 지났습니다. 지금의 명부와 기간으로 제안을 다시 만드세요.",
  ACT_VALUE: "지지나 제안의 값이 범위를 벗어나 반영될 수 없습니다. 다시 만드세요.",
  ACT_MOVED:
    "이 제안에 대한 지지가 그사이 바뀌었습니다. 지금까지 몇 번 바꾸었는지 읽고, 그래도 바꾸려면 다음 번호로 다시 만드세요.",
  CHANGES_EXHAUSTED: "한 제안에 대한 지지와 철회는 모두 열네 번까지입니다. 마지막으로 바꾼 상태가 그대로 남습니다.",
  ACT_BUSY:
    "같은 번호로 다른 것을 이미 맡았습니다. 그것이 블록에 오를 때까지 기다리고, 다른 제안이면 기간의 다른 번호를 쓰세요.",
  CHANGES_PER_DAY:
    "이 전달 서버는 한 제안에 대한 지지와 철회를 하루 두 번까지 맡습니다. 내일 다시 보내거나, 다른 전달 서버를 쓰거나, 직접 보내세요.",
  ACT_PROOF_INVALID:
    "지지나 제안의 증명이 이 제안과 명부에 맞지 않습니다. 제안의 명부나 새 주민 명단에 있는 신원으로 다시 만드세요.",
};
