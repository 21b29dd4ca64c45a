import type { WordsOf } from "../words.ts";

/** What every service answers, whatever it serves. */
export const services: WordsOf<"services"> = {
  NOT_FOUND: "그 주소에는 아무것도 없습니다. /openapi.json을 보고 주소를 고치세요.",
  FAILED: "서비스가 예상하지 못한 문제로 답하지 못했습니다. 잠시 뒤 다시 하고, 그래도 같으면 기관에 알리세요.",
  REQUEST_MALFORMED: "요청의 꼴이 맞지 않습니다. /openapi.json을 보고 고치세요.",
  REQUEST_TOO_LARGE: "요청이 너무 큽니다. /openapi.json을 보고 줄이세요.",
  RATE_EXCEEDED: "1분 동안 요청이 너무 많았습니다. 1분 뒤 같은 것을 다시 보내세요.",
  CHAIN_UNREACHABLE: "서비스가 쓰는 장부의 서버(RPC)가 답하지 않습니다. 1분 뒤에 다시 하세요.",
  FOREIGN_PAGE: "시연의 자기 화면만 물을 수 있습니다. `npm start`가 알려 준 주소로 화면을 여세요.",
  DATABASE_UNUSABLE:
    "서비스의 데이터베이스 파일을 쓸 수 없습니다. 다른 프로그램이 쓰고 있는지, 폴더와 권한, 남은 용량을 보고 다시 시작하세요.",
  ADDRESS_UNUSABLE:
    "서비스가 그 주소에서 접속을 받을 수 없습니다. 그 주소를 쓰는 프로그램을 끝내거나 다른 --port를 주세요.",
  STORAGE_FAILED: "서비스가 저장하지 못했고, 아무것도 맡거나 서명하지 않았습니다. 나중에 다시 하거나 다른 곳을 쓰세요.",
};
