import { VERDICTS } from "../../../sdk/election/outcome.ts";
import { VERDICT_WORDS } from "../../../sdk/election/outcomeWords.ts";
import type { Language } from "../language.ts";
import { type Phrases, replaced } from "../phrases.ts";
import { REASON_PHRASES } from "../reasonPhrases.ts";

/** A time as the sdk writes it. */
const TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d KST`;

/** What checks expect and find, by its English form; numbers, hashes, addresses and times are the same in both languages. */
const VALUES: Phrases = [
  // What is being proved while it is checked.
  [/^ballots$/, "투표지"],
  [/^key shares$/, "나눈 열쇠 조각"],
  [/^enrolments$/, "등록"],
  [/^none to check$/, "검사할 것 없음"],
  [/^the one there is$/, "하나, 그것뿐임"],
  [/^all (\d+)$/, "$1개 모두"],
  [/^the first (\d+) of (\d+), but not (.+)$/, "$2개 가운데 앞의 $1개까지. 아닌 것: $3"],
  [/^values that can be checked$/, "검사할 수 있는 값"],
  [/^no answer$/, "답이 없음"],
  [/^none$/, "없음"],
  [/^one$/, "하나"],
  [/^true$/, "예"],
  [/^false$/, "아니요"],
  [/^(\d+) checkpoints?$/, "명부 상태 $1개"],
  [/^(\d+) (?:batch|batches)$/, "묶음 $1개"],
  [/^(\d+) events?$/, "일 $1개"],
  [/^(\d+) ballots?$/, "투표지 $1장"],
  [/^(\d+) different accounts?$/, "서로 다른 계정 $1개"],
  [/^from block (\d+) on$/, "블록 $1부터"],
  [/^from block of a seal on$/, "봉인한 블록부터"],
  [/^until block (\d+)$/, "블록 $1까지"],
  [/^block (\d+)$/, "블록 $1"],
  [new RegExp(`^block (\\d+) at (${TIME})$`), "블록 $1, $2"],
  [new RegExp(`^until (${TIME})$`), "$1까지"],
  [new RegExp(`^from (${TIME}) on$`), "$1부터"],
  [new RegExp(`^(${TIME}) to (${TIME})$`), "$1부터 $2까지"],
  [new RegExp(`^(${TIME}) after (${TIME})$`), "$2보다 뒤에 $1"],
  [new RegExp(`^a day before (${TIME})$`), "$1보다 하루 전"],
  [new RegExp(`^before (${TIME})$`), "$1보다 전"],
  [new RegExp(`^(${TIME}) or (${TIME})$`), "$1 또는 $2"],
  [new RegExp(`^a state until (${TIME})$`), "$1까지의 명부 상태"],
  [new RegExp(`^a state of (${TIME})$`), "$1의 명부 상태"],
  [/^a sum before the seal$/, "봉인에 앞선 집계"],
  [/^a publication$/, "공개된 것"],
  [new RegExp(`^the group of (${TIME})$`), "$1의 새 주민 모둠"],
  [/^not reached$/, "채우지 못함"],
  [/^(\d+) to (\d+)$/, "$1부터 $2까지"],
  [/^at least (\d+)$/, "$1 이상"],
  [/^at least (\d+) s$/, "$1초 이상"],
  [/^none, or at least (\d+)$/, "없거나 $1 이상"],
  [/^below (\d+)$/, "$1 미만"],
  [/^depth (\d+)$/, "깊이 $1"],
  [/^at most (\d+)$/, "$1 이하"],
  [/^increasing times, the rounds at least (\d+) s apart$/, "늘어나는 시각, 두 차례는 $1초 넘게 떨어짐"],
  [/^times that do not decrease$/, "줄지 않는 시각"],
  [/^one time for each block, not decreasing$/, "블록마다 시각 하나, 줄지 않음"],
  [/^an opening, or no ballots$/, "열었거나 투표지가 없음"],
  [/^an opening$/, "투표함을 엶"],
  [/^a sealed sum of ballots$/, "투표지를 더해 봉인한 집계"],
  [/^different seats$/, "서로 다른 자리"],
  [/^increasing seats$/, "커지는 자리 번호"],
  [/^another point$/, "다른 점"],
  [/^reasons for a test$/, "시험인 까닭이 있음"],
  [/^no reasons, for the constitution marks no test$/, "까닭이 없음(규약에 시험 표시가 없음)"],
  [/^(.+) in the sum$/, "집계 안의 $1"],
  [/^any turnout$/, "참여가 얼마든"],
  [/^(\d+) of (\d+)$/, "$2명 가운데 $1명"],
  [/^seat (\d+)$/, "자리 $1"],
  [/^seat (\d+) to seat (\d+)$/, "자리 $1에서 자리 $2로"],
  [/^seat (\d+) at (.+)$/, "자리 $1, $2"],
  [/^seat (\d+) in block (\d+)$/, "자리 $1, 블록 $2"],
  [/^seat (\d+): (\d+), not (\d+)$/, "자리 $1: $3개가 아니라 $2개"],
  [/^batch (\d+)$/, "묶음 $1"],
  [/^batch (\d+) in block (\d+) at (.+)$/, "묶음 $1, 블록 $2, $3"],
  [/^skipped ballot (\d+) in block (\d+) at (.+)$/, "건너뛴 투표지 $1, 블록 $2, $3"],
  [/^option (\d+): (\d+), more than (\d+)$/, "선택지 $1: $2표로 $3표를 넘음"],
  [/^nullifier (\d+), version (\d+)$/, "투표 칸 $1, $2판"],
  [/^nullifier (\d+), version (\d+): (\d+) words, not (\d+)$/, "투표 칸 $1, $2판: 값이 $4개가 아니라 $3개"],
  [/^resident (\d+), sequence (\d+)$/, "주민 $1, 순번 $2"],
  [/^resident (\d+)$/, "주민 $1"],
  [/^commitment (\d+)$/, "신원 약속값 $1"],
  [/^change (\d+) of the rolls, at (.+)$/, "명부의 $1번째 변화, $2"],
  [/^snapshot (\d+)$/, "공개 명부 $1번"],
  [
    /^the files of snapshot (\d+): (\d+) entries with their proofs, content root (\S+)$/,
    "공개 명부 $1번의 파일: 증명이 붙은 주민 $2명, 내용 해시 $3",
  ],
  [/^no files were given$/, "파일을 받지 못함"],
  [/^as it must be$/, "맞음"],
  [/^entries (\d+) and (\d+)$/, "주민 $1번과 $2번"],
  [
    /^chain (\d+), contract (\S+), roll (\d+), snapshot (\d+), (\d+) residents, depth (\d+), root (\d+), content root (\S+)$/,
    "체인 $1, 계약 $2, 명부 $3, 공개 명부 $4번, 주민 $5명, 깊이 $6, 뿌리 $7, 내용 해시 $8",
  ],
  [/^every field as on the chain at block (\d+)$/, "블록 $1의 공개 기록과 모든 항목이 같음"],
  [
    /^(\S+): the record has (.+), the chain (.+); the record was taken at block (\d+)$/,
    "$1: 투표 기록에는 $2, 공개 기록에는 $3. 투표 기록은 블록 $4에서 읽은 것",
  ],
  [/^(\S+|the whole): the record has (.+), the chain (.+)$/, "$1: 투표 기록에는 $2, 공개 기록에는 $3"],
  [/^(\w+) as compiled$/, "컴파일한 그대로의 $1"],
  [/^(\w+) as compiled, (?:of|for) .+$/, "컴파일한 그대로의 $1"],
  [/^as compiled$/, "컴파일한 그대로"],
  [/^as compiled, at (\S+)$/, "컴파일한 그대로, $1"],
  [/^(\w+) at (0x\S+)$/, "$1, $2"],
  [/^other code at (.+)$/, "다른 코드: $1"],
  [/^other code or other values at (\S+)$/, "다른 코드이거나 다른 값: $1"],
  [/^a record of the format (\S+)$/, "형식이 $1인 투표 기록"],
  [/^an object has the key (.+) twice$/, "한 항목에 이름 $1이(가) 두 번 있음"],
  [
    /^a record of release (\S+), which reads it: verify it with that release$/,
    "$1 판의 투표 기록: 그 판으로 검증하세요",
  ],
  [/^the signature of another, or none$/, "다른 계정의 서명이거나 서명이 없음"],
  [/^a judgement by the chain's facts$/, "공개 기록으로 내린 판단"],
  [/^no chain to judge by$/, "판단할 공개 기록이 없음"],
  ...VERDICTS.map((verdict) => [new RegExp(`^${verdict}$`), VERDICT_WORDS[verdict].ko] as const),
  [/^known of all (\d+)$/, "$1개 모두 확인됨"],
  [/^known of the one there is$/, "하나, 확인됨"],
  [/^the manifest's, of (\d+) circuits$/, "공개 목록의 것, 회로 $1개"],
];

/** A value that a check expected or found, in a language; one that no phrase fits, as an address, stays as it is. */
export function valueIn(language: Language, english: string): string {
  if (language === "en") return english;
  const whole = replaced(VALUES, english);
  return whole !== english
    ? whole
    : english
        .split(/; (?=(?:\w+ )?0x)/)
        .map((part) => replaced(REASON_PHRASES, part))
        .join("; ");
}
