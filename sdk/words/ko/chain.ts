import type { WordsOf } from "../words.ts";

/** Of the chain, of the nodes that are asked about it, and of the arithmetic beneath. */
export const chain: WordsOf<"chain"> = {
  RPC_UNREACHABLE: "공개 기록의 서버(RPC)가 답하지 않습니다. 주소와 인터넷 연결을 확인하거나 다른 RPC를 쓰세요.",
  ELECTION_NOT_NAMED:
    "어느 투표인지 알 수 없습니다. 투표 파일을 주세요. 제안에서 온 투표에는 파일이 없으니 --election 주소를 주세요.",
  RPC_MISSING: "공개 기록의 서버(RPC)를 알 수 없습니다. --rpc 주소를 주거나 HANPYO_RPC를 정하세요.",
  WRONG_CHAIN: "RPC가 다른 공개 기록에 연결되어 있습니다. 이 투표가 있는 체인의 RPC를 주세요.",
  OTHER_CONTRACT:
    "그 주소에는 다른 계약이 있습니다. 참관단, 등록부, 팩토리, 투표는 주소가 서로 다르니 어느 것의 주소인지 확인하세요.",
  NOTHING_THERE: "그 주소에는 찾는 계약이 없습니다. 주소와 체인을 확인하세요.",
  CONTRACT_ABSENT:
    "체인의 그 주소에 이렇게 답하는 계약이 없습니다. 주소와 체인을 확인하세요. 새로 시작한 체인이나 다른 체인에는 여기에 적힌 계약이 없습니다.",
  NO_PROVIDER: "공개 기록에 연결되어 있지 않습니다. RPC에 연결된 계정을 주세요.",
  CHAIN_ID_UNSTEADY: "RPC가 말하는 체인 번호가 그때그때 다릅니다. 다른 RPC를 쓰세요.",
  BLOCK_UNKNOWN:
    "RPC가 모르는 블록입니다. 이 체인에 있는 더 앞선 블록을 적거나, 기다렸다 다시 하거나, 다른 RPC에 물어보세요.",
  TRANSACTION_LOST: "보낸 거래의 영수증을 찾지 못했습니다. 다시 보내기 전에 공개 기록에 올랐는지 찾아보세요.",
  LOGS_REFUSED:
    "공개 기록의 서버(RPC)가 한 블록의 기록마저 주지 않습니다. 한도가 더 넉넉한 다른 RPC나 직접 운영하는 노드를 쓰세요.",
  LOGS_MISSING:
    "공개 기록의 서버(RPC)가 기록을 빠뜨렸습니다. 계약이 센 수와 받은 기록의 수가 다릅니다. 다른 RPC에 물어보세요.",
  BALLOT_OF_OTHER_SIZE:
    "공개 기록의 서버(RPC)가 이 투표의 것과 크기가 다른 투표지를 보여 주었습니다. 계약은 그런 투표지를 받지 않으니 다른 RPC에 물어보세요.",
  CREATED_LATER:
    "기준이 되는 블록보다 뒤에 만들어진 투표입니다. 그 블록이 확정될 때까지 기다리거나 --block으로 뒤의 블록을 주세요.",
  TRANSACTION_TOO_LARGE:
    "거래 하나가 이 체인이 받는 크기를 넘고, 더 나눌 수 없습니다. 한도가 더 큰 체인을 쓰거나 내용을 줄이세요.",
  LIBRARY_MISSING: "계약에 필요한 라이브러리가 없습니다. 라이브러리를 먼저 배포하고 그 주소를 주세요.",
  ELECTION_UNKNOWN: "이 팩토리가 만든 투표가 아닙니다. 두 주소와 체인을 확인하세요.",
  NOT_AN_ELECTION: "그 주소에는 투표가 없습니다. 주소와 RPC, 체인을 확인하세요.",
  CONSTITUTION_MISMATCH:
    "투표가 보여 주는 투표 규약이 공개 기록의 해시와 다릅니다. 투표하지 말고 주소와 쓴 RPC를 문의처에 알리세요.",
  CREATION_MISMATCH:
    "투표가 만들어질 때의 규약과 지금 보이는 규약이 다릅니다. 투표하지 말고, 투표 주소와 쓴 RPC를 문의처에 알리세요.",
  CONTENT_MISMATCH:
    "보여 주는 투표 내용이 투표 규약에 적힌 것과 다릅니다. 투표하지 말고 그 글이 어디에서 왔는지 문의처에 알리세요.",
  HELD_UNKNOWN: "투표 칸에 보관된 암호문을 RPC가 준 기록에서 찾지 못했습니다. 다른 RPC에 물어보세요.",
  STATEMENT_FALSE: "이 값으로는 증명을 만들 수 없습니다. 값이 규칙에 맞고 서로 짝이 맞는지 확인하세요.",
  PROOF_WRONG:
    "이 기기가 만든 증명이 검산에 맞지 않아 아무것도 보내지 않았습니다. 다시 해 보고, 계속 그러면 다른 기기를 쓰세요.",
  PROVING_KEY_UNREADABLE: "증명 열쇠 파일을 읽을 수 없습니다. 받은 곳에서 파일을 다시 받으세요.",
  KEY_FILE_UNKNOWN: "이 증명 열쇠 파일의 확인값을 모릅니다. 화면을 새로 열거나 새 판을 쓰세요.",
  KEY_DOWNLOAD_FAILED: "증명 열쇠 파일을 내려받지 못했습니다. 인터넷 연결과 파일 주소를 살펴본 뒤 다시 하세요.",
  KEY_FILE_ALTERED:
    "증명 열쇠 파일이 원래 것과 다릅니다. 이 파일로 투표하지 말고, 새로 받아도 같으면 문의처에 알리세요.",
  POINT_NOT_IN_SUBGROUP: "쓸 수 없는 점입니다. 보낸 쪽의 자료를 받지 마세요.",
  LOG_BOUND: "득표수의 한도가 범위를 벗어났습니다. 투표지 수에 선택지의 최대 점수를 곱한 값을 주세요.",
  COUNTS_NOT_FOUND:
    "개표 조각에 맞는 득표수를 찾지 못했습니다. 조각이 이 집계의 것인지, 한도가 투표지 수 곱하기 최대 점수인지 확인하세요.",
  ENCRYPTION_RANDOMNESS_ZERO:
    "암호화에 쓸 난수가 0이어서 내용이 드러날 수 있습니다. 난수가 제대로 나오는 기기에서 다시 하세요.",
  CIPHERTEXT_WORD_COUNT: "암호문의 값 개수가 4의 배수가 아닙니다. 암호문마다 값 4개를 모두 주세요.",
  NOT_CANONICAL_DECIMAL: "정해진 꼴의 수가 아닙니다. 부호나 앞의 0 없이 숫자 0~9로만 적으세요.",
  NUMBER_TOO_LARGE: "수가 범위를 벗어났습니다. 값을 줄이거나 어디에서 바뀌었는지 찾아보세요.",
  NO_INVERSE: "역수가 없는 값입니다. 다른 값을 쓰세요.",
  TRUSTEE_KEY_LENGTH: "참관 위원 열쇠의 길이가 다릅니다. 열쇠를 만들 때의 32바이트를 주세요.",
  RANDOM_SOURCE_BROKEN: "이 기기의 난수가 제대로 나오지 않습니다. 이 기기로 계속하지 마세요.",
  SEATS_INVALID: "자리 번호가 맞지 않습니다. 참여하는 자리를 한 번씩, 작은 번호부터 적으세요.",
};
