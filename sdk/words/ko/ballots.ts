import type { WordsOf } from "../words.ts";

/** Of ballots, and of the relayers that bring them to the chain. */
export const ballots: WordsOf<"ballots"> = {
  TRACKER_SYMBOL: "확인 번호에 쓰이지 않는 글자가 있습니다. 적어 둔 번호와 한 글자씩 비교하세요.",
  TRACKER_LENGTH: "확인 번호의 길이가 맞지 않습니다. 빠지거나 겹친 글자가 있는지 보세요.",
  TRACKER_CHECKSUM: "확인 번호를 잘못 적었습니다. 글자 하나가 다르거나 두 글자의 자리가 바뀌었는지 비교하세요.",
  SCALAR_COUNT: "암호문 수와 난수의 수가 다릅니다. 암호문마다 난수를 하나씩 뽑으세요.",
  CHOICES_ILLEGAL: "선택이 투표 규칙에 어긋납니다. 아래에 적힌 한도에 맞게 선택을 고치세요.",
  NO_LEGAL_BALLOT: "어떤 투표지도 이 규칙을 다 지킬 수 없습니다. 최소 점수를 낮추거나 한도를 올리세요.",
  CONSTITUTION_INVALID: "투표 규약에 범위를 벗어났거나 다른 값과 맞지 않는 값이 있습니다. 아래에 적힌 항목을 고치세요.",
  CONTENT_MALFORMED:
    "투표 내용을 읽을 수 없습니다. 프로토콜 3.1단계대로 정해진 JSON으로, 글을 언어별로, 너무 크지 않게 주세요.",
  ACKNOWLEDGEMENT_INVALID: "전달 서버의 접수증이 아무것도 증명하지 못합니다. 다른 전달 서버를 쓰고 이 서버를 알리세요.",
  OMISSION_MALFORMED: "전달 서버의 약속에 관한 증거 파일이 아닙니다. 투표자의 화면이 저장한 파일을 그대로 주세요.",
  OMISSION_UNDECIDED: "공개 기록의 서버(RPC)가 블록을 알려 주지 않습니다. 다른 서버에 물어보세요.",
  BALLOT_PACKAGE_MALFORMED: "투표지 파일이 아닙니다. 투표자의 기기가 만든 파일을 그대로 주세요.",
  BALLOT_DISPLACED:
    "그사이 같은 투표 칸에 다른 투표지가 들어갔습니다. 투표 칸을 다시 읽고, 그래도 바꾸려면 다음 판으로 투표지를 다시 만드세요.",
  OPENING_MALFORMED: "열어본 투표지의 글이 아닙니다. 처음부터 끝까지 모두 주세요.",
  OPENING_OF_ANOTHER_ELECTION:
    "다른 투표의 열어본 투표지입니다. 그 기기에 나온 투표 이름을 확인하고, 이 투표라고 나오면 그 기기로 투표하지 마세요.",
  OPENING_MISMATCH:
    "번호가 맞지 않습니다. 그 기기로 투표하지 마세요. 두 번호를 모두 적어 두고 선거 담당자에게 알리세요.",
  OPENING_UNREADABLE: "열어본 투표지의 파일을 읽을 수 없습니다. 열어본 투표지의 글이 든 파일을 주세요.",
  RELAYER_REFUSED: "전달 서버가 거절했습니다. 아래의 이유를 확인하세요.",
  RELAYER_UNREACHABLE: "전달 서버가 답하지 않습니다. 공개 기록에 올랐는지 찾아보고, 없으면 같은 것을 다시 보내세요.",
  RELAYER_NOT_STARTED: "전달 서버가 시작하지 못하고 끝났습니다. 아래에 나온 내용을 확인하세요.",
  RELAYER_KEY_EXISTS: "같은 이름의 파일이 이미 있습니다. 열쇠는 덮어쓰지 않으니 다른 이름을 고르세요.",
  RELAYER_KEY_UNREADABLE:
    "전달 서버의 열쇠 파일이 아닙니다. `npm run hanpyo -- relayer key --out 파일`로 하나 만드세요.",
  RELAYER_KEY_EXPOSED: "전달 서버의 열쇠 파일을 다른 사람도 읽을 수 있습니다. `chmod 600 파일`을 실행하세요.",
  PACKAGE_MALFORMED: "보낸 것을 읽을 수 없습니다. 기기가 만든 그대로 보내세요.",
  PACKAGE_TOO_LARGE: "보낸 내용이 너무 큽니다. 하나씩 보내세요.",
  CHAIN_WRONG: "이 전달 서버가 맡은 공개 기록의 것이 아닙니다. 다른 전달 서버를 쓰세요.",
  ELECTION_NOT_SERVED: "이 전달 서버가 맡지 않은 투표입니다. 다른 전달 서버를 쓰세요.",
  ELECTION_NOT_OPEN: "지금은 투표지를 받는 때가 아닙니다. 투표 일정을 확인하세요.",
  BALLOT_TOO_LATE: "투표가 이미 끝났습니다. 이 투표지는 더 받을 수 없습니다.",
  BALLOT_LENGTH: "투표지의 값 개수가 다릅니다. 투표 규약에 적힌 회로로 투표지를 만드세요.",
  HELD_MISMATCH: "투표 칸에 보관된 암호문이 다릅니다. 투표 칸을 다시 읽고 투표지를 다시 만드세요.",
  SLOT_BUSY: "같은 판의 다른 투표지를 이미 맡았습니다. 그것이 블록에 오른 뒤 다음 판으로 투표지를 만드세요.",
  SLOT_LIMIT: "이 전달 서버가 한 투표 칸에서 받는 한도를 넘었습니다. 다른 전달 서버를 쓰거나 직접 보내세요.",
  PROOF_INVALID: "투표지의 증명이 이 투표와 맞지 않습니다. 이 투표에 맞게 투표지를 다시 만드세요.",
  PROOF_TIMEOUT: "정해진 시간 안에 증명을 검사하지 못했습니다. 같은 것을 다시 보내세요.",
  QUEUE_FULL: "검사를 기다리는 것이 많습니다. 1분 뒤 같은 것을 다시 보내세요.",
  JOINT_TERMS_INVALID:
    "합동 투표의 조건이 정해진 형식이 아닙니다. 투표함은 2개에서 128개까지 명부의 차례대로 한 번씩만 적고, 투표함마다 적는 값은 공통 조건에서 비우세요.",
  JOINT_NOT_CONVENED:
    "다른 투표와 합산하는 투표인데, 아는 계약에서 그 합동 투표로 소집되지 않았습니다. Joints 계약이 적힌 신뢰 파일을 쓰고 소집을 기다리세요. 같은 조건의 다른 투표에는 동의하지 마세요.",
  JOINT_WAITS: "합동 투표의 투표함 가운데 아직 끝나지 않은 것이 있습니다. 개표할 투표함은 빼지 않으니 기다리세요.",
};
