import type { WordsOf } from "../words.ts";

/** Of what a trustee does, and of the files and questions that all commands share. */
export const trustee: WordsOf<"trustee"> = {
  FILE_UNREADABLE: "파일을 읽을 수 없습니다. 이름이 맞는지, 파일이 온전한지 확인하세요.",
  FILE_INVALID: "파일의 내용이 맞지 않습니다. 아래에 적힌 항목을 확인하고, 만들 때의 파일을 그대로 주세요.",
  FILE_EXISTS: "같은 이름의 파일이 이미 있습니다. 아무것도 덮어쓰지 않으니 다른 이름을 고르세요.",
  OPTIONS_UNFIT:
    "옵션이 빠졌거나 서로 맞지 않습니다. `npm run hanpyo -- trustee 명령 --help`에서 네 가지 쓰는 법을 보세요.",
  NOBODY_TO_ASK: "물어볼 터미널이 없습니다. 터미널에서 실행하거나 아래에 적힌 옵션을 주세요.",
  NOT_CONFIRMED: "확인하지 않아 아무것도 하지 않았습니다. 무엇이 다른지 먼저 알아보세요.",
  ANSWER_MISSING: "답이 없어 아무것도 하지 않았습니다. 다시 실행하고 답을 입력하세요.",
  PASSPHRASE_TOO_SHORT: "암호가 짧습니다. 12자 이상으로 정하세요. 주사위로 고른 다섯 낱말이면 좋습니다.",
  PASSPHRASES_DIFFER: "두 암호가 다릅니다. 열쇠를 만들지 않았으니 처음부터 다시 하세요.",
  PASSPHRASE_WRONG: "암호가 틀렸거나 파일이 바뀌었습니다. 다시 써 보고, 확실히 맞으면 다른 사본을 쓰세요.",
  NOT_ON_BOARD: "이 계정은 참관단에 없습니다. 참관단의 주소와 참관 위원의 계정을 확인하세요.",
  DEALT_SHARE_WRONG: "이 열쇠로는 받은 열쇠 조각이 열리지 않습니다. 이 자리에 등록할 때 쓴 열쇠를 쓰세요.",
  BOARD_NOT_READY: "참관단의 열쇠 만들기가 끝나지 않았습니다. 모든 참관 위원이 열쇠 조각을 나눌 때까지 기다리세요.",
  SHARE_KEY_DIFFERS:
    "받은 열쇠 조각의 합이 참관단에 적힌 열쇠와 다릅니다. 빠졌거나 바뀐 조각이 있으니 다른 RPC에서 다시 읽으세요.",
  NOTHING_TO_DEAL:
    "이 참관단에서는 더 할 일이 없습니다. 열쇠 만들기가 끝났으면 그대로 두고, 기한을 넘겼으면 참관단을 새로 배포하게 하세요.",
  KEY_NOT_REGISTERED:
    "참관단에 등록한 열쇠가 아닙니다. 등록할 때 쓴 열쇠 파일을 쓰세요. 같은 파일이면 작업 파일이 바뀌었거나 다른 참관단의 것입니다.",
  NOT_COMMITTED:
    "등록할 때와 다른 값을 나누어 주라고 합니다. 열쇠 조각을 나누어 주지 말고 다른 RPC로 작업 파일을 새로 만드세요.",
  TASK_OF_ANOTHER:
    "다른 참관 위원의 작업 파일입니다. 이 열쇠 파일로 `hanpyo trustee show`를 실행해 나온 주소를 --trustee에 주고 다시 만드세요.",
  NOT_SEALED: "집계가 아직 봉인되지 않았거나 확정되지 않았습니다. 잠시 뒤 다시 하세요.",
  SUM_DIFFERS:
    "봉인된 집계가 투표지의 합과 다릅니다. 조각을 내지 말고, 다른 서버(RPC)와 비교하고 다른 참관 위원에게 알리세요.",
  BALLOT_UNVERIFIED:
    "증명이 맞지 않는 투표지가 있습니다. 조각을 내지 말고, 다른 서버(RPC)와 비교하고 다른 참관 위원에게 알리세요.",
  SHARE_ALREADY_GIVEN:
    "이 투표의 다른 합계에 이미 조각을 냈습니다. 누군가 거짓 장부를 보여 주고 있으니 절대 다시 내지 마세요.",
  RPCS_DISAGREE:
    "두 RPC의 답이 다릅니다. 하나가 늦거나 거짓입니다. 지금은 아무것도 하지 말고 나중에 다시 한 뒤, 그래도 다르면 세 번째 RPC에 물어보세요.",
  FINALIZED_UNKNOWN:
    "RPC가 어느 블록이 확정되었는지 모릅니다. 확정된 것이 확실한, 봉인 뒤의 블록을 --block 번호로 주세요.",
  FEES_UNKNOWN: "RPC가 기본 수수료(EIP-1559)를 알려 주지 않습니다. 기본 수수료가 있는 체인의 RPC를 쓰세요.",
  TRANSACTION_INVALID:
    "서명된 거래의 내용이 맞지 않습니다. 바뀌었거나 다른 참관단의 것이니 --task로 파일을 다시 만드세요.",
  NONCE_MOVED:
    "거래의 순번이 계정의 다음 순번과 다릅니다. 이미 보냈는지 보고, 아니면 앞선 거래를 먼저 보내거나 작업 파일을 새로 만들어 다시 서명하세요.",
  ACCOUNT_POOR: "계정에 수수료가 모자랍니다. 모자라는 만큼 보내세요. 쓰지 않은 것은 계정에 남습니다.",
  SHARE_FILE_INVALID: "개표 조각의 파일이 아닙니다. 참관 위원의 프로그램이 만든 파일을 그대로 주세요.",
};
