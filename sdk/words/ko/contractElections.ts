import type { WordsOf } from "../words.ts";

/** What an election's contract and its factory refuse. */
export const contractElections: WordsOf<"contractElections"> = {
  REFUSED_WRONG_PHASE: "지금 단계에서는 할 수 없는 일입니다. 투표의 단계와 일정을 확인하세요.",
  REFUSED_TOO_EARLY:
    "아직 투표를 열 때가 되지 않았습니다. 아래에 적힌 시각(opensAt, 한국 시간)까지 기다린 뒤 다시 하세요.",
  REFUSED_TOO_LATE: "투표를 열 수 있는 시각이 지나 이 투표는 무효가 되었습니다. 새 투표를 만드세요.",
  REFUSED_CONSENT_TOO_EARLY:
    "누가 투표할 수 있는지는 명부를 확정하는 시각이 지나야 정해집니다. 아래에 적힌 시각(한국 시간)이 지난 뒤 확정 명부를 보고 동의하세요.",
  REFUSED_ALREADY_CONSENTED: "이미 동의한 자리입니다. 더 할 일이 없습니다.",
  REFUSED_CONSENT_PROOF_INVALID:
    "동의의 증명이 맞지 않습니다. 이 자리의 열쇠로, 이 투표와 이 공개 기록에 있는 확정 명부에 대한 동의를 다시 만드세요.",
  REFUSED_CONSENTS_MISSING:
    "참관 위원의 동의가 모자랍니다. 아직 동의하지 않은 위원에게 개시 유예 시간이 끝나기 전에 동의를 부탁하세요.",
  REFUSED_CENSUS_EMPTY:
    "확정 명부에 아무도 없어 이 투표는 무효가 됩니다. 다음에는 명부를 확정하는 시각 전에 주민을 등록하세요.",
  REFUSED_CENSUS_TOO_SMALL:
    "확정 명부의 인원이 최소 인원보다 적어 이 투표는 무효가 됩니다. 명부를 늘리거나 최소 인원을 낮추어 새 투표를 만드세요.",
  REFUSED_CENSUS_BELOW_MINIMUM_BALLOTS:
    "확정 명부의 인원이 개표에 필요한 최소 투표 수보다 적어 이 투표는 무효가 됩니다. 명부를 늘리거나 최소 투표 수를 낮추어 새 투표를 만드세요.",
  REFUSED_CENSUS_TOO_LARGE:
    "확정 명부의 인원이 너무 많아 이 투표는 무효가 됩니다. 명부를 줄이거나 선택지의 최대 점수를 낮추어 새 투표를 만드세요.",
  REFUSED_CENSUS_TOO_DEEP:
    "확정 명부가 투표지 회로에 담기지 않아 이 투표는 무효가 됩니다. 더 깊은 회로를 써서 새 투표를 만드세요.",
  REFUSED_WORD_TOO_LARGE: "투표지에 범위를 벗어난 값이 있어 셀 수 없습니다. 투표자의 기기에서 투표지를 다시 만드세요.",
  REFUSED_CIPHERTEXT_HAS_IDENTITY: "투표지의 암호화가 잘못되었습니다. 난수가 제대로 나오는 기기에서 다시 암호화하세요.",
  REFUSED_WRONG_CIPHERTEXT_LENGTH:
    "투표지, 개표 조각, 소계 가운데 값의 개수가 다른 것이 있습니다. 투표 규약에 적힌 회로에 맞게 다시 만드세요.",
  REFUSED_SLOT_MOVED:
    "그사이 투표 칸이 바뀌었습니다. 공개 기록에서 투표지를 찾아보고, 없으면 투표 칸에 지금 있는 것에 맞추어 다시 만드세요.",
  REFUSED_REVOTING_FORBIDDEN: "이 투표는 한 사람이 한 번만 낼 수 있습니다. 처음 낸 투표지를 셉니다.",
  REFUSED_BALLOTS_EXCEED_CENSUS:
    "투표지가 확정 명부의 인원보다 많습니다. 위조된 증명이 있다는 뜻이니 멈추고 조사하세요.",
  REFUSED_BALLOT_PROOFS_INVALID:
    "증명이 맞지 않는 투표지가 섞여 있거나 검사할 가스가 모자랐습니다. 보내기 전에 하나씩 확인해 맞지 않는 것은 빼고, 가스를 넉넉히 주세요.",
  REFUSED_NOTHING_TO_CAST: "보낸 투표지가 하나도 없습니다. 투표지를 하나 이상 담아 보내세요.",
  REFUSED_CHUNK_MISMATCH:
    "소계를 더한 끝이 아래에 적힌 값(cursor)과 다릅니다. 그 값으로 끝나는 소계를 TallyExtended 기록의 순서대로 주고, before에는 그 앞의 값을 주세요.",
  REFUSED_SUM_MISMATCH:
    "합계가 공개 기록의 것과 다릅니다. 마지막 TallySummed 기록의 합계를 주고, 그런 기록이 아직 없으면 비워 두세요.",
  REFUSED_SUM_INCOMPLETE: "아직 다 더하지 않았습니다. 끝까지 더하고, 빈 투표함이어도 한 번은 더하세요.",
  REFUSED_SEAL_TOO_EARLY: "아직 봉인할 수 없습니다. 아래에 적힌 시각까지 기다린 뒤 다시 하세요.",
  REFUSED_ALREADY_SEALED: "집계가 이미 봉인되었습니다. 더 할 일이 없습니다.",
  REFUSED_SHARE_ALREADY_POSTED: "이미 개표 조각을 낸 자리입니다. 더 할 일이 없습니다.",
  REFUSED_SHARE_PROOF_INVALID: "개표 조각의 증명이 맞지 않습니다. 봉인된 집계와 이 자리의 열쇠로 조각을 다시 만드세요.",
  REFUSED_SHARE_MISMATCH:
    "개표 조각을 내지 않은 자리이거나 조각이 공개 기록에 올라온 것과 다릅니다. 조각을 낸 자리를 적고 SharePosted 기록의 조각을 그대로 주세요.",
  REFUSED_WRONG_SEATS:
    "자리 번호의 수나 순서가 맞지 않습니다. 자리를 필요 인원만큼, 겹치지 않게 작은 번호부터 적고 자리마다 조각을 하나씩 주세요. 빈 투표함이면 비워 두세요.",
  REFUSED_COUNTS_MISMATCH: "득표수가 봉인된 집계와 맞지 않습니다. 개표를 다시 하세요.",
  REFUSED_COUNT_TOO_LARGE: "나올 수 없이 큰 득표수입니다. 개표를 다시 하세요.",
  REFUSED_WRONG_COUNT_LENGTH:
    "득표수의 개수가 투표지 회로의 선택지 수와 다릅니다. 회로의 선택지마다 하나씩, 쓰지 않는 선택지에는 0을 주세요.",
  REFUSED_WRONG_INPUT_COUNT: "증명의 공개 값 개수가 회로와 다릅니다. 증명마다 회로가 정한 수만큼 공개 값을 주세요.",
  REFUSED_INVALID_CONSTITUTION: "투표 규약에 맞지 않는 값이 있습니다. 아래에 적힌 항목을 고치세요.",
  REFUSED_TEST_MARKS_DIFFER:
    "투표와 참관단과 명부가 모두 시험용이거나 모두 아니어야 합니다. 투표 규약과 같은 표시가 있는 참관단과 명부를 쓰세요.",
  REFUSED_EXAMPLE_BALLOT_ILLEGAL:
    "보기 투표지가 아래에 적힌 규칙에 맞지 않아, 낼 수 있는 투표지가 있음을 보이지 못합니다. 모든 규칙에 맞는 투표지를 주고, 그런 것이 없으면 규칙을 고치세요.",
  REFUSED_CONTENT_HASH_MISMATCH: "투표 내용이 투표 규약에 적힌 것과 다릅니다. 규약에 적힌 해시와 같은 내용을 주세요.",
  REFUSED_BOARD_NOT_GENUINE:
    "참관단 팩토리가 만들지 않은 참관단이라 그 코드를 믿을 수 없습니다. 이 팩토리의 참관단 팩토리가 만든 참관단을 쓰세요.",
  REFUSED_ROLL_NOT_GENUINE:
    "명부 팩토리가 만들지 않은 명부라 그 코드를 믿을 수 없습니다. 이 팩토리의 명부 팩토리가 만든 등록부나 공개 명부를 쓰세요.",
  REFUSED_BOARD_NOT_READY:
    "참관단의 열쇠 만들기가 끝나지 않았습니다. 먼저 열쇠 만들기를 끝내고, 기한을 넘겼으면 다른 참관단을 쓰세요.",
  REFUSED_BOARD_OF_ANOTHER_FACTORY: "다른 팩토리의 참관단입니다. 이 팩토리를 위해 만든 참관단을 쓰세요.",
  REFUSED_CHECKPOINT_NOT_YET_FINAL: "명부가 아직 확정되지 않았습니다. 명부를 확정하는 시각이 지난 뒤 다시 하세요.",
  REFUSED_NOT_A_CLONE: "복제본이 함께 쓰는 원본 계약에는 쓸 수 없는 일입니다. 팩토리가 만든 복제본의 주소를 주세요.",
  REFUSED_JOINTS_OF_ANOTHER_CONTRACT:
    "이 합동 투표의 조건은 다른 계약에서 합산한다고 적혀 있습니다. 아래 주소의 계약에서 소집하고 합산하세요.",
  REFUSED_NOT_THE_CONVENER: "이 합동 투표를 소집할 계정이 아닙니다. 조건에 적힌 계정에서 보내세요.",
  REFUSED_BOX_COUNT_WRONG: "합동 투표의 투표함이 너무 적거나 많습니다. 2개에서 128개까지 적으세요.",
  REFUSED_BOXES_NOT_IN_ORDER:
    "이 투표함의 명부가 앞 투표함의 명부보다 뒤에 오지 않습니다. 명부 주소와 번호가 커지는 차례로, 명부마다 한 번만 적으세요.",
  REFUSED_COMMON_FIELD_GIVEN: "투표함마다 따로 적는 값이 공통 조건에 적혀 있습니다. 아래 항목을 0으로 두세요.",
  REFUSED_ELECTIONS_MISSING: "투표의 수가 투표함의 수와 다릅니다. 투표함마다 투표를 하나씩 차례대로 내세요.",
  REFUSED_NOT_THE_ELECTION_OF_BOX:
    "이 투표함의 투표가 아닙니다. 같은 공장에서 이 합동 투표의 조건 그대로 만든 투표를 내세요.",
  REFUSED_ALREADY_CONVENED: "이미 소집된 합동 투표입니다. 정해진 투표가 그대로 남으며, 더 할 일이 없습니다.",
  REFUSED_CONVENED_TOO_LATE: "투표 시작 시각이 지나 소집할 수 없습니다. 더 늦은 시각으로 합동 투표를 새로 만드세요.",
  REFUSED_NOT_CONVENED: "소집된 적이 없는 합동 투표입니다. 소집한 기록에 있는 조건을 그대로 내세요.",
  REFUSED_ALREADY_SETTLED: "이미 합산된 합동 투표입니다. 합산한 결과가 그대로 남으며, 더 할 일이 없습니다.",
  REFUSED_JOINT_WAITS:
    "아직 끝나지 않은 투표함이 있습니다. 모든 투표함이 결정되거나, 열리지 않았거나, 표가 모자란 것으로 정해진 뒤에 합산하세요.",
};
