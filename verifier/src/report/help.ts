import type { Sentence } from "./language.ts";

/** What the command says of itself. */
export const HELP: Sentence = {
  en: `hanpyo-verifier FILE [--rpc URL] [--json]

Checks the record of a Hanpyo election: every proof, every sum, the counts and the outcome.

  --rpc URL           compares the record with a chain, through this node
  --from-block N      where to begin on the chain (0)
  --json              JSON on standard output
  --lang ko|en        the report's language
  --quiet             no progress on standard error

Ends with 0 verified, 1 not verified, 2 not compared, or not all checked.`,
  ko: `hanpyo-verifier 파일 [--rpc 주소] [--json]

한표 투표 기록을 검증합니다. 모든 증명, 합계, 득표수와 결정을 다시 계산합니다.

  --rpc 주소           이 노드를 통해 기록을 장부와 비교합니다
  --from-block 번호    장부를 읽기 시작할 블록 (0)
  --json               표준 출력에 JSON으로 씁니다
  --lang ko|en         보고서의 언어
  --quiet              진행 상황을 쓰지 않습니다

끝 값: 0 확인됨, 1 확인되지 않음, 2 비교하지 않았거나 모두 확인하지 못함.`,
};
