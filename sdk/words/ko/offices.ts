import type { WordsOf } from "../words.ts";

/** Of the two offices and of what they refuse a resident. */
export const offices: WordsOf<"offices"> = {
  OFFICE_REFUSED: "기관이 거절했습니다. 아래의 이유를 확인하세요.",
  OFFICE_UNREACHABLE: "기관의 서비스가 답하지 않습니다. 다시 해 보세요. 같은 요청을 되풀이해도 됩니다.",
  OFFICE_ANSWER_MALFORMED: "기관의 답이 정해진 꼴이 아닙니다. 계속하지 말고 기관의 주소를 알리세요.",
  COUNTS_INCOMPARABLE:
    "한 명부의 두 기관이 센 수가 아닙니다. 같은 명부의 등록 기관과 확인 기관의 주소를 이 순서로 주세요.",
  OFFICES_DISAGREE: "두 기관의 기록이 서로 다릅니다. 두 기관에 이 내용을 보여 주고 대장을 맞추게 하세요.",
  OFFICE_URL_INSECURE:
    "주민이 암호화(TLS) 없이 기관에 접속하게 됩니다. 앞에 TLS가 있는 프록시를 두고 그 주소를 publicUrl에 적으세요.",
  OFFICE_FILE_INVALID: "기관 파일에 잘못된 곳이 있습니다. docs/offices.md의 예를 보고 아래에 적힌 곳을 고치세요.",
  OFFICE_KEY_UNREADABLE: "기관의 열쇠 파일이 아닙니다. `npm run hanpyo -- office key --out 파일`로 하나 만드세요.",
  OFFICE_KEY_EXPOSED: "기관의 열쇠 파일을 다른 사람도 읽을 수 있습니다. `chmod 600 파일`을 실행하세요.",
  VOUCHER_SIGNATURE_INVALID:
    "등록 확인서가 공개 기록에 적힌 기관의 서명이 아닙니다. 나중에 다시 해 보고, 그래도 같으면 그 기관을 알리세요.",
  ROLL_ROOT_MISMATCH:
    "등록 기록으로 계산한 명부가 공개 기록의 명부와 다릅니다. 다른 RPC에 물어보고, 그래도 같으면 이의를 신청하세요.",
  ENROLMENT_NOT_INCLUDED:
    "등록이 아직 공개 기록에 오르지 않았습니다. 나중에 상태를 다시 보거나, 다른 기관에 내거나, 직접 보내세요.",
  FOREIGN_CHALLENGE:
    "기관이 다른 등록 절차나 다른 기관의 확인 값에 서명하라고 합니다. 신분증을 보여 주지 말고 그 기관을 알리세요.",
  TRIES_EXCEEDED: "같은 통신망에서 너무 여러 번 틀렸습니다. 번호를 편지와 비교하거나 1분 뒤에 다시 하세요.",
  SESSIONS_FULL: "이 사람이 신분증을 보여 준 등록 절차가 너무 많습니다. 몇 분 뒤에 다시 하세요.",
  METHOD_UNKNOWN: "기관이 받지 않는 확인 방법입니다. 기관이 알려 주는 방법 가운데 고르세요.",
  SESSION_UNKNOWN: "없거나 이미 끝난 등록 절차입니다. 처음부터 다시 하세요.",
  SESSION_USED: "이 등록 절차에서는 이미 신분증을 보여 주었습니다. 처음부터 다시 하세요.",
  SESSION_NOT_PRESENTED: "이 등록 절차에서 아직 신분증을 보여 주지 않았습니다. 먼저 신분증을 보여 주세요.",
  SESSION_PURPOSE: "다른 일을 하려고 시작한 등록 절차입니다. 하려는 일에 맞게 새로 시작하세요.",
  SESSION_TRIES: "이 등록 절차에서 너무 여러 번 틀렸습니다. 처음부터 다시 하세요.",
  NOT_ON_BOOK: "기관의 대장에 없는 사람입니다. 기관에 물어보고, 이 지역에 산다면 기한 안에 이의를 신청하세요.",
  NOT_ELIGIBLE: "기관의 대장으로는 등록할 수 없습니다. 기관에 물어보고, 틀렸다면 기한 안에 이의를 신청하세요.",
  REGISTER_UNAVAILABLE:
    "지금은 주민 대장에 물어볼 수 없습니다. 아무것도 서명하지 않았으니 몇 분 뒤에 처음부터 다시 하세요.",
  REGISTER_REFUSED:
    "주민 대장이 이 기관의 물음에 답하지 않습니다. 기관에 알리세요. 기관은 대장을 볼 허가를 확인해야 합니다.",
  REGISTER_MISCONFIGURED:
    "기관이 주민 대장에 잘못된 방식으로 묻고 있습니다. 기관에 알리세요. 기관은 `hanpyo office register check`를 실행해 파일을 고쳐야 합니다.",
  REGISTER_ANSWER_UNREADABLE:
    "주민 대장의 답을 읽을 수 없습니다. 몇 분 뒤에 처음부터 다시 하고, 그래도 같으면 기관에 알리세요.",
  ROLL_CHANGED: "그사이 기관의 대장이 바뀌었습니다. 처음부터 다시 하면 지금의 기록으로 답합니다.",
  FACTS_DIFFER: "요청의 내용이 기관이 답한 것과 다릅니다. 처음부터 다시 하세요.",
  VOUCHER_HELD:
    "다른 투표 신원의 등록 확인서가 아직 살아 있습니다. 그것을 쓰거나 아래에 적힌 기한(KST, 한국 시간)이 지날 때까지 기다리세요.",
  REQUEST_SIGNATURE_INVALID: "등록 신청서의 서명이 적힌 계정의 것이 아닙니다. 신청서에 다시 서명하세요.",
  SIGNER_DIFFERS: "공개 기록에 적힌 기관의 계정이 이 기관의 열쇠와 다릅니다. 기관이 열쇠 바꾸기를 마쳐야 합니다.",
  DOES_NOT_SUBMIT: "이 기관은 등록을 공개 기록에 올려 주지 않습니다. 다른 기관에 부탁하거나 직접 보내세요.",
  VOUCHER_INVALID: "기관이 이 내용에 서명하지 않았습니다. 두 기관에 등록 확인서를 다시 청하세요.",
  VOUCHER_ENDS_SOON: "등록 확인서의 기한이 곧 끝나 공개 기록에 올릴 시간이 없습니다. 두 기관에 새 확인서를 청하세요.",
  BATCH_REPEATS: "한 사람이나 투표 신원이 묶음에 두 번 들어 있습니다. 각각 한 번씩만 넣으세요.",
  PARTNER_SIGNATURE_INVALID:
    "다른 기관이 이 묶음에 서명하지 않았습니다. 묶음은 공개 기록에 적힌 다른 기관만 청할 수 있습니다.",
  OBJECTION_LATE:
    "이 명부에는 이의 신청을 받지 않거나 기한이 지났습니다. 어느 투표부터 반영될 수 있는지 기관에 물어보세요.",
  OBJECTIONS_FULL: "이 사람의 이의 신청이 이미 한도에 이르렀습니다. 기관의 답을 기다리세요.",
  RESIDENT_RECORD_MISSING:
    "공개 기록은 이 주민을 알고 있는데 노드가 등록 기록을 주지 않았습니다. 기록을 모두 가진 다른 노드에서 다시 읽으세요.",
  RESIDENT_RECORD_OUTDATED:
    "노드가 준 마지막 등록 기록이 공개 기록에 있는 것과 다릅니다. 노드가 따라잡은 뒤나 다른 노드에서 다시 읽고, 그 전에는 보내지 마세요.",
  NOT_A_BATCH:
    "이 등록들은 한 번에 서명할 묶음이 되지 않습니다. 같은 명부에 처음 등록하는 주민만 한 번씩 묶고, 다른 등록은 각자의 확인서로 보내세요.",
  ENROLMENT_NOT_FILED:
    "기관이 등록을 받아 적지 않았습니다. 같은 등록을 다시 내세요. 두 기관에 모두 적혀야 명부 파일에 오릅니다.",
  ENROLMENT_DECLINED: "등록을 원하지 않아 아무것도 서명하지 않았습니다. 이미 등록한 투표 신원으로 투표하세요.",
  PUBLISHED_ROLLS_FOREIGN:
    "이 등록 계약의 기관들이 쓰는 공개 명부의 계약이 아닙니다. 두 주소를 같은 배포 파일에서 가져오세요.",
  PUBLISHED_SUBMITS:
    "공개 명부의 등록은 적어 두기만 하고 공개 기록에 올리지 않습니다. --submit을 빼고 기관을 시작하세요.",
  OFFICE_NOT_NAMED:
    "이 열쇠의 계정은 등록 계약에 적힌 기관이 아닙니다. 기관의 지금 열쇠 파일을 주거나 열쇠 교체를 마치세요.",
  VALUES_NOT_ON_TERMINAL:
    "터미널이 아니어서, 주민이 쓴 글이 파일이나 기록에 남게 됩니다. 터미널에서 --json 없이 실행하거나 --out FILE을 주세요.",
  OBJECTION_UNKNOWN: "그런 이의 신청이 없습니다. `office objections list --all`로 보세요.",
  OBJECTION_ANSWERED: "이미 답한 이의 신청입니다. 신청한 사람이 읽었을 수 있습니다. 답을 바꾸려면 --replace를 주세요.",
  ANSWER_LENGTH: "답이 비었거나 너무 깁니다. 1자에서 2,000자 사이로 쓰세요.",
};
