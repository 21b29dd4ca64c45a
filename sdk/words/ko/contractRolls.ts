import type { WordsOf } from "../words.ts";

/** What the registry and the contract of published rolls refuse. */
export const contractRolls: WordsOf<"contractRolls"> = {
  REFUSED_VOUCHER_EXPIRED: "등록 확인서의 기한이 지났습니다. 두 기관에 새 확인서를 청하세요.",
  REFUSED_OFFICE_SIGNATURE_INVALID:
    "기관의 서명이 맞지 않습니다. 아래에 적힌 기관에 지금 열쇠로 같은 내용에 다시 서명해 달라고 하세요.",
  REFUSED_PSEUDONYM_MISMATCH: "두 가명 번호가 서로 다른 주민의 것입니다. 두 기관에 대장을 맞추어 보게 하세요.",
  REFUSED_SEQUENCE_NOT_NEXT:
    "등록 확인서의 순번이 공개 기록과 다릅니다. 이미 등록되어 있지 않다면 처음부터 다시 해 두 기관에서 새 확인서를 받으세요.",
  REFUSED_ROLL_IDS_INVALID:
    "명부 번호의 목록이 맞지 않습니다. 하나 이상을 작은 번호부터 적고, 삭제할 때는 비워 두세요.",
  REFUSED_RESIDENT_RECORD_DIFFERS:
    "주민의 이전 등록 내용이 공개 기록에 있는 것과 다릅니다. 공개 기록을 다시 읽어 마지막 등록의 내용을 주고, 새 주민이면 비워 두세요.",
  REFUSED_SIBLINGS_MISSING:
    "옆 값의 묶음 수가 주민이 올라 있는 명부 수와 다릅니다. 주민이 올라 있는 명부마다 하나씩 주고, 새 주민이면 비워 두세요.",
  REFUSED_WRONG_SIBLING_NODES: "그사이 명부가 바뀌었습니다. 공개 기록을 다시 읽고 처음부터 다시 하세요.",
  REFUSED_RESIDENT_UNKNOWN: "등록되지 않은 주민입니다. 가명 번호를 확인하세요. 등록된 주민만 삭제할 수 있습니다.",
  REFUSED_ROTATION_NOT_ANNOUNCED:
    "기관을 바꾼다는 예고가 없었습니다. 지금의 두 기관이 서명한 예고를 먼저 공개 기록에 올리세요.",
  REFUSED_ROTATION_NOT_READY: "아직 기관을 바꿀 수 없습니다. 아래에 적힌 시각(한국 시간)까지 기다린 뒤 다시 하세요.",
  REFUSED_COMPANION_TAKES_FIRST_ONLY:
    "첫 신원 명부에는 첫 등록만 들어갑니다. 재발급한 신원은 첫 신원 명부를 빼고 적으세요.",
  REFUSED_COMPANION_WITHOUT_ROLL: "첫 신원 명부만 있고 그 명부가 빠졌습니다. 둘을 함께 적으세요.",
  REFUSED_ACCEPTANCE_INVALID:
    "새로 맡을 계정이 이 교체를 받아들인다는 서명이 없거나 맞지 않습니다. 아래에 적힌 계정이 이 교체의 서류에 서명하게 하세요.",
  REFUSED_BODY_SIGNATURE_INVALID:
    "복구 기관의 서명이 맞지 않습니다. 복구 기관에 이 복구의 서류에 서명해 달라고 하세요.",
  REFUSED_ANNOUNCEMENT_LAPSED: "예고가 쓸 수 있는 기한을 넘겼습니다. 서명을 새로 모아 다시 예고하세요.",
  REFUSED_RECOVERY_NOT_FORESEEN:
    "복구 기관 없이 만든 등록부입니다. 두 열쇠가 모두 살아 있으면 교체하고, 아니면 등록부를 새로 만들어 다시 등록하세요.",
  REFUSED_RECOVERY_PENDING:
    "다른 복구가 이미 예고되어 있습니다. 그 복구가 실행되거나, 거부되거나, 취소되거나, 기한을 넘길 때까지 기다리세요.",
  REFUSED_OTHER_OFFICE_RECOVERED:
    "다른 기관의 열쇠를 복구한 지 1년이 지나지 않았습니다. 아래에 적힌 시각(한국 시간)의 30일 전부터 예고할 수 있습니다. 두 열쇠가 모두 살아 있으면 교체하세요.",
  REFUSED_RECOVERY_NOT_ANNOUNCED:
    "예고된 복구가 없습니다. 예고한 적이 없거나 이미 실행, 거부, 취소된 것입니다. 복구 기관과 다른 기관과 새로 맡을 계정이 서명한 예고를 먼저 올리세요.",
  REFUSED_RECOVERY_NOT_READY:
    "아직 복구를 실행할 수 없습니다. 아래에 적힌 시각(한국 시간)까지 기다리세요. 그때까지 잃었다는 열쇠가 거부할 수 있습니다.",
  REFUSED_ALREADY_INITIALISED:
    "이미 첫 기관이 정해진 등록부입니다. 기관은 예고한 교체나 복구로만 바뀌니 더 할 일이 없습니다.",
  REFUSED_ROTATION_DELAY_TOO_SHORT:
    "기관 교체의 예고 기간이 너무 짧습니다. 7일 이상으로, 시험이면 1초 이상으로 정하세요.",
  REFUSED_RECOVERY_BODY_IS_OFFICE: "복구 기관이 두 기관 가운데 하나입니다. 계정이 다른 기관을 적거나 비워 두세요.",
  REFUSED_REGISTRY_OF_ANOTHER_FACTORY: "이 팩토리가 만든 등록부가 아닙니다. 이 팩토리가 만든 등록부를 적으세요.",
  REFUSED_OFFICES_MUST_DIFFER: "두 기관과 복구 기관 가운데 둘의 계정이 같습니다. 계정을 서로 다르게 적으세요.",
  REFUSED_OFFICE_CHANGES_SEAT:
    "지금 다른 기관을 맡은 계정입니다. 가명 번호는 기관 자리마다 다르므로 자리를 바꾸면 모든 주민이 새 주민이 됩니다. 그 계정은 제자리에 두거나, 어느 기관도 아닌 계정을 적으세요.",
  REFUSED_OFFICE_ADDRESS_ZERO: "기관의 계정이 비어 있습니다. 두 기관의 계정을 모두 적으세요.",
  REFUSED_IDENTITY_COMMITMENT_INVALID: "투표 신원의 번호가 맞지 않습니다. 주민의 기기에서 다시 만드세요.",
  REFUSED_IDENTITY_COMMITMENT_USED: "이미 쓰인 투표 신원입니다. 투표 신원을 새로 만드세요.",
  REFUSED_ENROLMENT_PROOF_INVALID:
    "등록의 증명이 맞지 않습니다. 투표 신원의 비밀로 이 확인서에 대한 증명을 다시 만드세요.",
  REFUSED_CHALLENGE_PERIOD_TOO_SHORT: "이의 기간이 너무 짧습니다. 하루 이상으로, 시험이면 1초 이상으로 정하세요.",
  REFUSED_NOT_AN_OFFICE: "두 기관의 계정이 아닙니다. 두 기관 가운데 한 곳의 지금 열쇠로 서명하세요.",
  REFUSED_SNAPSHOT_EXPIRED: "명부 파일에 한 서명의 기한이 지났습니다. 두 기관에 다시 서명해 달라고 하세요.",
  REFUSED_SNAPSHOT_SEQUENCE_NOT_NEXT:
    "명부 파일의 순번이 맞지 않습니다. 두 기관에 아래에 적힌 순번으로 서명해 달라고 하세요.",
  REFUSED_SNAPSHOT_TOO_SMALL: "명부 파일로 내기에는 인원이 적습니다. 이만한 인원은 공개 기록에 바로 등록하세요.",
  REFUSED_SNAPSHOT_PENDING:
    "앞선 명부 파일의 이의 기간이 끝나지 않았습니다. 확정될 때까지 기다리거나 기관이 거두어들이게 하세요.",
  REFUSED_NO_SNAPSHOT_PENDING:
    "이의 기간에 있는 명부 파일이 없습니다. 낸 것이 없거나, 기간이 끝났거나, 이미 무효가 되었으니 더 할 일이 없습니다.",
  REFUSED_CONTENT_ROOT_MISMATCH: "명부 파일의 뿌리와 내용 해시가 서로 맞지 않습니다. 명부 파일을 다시 만드세요.",
  REFUSED_NOT_IN_SNAPSHOT:
    "이의 기간에 있는 명부 파일에 없는 내용입니다. 내용 해시가 같은 파일에서 경로를 다시 만드세요.",
  REFUSED_CHILD_MISMATCH: "보여 준 마디와 그 아래 값이 맞지 않습니다. 그 마디 바로 아래의 두 값을 보여 주세요.",
  REFUSED_ENTRY_EXPECTED:
    "명부 항목을 보여 주어야 하는 자리입니다. 명부 항목을 보여 주고, 항목의 자리에 마디가 있다는 것은 challengeNode로 보이세요.",
  REFUSED_NO_FAULT: "보여 준 내용에는 잘못이 없습니다. 다른 잘못이 있으면 그것을 보여 주세요.",
  REFUSED_KNOWN_PROOF_FAILS:
    "열쇠와 함께 만든 증명조차 이 공개 기록에서는 맞지 않는다고 나옵니다. 여기서 나온 증명 판정을 믿지 말고, 그 때문에 아무것도 무효로 하지 마세요. 이 변경을 아는 판으로 다시 배포하세요.",
  REFUSED_GAS_TOO_LOW:
    "거래에 준 가스가 모자라 증명을 검사하지 못했습니다. 가스 한도를 2,000,000으로 정해 다시 보내세요.",
  REFUSED_OPENING_LENGTH_WRONG: "보여 준 값의 개수가 다릅니다. 명부 항목은 12개, 마디는 3개를 주세요.",
  REFUSED_PATH_LENGTH_WRONG:
    "경로의 길이가 다릅니다. 이의 기간에 있는 내용 해시와 같은 명부 파일에서 경로를 다시 만드세요.",
  REFUSED_PLACE_UNKNOWN: "명부의 나무에 없는 자리입니다. 명부 인원만큼 잎이 있는 나무의 자리를 적으세요.",
};
