import type { KoreanHelp } from "./catalogue.ts";

/** What several commands say in their help. */
export const shared: KoreanHelp = {
  "Anonymous, secret and verifiable votes of a municipality's residents":
    "지방자치단체 주민의 익명·비밀 투표. 누구나 결과를 다시 확인할 수 있습니다",
  "display help for command": "도움말 보기",
  "en or ko; by default the machine's": "en 또는 ko. 적지 않으면 컴퓨터의 언어",
  "print JSON alone on standard output": "표준 출력에는 JSON만 출력",
  "the election file": "투표 파일",
  "where what was deployed is noted": "배포한 것을 적어 두는 폴더",
  "the chain; by default the environment's HANPYO_RPC": "장부의 서버(RPC). 적지 않으면 환경 변수 HANPYO_RPC",
  "the chain": "장부의 서버(RPC)",
  "say what would be done, and do nothing": "무엇을 할지만 말하고 아무것도 하지 않음",
  "do not ask": "묻지 않음",
};
