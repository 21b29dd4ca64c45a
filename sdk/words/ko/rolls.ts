import type { WordsOf } from "../words.ts";

/** Of an office's book, of the files it reads and of published rolls. */
export const rolls: WordsOf<"rolls"> = {
  HEADER_INVALID:
    "주민 자료 파일의 첫 줄에 있어야 할 열이 없거나 둘 이상입니다. 열 이름을 아래에 적힌 것 가운데 하나로 고치세요.",
  TEXT_UNDECODABLE: "파일의 글자를 읽을 수 없습니다. UTF-8 CSV로 저장하거나 --encoding으로 글자 방식을 알려 주세요.",
  NOT_TEXT: "글이 아닌 파일(엑셀, PDF 따위)입니다. 열어서 UTF-8 CSV로 저장하세요.",
  DISTRICT_LINE: "구역 파일에 잘못된 줄이 있습니다. 아래에 적힌 줄을 고치세요.",
  DISTRICT_UNKNOWN: "구역 파일에 없는 구역입니다. 파일에 적힌 그대로 쓰거나 파일에 그 구역을 더하세요.",
  EVENT_NEEDS: "이 변동에 필요한 옵션이 빠졌습니다. 아래에 적힌 옵션을 주세요.",
  EVENT_IMPOSSIBLE:
    "지금 상태의 사람에게는 있을 수 없는 변동입니다. 대장을 보세요. 변동이나 상태 가운데 하나가 다른 사람의 것입니다.",
  PERSON_UNKNOWN: "그 관리 번호를 가진 사람이 명부 대장에 없습니다. 등록부에서 번호를 다시 확인하세요.",
  REGISTER_EMPTY:
    "주민 자료 파일에 첫 줄(열 이름)만 있고 사람이 없습니다. 이대로라면 아무도 살지 않는다는 뜻이 됩니다. 등록부에서 다시 내려받으세요.",
  IMPORT_INCOMPLETE:
    "읽지 못한 행이 있어 누가 빠졌는지 알 수 없습니다. 그 행을 먼저 고치거나 --complete를 빼고 실행하세요.",
  NUMBERS_RESPELT:
    "대장에 있는 번호가 파일에는 다르게 적혀 있습니다(앞의 0, 대소문자, 붙임표). 대장에 적힌 대로 고치세요. 엑셀에서는 열을 텍스트로 두어야 앞의 0이 남습니다.",
  NUMBERS_MIXED:
    "숫자로만 된 번호의 자릿수가 서로 다릅니다. 엑셀이 앞의 0을 지웠는지 확인하고, 원래 그런 번호라면 --mixed-lengths를 주세요.",
  REGISTER_REPLACED:
    "파일의 사람은 대부분 새 사람이고 대장의 사람은 대부분 파일에 없습니다. 다른 지역의 파일이거나 번호가 바뀌었는지 확인하고, 뜻한 것이라면 --most-new를 주세요.",
  NAMESAKES_DIFFER:
    "성명, 생년월일, 행정동이 같은 행의 수가 --namesakes와 다릅니다. 그 행을 모두 살펴보고 서로 다른 사람인 행의 수를 주세요.",
  NAME_UNREADABLE: "성명에 보이지 않는 문자가 있습니다. 다시 입력하세요.",
  DISTRICT_NOT_IN_BOOK: "대장에는 이 행정동에 사는 사람이 없습니다. `roll export`에 나오는 대로 적으세요.",
  CODE_KEY_LENGTH: "인증번호를 만드는 열쇠의 길이가 다릅니다. 이 기관의 열쇠 파일을 주세요.",
  NOTHING_TO_CHECK:
    "무엇을 검사할지 모릅니다. 주민 자료 파일과 --districts를 주거나, --registrar와 --approver를 함께 주세요.",
  REGISTRY_MISSING:
    "--rpc와 --registry 가운데 하나가 빠졌습니다. 둘 다 주거나, 공개 기록을 보지 않으려면 둘 다 빼세요.",
  NOT_ON_ROLL: "이 투표의 선거인 명부에 없는 투표 신원입니다. 명부가 확정되기 전에 등록한 신원을 쓰세요.",
  ROLL_TOO_DEEP: "명부가 커서 회로에 담기지 않습니다. 더 깊은 회로를 쓰세요.",
  CENSUS_MISMATCH:
    "불러온 명부가 투표에서 확정한 명부와 다릅니다. 다시 하고, 그래도 같으면 다른 RPC에 물어보고 등록 기관에 알리세요.",
  ROLL_FILES_UNKNOWN:
    "파일로 공개된 명부인데 파일이 있는 곳을 모릅니다. 명부 파일의 주소를 알려 주거나 문의처에 물어보세요.",
  NO_SNAPSHOT: "그 폴더에는 명부 파일이 없습니다. 목차 파일과 거기 적힌 파일이 모두 든 폴더를 주세요.",
  SNAPSHOT_INDEX_INVALID: "명부 파일의 목차가 잘못되었습니다. 다시 내려받거나 다른 곳에서 내려받으세요.",
  SNAPSHOT_FILE_ALTERED: "목차에 적힌 명부 파일과 다릅니다. 다시 내려받거나 다른 곳에서 내려받으세요.",
  SNAPSHOT_PATH_WRONG:
    "명부 파일로 계산한 뿌리가 공개 기록의 명부와 다릅니다. 다른 곳에서 내려받고, 이 파일이 어디에서 왔는지 알리세요.",
  ENTRIES_FILE_INVALID: "명부 항목의 파일이 아닙니다. 기관이 만든 파일을 그대로 주세요.",
  ENTRIES_ALIKE: "두 명부 항목의 값이 같습니다. 두 번 적힌 주민을 찾으세요.",
  ENTRIES_UNPROVED:
    "증명이 없는 명부 항목이 있습니다. 그 항목을 빼세요. 연습이라면 --without-proofs를 줄 수 있지만 `verify`는 받지 않습니다.",
  ROLL_HAS_FILES: "파일로 공개된 명부입니다. 명부 파일의 폴더를 뿌리의 이름으로 복사하세요.",
  CENSUS_NOT_FROZEN: "명부를 확정하는 시각이 되지 않았거나 명부에 아무도 없습니다. 그 시각이 지난 뒤 다시 실행하세요.",
  SNAPSHOT_UNOPENED:
    "이 폴더의 명부 파일은 공개 기록에 공개된 것과 맞지 않습니다. 기관이 공개한 곳에서 다시 내려받으세요. 맞는 파일이 어디에도 없으면 명부를 확정하기 전에 이의를 내세요.",
  SNAPSHOT_NOT_OF_BOOK:
    "명부 파일이 이 기관의 대장과 다릅니다. 두 기관이 `roll snapshot take`로 서로의 항목을 받고, 대장을 비교한 뒤 파일을 다시 만드세요.",
  SNAPSHOT_SEQUENCE: "명부 파일의 순번이 공개 기록의 다음 순번이 아닙니다. 아래에 적힌 순번으로 다시 만드세요.",
  SIGNATURE_FOREIGN: "다른 명부 파일의 서명입니다. 두 기관이 같은 명부 파일에 같은 기한으로 서명하세요.",
  NOTHING_PENDING:
    "이의를 기다리는 명부 파일이 없습니다. `roll snapshot status`로 보세요. 확정된 것은 그대로이고, 무효가 된 것에는 할 일이 없습니다.",
  PAPER_FOREIGN: "다른 교체나 복구의 서류입니다. 모두가 같은 서류에 서명하게 하고, 그 서류들을 함께 보내세요.",
  PAPER_OUTDATED: "서류의 번호가 지났습니다. 그사이 기관이 바뀌었거나 예고가 있었으니 서류를 다시 만드세요.",
  NOT_ASKED_TO_SIGN: "이 서류는 이 열쇠의 서명을 묻지 않습니다. 서명할 계정의 열쇠 파일을 주거나 서류를 확인하세요.",
  SIGNATURES_LACKING:
    "빠졌거나 맞지 않는 서명이 있습니다. 아래에 적힌 계정이 `office change sign`으로 서명하게 하고, 서류를 모두 함께 보내세요.",
  NOTHING_ANNOUNCED:
    "그런 예고가 없습니다. `office change show`로 보세요. 예고한 적이 없거나 이미 실행, 거부, 취소되었거나 기한을 넘긴 것입니다.",
  NOT_THE_LOST_KEY:
    "예고된 복구가 바꾸려는 열쇠가 아닙니다. 그 열쇠만 거부할 수 있습니다. 두 기관이 함께라면 교체를 예고해 막을 수 있습니다.",
};
