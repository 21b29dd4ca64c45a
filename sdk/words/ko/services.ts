import type { WordsOf } from "../words.ts";

/** What every service answers, whatever it serves. */
export const services: WordsOf<"services"> = {
  NOT_FOUND: "그 주소에는 아무것도 없습니다. /openapi.json을 보고 주소를 고치세요.",
  FAILED: "서비스가 예상하지 못한 문제로 답하지 못했습니다. 잠시 뒤 다시 하고, 그래도 같으면 기관에 알리세요.",
  REQUEST_MALFORMED: "요청의 꼴이 맞지 않습니다. /openapi.json을 보고 고치세요.",
  REQUEST_TOO_LARGE: "요청이 너무 큽니다. /openapi.json을 보고 줄이세요.",
  RATE_EXCEEDED: "1분 동안 요청이 너무 많았습니다. 1분 뒤 같은 것을 다시 보내세요.",
  CHAIN_UNREACHABLE: "서비스가 쓰는 장부의 서버(RPC)가 답하지 않습니다. 1분 뒤에 다시 하세요.",
  CHAIN_STALE: "서비스가 장부를 읽은 지 오래되어 아무것도 맡지 않습니다. 1분 뒤에 다시 하거나 다른 곳을 쓰세요.",
  CHAIN_STALLED:
    "서비스가 보는 장부에 새 블록이 나오지 않아 아무것도 맡지 않습니다. 나중에 다시 하거나 다른 곳을 쓰세요.",
  FEE_TOO_HIGH:
    "지금 체인의 수수료가 서비스가 낼 수 있는 한도보다 높습니다. 다른 곳을 쓰거나, 수수료가 내린 뒤에 다시 보내세요.",
  NODE_REFUSES:
    "서비스가 쓰는 장부의 서버(RPC)가 거래를 받지 않습니다. 다른 곳을 쓰세요. 이미 맡은 것은 서비스가 다시 시도합니다.",
  NODE_ALONE: "이 서비스는 장부의 서버(RPC)를 하나만 봅니다. 시험 투표에만 충분하니, 다른 곳을 쓰세요.",
  NODES_DISAGREE:
    "서비스가 보는 장부의 서버(RPC)들이 서로 다른 말을 해서 아무것도 맡지 않습니다. 다른 곳을 쓰세요. 이미 맡은 것은 그대로 두고 계속 보냅니다.",
  FINALITY_UNKNOWN:
    "무엇이 확정되었는지 장부의 서버(RPC) 두 대가 함께 말하지 않아 아무것도 맡지 않습니다. 1분 뒤에 다시 하거나 다른 곳을 쓰세요.",
  STORE_FULL:
    "확정되지 않은 것이 한도만큼 쌓여 더 맡지 않습니다. 다른 곳을 쓰세요. 이미 맡은 것은 확정될 때까지 지킵니다.",
  ACCOUNT_EMPTY:
    "서비스의 계정에 수수료가 모자랍니다. 다른 곳을 쓰세요. 이미 맡은 것은 계정이 채워질 때까지 기다립니다.",
  FOREIGN_PAGE: "시연의 자기 화면만 물을 수 있습니다. `npm start`가 알려 준 주소로 화면을 여세요.",
  DATABASE_UNUSABLE:
    "서비스의 데이터베이스 파일을 쓸 수 없습니다. 다른 프로그램이 쓰고 있는지, 폴더와 권한, 남은 용량을 보고 다시 시작하세요.",
  ADDRESS_UNUSABLE:
    "서비스가 그 주소에서 접속을 받을 수 없습니다. 그 주소를 쓰는 프로그램을 끝내거나 다른 --port를 주세요.",
  STORAGE_FAILED: "서비스가 저장하지 못했고, 아무것도 맡거나 서명하지 않았습니다. 나중에 다시 하거나 다른 곳을 쓰세요.",
};
