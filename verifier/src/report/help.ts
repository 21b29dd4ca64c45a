import type { Sentence } from "./language.ts";

/** What the command says of itself. */
export const HELP: Sentence = {
  en: `hanpyo-verifier FILE [--rpc URL] [--json]

Checks the record of a Hanpyo election: every proof, every sum, the counts and the outcome.
Of a proposal's record: posting, every support and withdrawal, quota, text and notices.

  --rpc URL           compares the record with a chain, through this node
  --code FILE         with --rpc: a list "code" of {"name", "at", "codeHash"} that you
                      believe, as manifests have it; the code is compared with it
  --snapshot DIR      the files of a published roll's snapshot
  --archive FILE --archivist ADDRESS
                      holds the record to what this account signed when it archived it
  --trust FILE --anchor FILE
                      with --rpc, of a proposal: the municipality's trust file, and the
                      line of the official gazette that says which one it is
  --block N           with --rpc: compares as of this block, by default the finalized one;
                      for a record of an election that has gone on, its own block.
                      A proposal's record is compared as of its own block always
  --from-block N      where to begin on the chain (0)
  --json              JSON on standard output
  --lang ko|en        the report's language
  --quiet             no progress on standard error

Ends with 0 verified, 1 not verified, 2 not compared, or not all checked.`,
  ko: `hanpyo-verifier 파일 [--rpc 주소] [--json]

한표 투표 기록을 검증합니다. 모든 증명, 합계, 득표수와 결정을 다시 계산합니다.
제안 기록이면 제안, 모든 지지와 지지 철회, 필요 지지 수, 글과 알림을 다시 확인합니다.

  --rpc 주소           이 노드를 통해 기록을 공개 기록과 비교합니다
  --code 파일          --rpc와 함께: 믿을 수 있는 {"name", "at", "codeHash"} 목록 "code".
                       계약의 코드를 이 목록과 비교합니다
  --snapshot 폴더      공개 명부의 명부 파일이 든 폴더
  --archive 파일 --archivist 계정
                       이 계정이 보관하며 서명한 것과 기록을 비교합니다
  --trust 파일 --anchor 파일
                      --rpc와 함께, 제안 기록에만: 지방자치단체의 신뢰 파일과,
                      어느 파일인지 알려 주는 관보의 줄
  --block 번호         --rpc와 함께: 이 블록까지의 공개 기록과 비교합니다. 기본은 확정된 블록이며,
                       그 뒤로 진행된 투표의 기록이면 기록의 블록을 적습니다.
                       제안 기록은 언제나 기록의 블록까지 비교합니다
  --from-block 번호    공개 기록을 읽기 시작할 블록 (0)
  --json               표준 출력에 JSON으로 씁니다
  --lang ko|en         보고서의 언어
  --quiet              진행 상황을 쓰지 않습니다

끝 값: 0 확인됨, 1 확인되지 않음, 2 비교하지 않았거나 모두 확인하지 못함.`,
};
