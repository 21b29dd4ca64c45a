import { FINALITY_PHRASES } from "../terminal/finalityPhrases.ts";
import { askedLanguage, type Language } from "../terminal/language.ts";
import type { Phrases } from "../terminal/phrases.ts";

const BALLOTS = String.raw`(?:no recorded ballot|\d+ ballots? \(lines? [\d, ]+(?: and \d+ more)?\))`;

/**
 * What `rehearse --pb` says of a file, in Korean, by its English form: `$1` is a value as it stands, `{1}` words that
 * have a form of their own.
 */
export const PABULIB_PHRASES: Phrases = [
  [/^(.+): (\S+), (\d+) projects, rule (.+)$/, "$1: $2 투표, 사업 $3개, 규칙 $4"],
  [/^([\d,]+) voters, ([\d,]+) ballots counted$/, "투표자 $1명, 집계한 투표지 $2장"],
  [
    /^the first ([\d,]+) of ([\d,]+) voters, ([\d,]+) ballots counted; recorded are all$/,
    "투표자 $2명 가운데 앞의 $1명, 집계한 투표지 $3장. 파일의 기록은 모두의 것",
  ],
  [/^Tied: (.+): equal votes where .+$/, "동점: $1. 표가 같은데 모두 들어갈 수 없어 파일의 순서대로 보았습니다."],
  [/^Deviation: (.+)\.$/, "다른 점: {1}."],
  [
    /^(\d+) files: (\d+) match, (\d+) do not, (\d+) record nothing to compare, (\d+) refused$/,
    "파일 $1개: 일치 $2개, 불일치 $3개, 비교할 기록이 없는 것 $4개, 거절 $5개",
  ],
  [/^(\d+) files: (\d+) match, (\d+) do not, (\d+) refused$/, "파일 $1개: 일치 $2개, 불일치 $3개, 거절 $4개"],

  // The verdict.
  [/^(.+), (.+) \(([\d,]+) gas, ([\d.]+) s\)$/, "{1}, {2} (가스 $3, $4초)"],
  [/^Match$/, "일치"],
  [/^No match$/, "불일치"],
  [/^Nothing recorded to compare$/, "파일에 비교할 기록이 없음"],
  [/^Match with the recorded counts; no winners to compare$/, "기록된 집계와 일치(비교할 선정 기록 없음)"],
  [/^Match with the recorded winners; no totals to compare$/, "기록된 선정과 일치(비교할 집계 기록 없음)"],
  [/^verified$/, "검증됨"],
  [/^NOT verified$/, "검증되지 않음"],
  [/^not verified \(--plain\)$/, "검증하지 않음(--plain)"],

  // Where ballots stand.
  [/^no recorded ballot$/, "기록된 투표지 가운데는 없음"],
  [/^1 ballot \(line (\d+)\)$/, "투표지 1장($1행)"],
  [/^(\d+) ballots \(lines ([\d, ]+) and (\d+) more\)$/, "투표지 $1장($2행, 그 밖에 $3장)"],
  [/^(\d+) ballots \(lines ([\d, ]+)\)$/, "투표지 $1장($2행)"],

  // What deviates.
  [
    /^the file's recorded total of project (.+) is (\S+), its ballots give (\S+)$/,
    "사업 $1의 합계: 기록은 $2, 투표지로는 $3",
  ],
  [
    /^the file records (\S+) votes for project (.+), (\S+) of its ballots name it$/,
    "사업 $2의 표: 기록은 $1, 적은 투표지는 $3장",
  ],
  [
    /^the file does not record whether project (.+) was selected; it is not compared$/,
    "사업 $1이(가) 선정되었는지 기록이 없어 비교하지 않음",
  ],
  [
    /^the file records (\S+) for project (.+), selected in another way than by its rule; it is not compared$/,
    "사업 $2의 기록은 $1: 규칙이 아닌 방법으로 선정된 것이라 비교하지 않음",
  ],
  [/^the file records project (.+) as funded, the rule does not fund it$/, "사업 $1: 기록은 선정, 규칙으로는 탈락"],
  [/^the rule funds project (.+), the file records it as not funded$/, "사업 $1: 기록은 탈락, 규칙으로는 선정"],
  [/^with the file's recorded totals the rule funds what .+$/, "기록된 합계로 계산하면 규칙의 선정이 기록과 같음"],
  [
    /^with the file's recorded totals, too, the rule funds other .+$/,
    "기록된 합계로 계산해도 규칙의 선정이 기록과 다름",
  ],
  [
    /^project (.+) is marked as withdrawn and left out before the rule; it is named by (.+)$/,
    "사업 $1은(는) 철회 표시가 있어 규칙 전에 뺌. 적은 것은 {2}",
  ],
  [
    /^project (.+) is marked as withdrawn and left out before the rule; no ballot names it$/,
    "사업 $1은(는) 철회 표시가 있어 규칙 전에 뺌. 적은 투표지는 없음",
  ],
  [new RegExp(`^a project stands more than once: (${BALLOTS}); (.+)$`), "한 사업이 두 번 넘게 적힘: {1}. {2}"],
  [/^its points are added up$/, "점수를 더함"],
  [/^its first score counts$/, "처음 점수를 셈"],
  [/^its first rank counts$/, "처음 순위를 셈"],
  [/^it counts once$/, "한 번만 셈"],
  [/^(num_\w+) says (.+), the file has (\d+) projects$/, "$1은 $2인데 파일에는 사업이 $3개"],
  [/^(num_\w+) says (.+), the file has (\d+) ballots$/, "$1는 $2인데 파일에는 투표지가 $3장"],
  [/^amounts are rounded from (\d+) decimals to (\d+)$/, "금액의 소수 자리를 $1개에서 $2개로 반올림함"],
  [/^the file states no rule; greedy is assumed$/, "파일에 규칙이 없어 greedy로 봄"],
  [
    /^the rule is greedy-threshold, but min_project_score_threshold is missing; .+$/,
    "규칙은 greedy-threshold인데 min_project_score_threshold가 없어 최소 표를 두지 않음",
  ],
  [/^leftover_budget says "(.*)"; here the rule alone decides$/, 'leftover_budget은 "$1"인데 여기서는 규칙만 따름'],
  [/^(.+) is not held by the constitution; it is broken by (.+)$/, "규약에 담지 못한 제한: {1}. 어긴 것은 {2}"],
  [
    new RegExp(`^above (max_length \\d+): (${BALLOTS}); ranks beyond it give no points$`),
    "$1을 넘음: {2}. 넘은 순위에는 점수가 없음",
  ],
  [new RegExp(`^above (.+): (${BALLOTS}); the constitution takes (.+)$`), "{1}보다 많음: {2}. 규약은 $3까지 받음"],
  [new RegExp(`^below (.+): (${BALLOTS}); the constitution takes (.+)$`), "{1}보다 적음: {2}. 규약은 $3부터 받음"],
  [/^the total (\S+) of min_length and min_sum_points$/, "min_length와 min_sum_points의 합계 $1"],
  [/^the points of min_length (\S+)$/, "min_length $1의 점수"],
  [/^max_points (\S+) is lowered to (\d+), the most here$/, "max_points $1을(를) 여기서 가능한 $2(으)로 낮춤"],
  [
    /^the recorded totals are those of ranks that count from .+$/,
    "기록된 합계는 투표지마다 그 길이에서 센 순위의 것이라 여기서도 그렇게 셈",
  ],
  [
    new RegExp(`^other points than the ranks give: (${BALLOTS}); the ranks count$`),
    "순위가 주는 것과 다른 점수: {1}. 순위를 따름",
  ],
  [/^(\w+) (.+) is not regarded here$/, "$1 $2은(는) 여기서 따지지 않음"],

  // Why a file is refused.
  [/^Line (\d+): (.+)$/, "$1행: {2}"],
  [/^This election cannot be run here: (.+)$/, "여기서 돌릴 수 없는 투표: {1}"],
  [/^its rule is (.+)$/, "규칙이 $1"],
  [/^its vote type is (.+)$/, "투표 종류가 $1"],
  [/^its scoring function is (.+)$/, "점수 함수가 $1"],
  [/^it has (\d+) projects$/, "사업이 $1개"],
  [/^it has (\d+) ranks, more than (\d+) points$/, "순위가 $1개로 점수 $2을(를) 넘음"],
  [/^all of its projects are withdrawn$/, "모든 사업이 철회됨"],
  [/^a cost is 2\^40 or more$/, "비용 하나가 2^40 이상"],
  [/^min_project_score_threshold is 2\^24 or more$/, "min_project_score_threshold가 2^24 이상"],
  [
    /^(\d+) voters with up to (\d+) points could total 2\^24$/,
    "투표자 $1명이 $2점까지 주면 합계가 2^24에 이를 수 있음",
  ],
  [/^line (\d+) counts (.+) times$/, "$1행의 투표지가 $2번 셈됨"],
  [/^line (\d+) gives (\S+) points, and points cannot be negative$/, "$1행의 점수 $2: 음수일 수 없음"],
  [/^line (\d+) gives (\S+) points, and points must be whole$/, "$1행의 점수 $2: 정수여야 함"],
  [/^line (\d+) gives (\S+) points, more than (\d+)$/, "$1행의 점수 $2: $3을(를) 넘음"],
  [/^default_score is (\S+) points, .+$/, "default_score $1: 0부터 255까지의 정수여야 함"],
  [/^META has no (\w+)$/, "META에 $1이(가) 없음"],
  [/^"(.*)" is not a vote_strength$/, '"$1"은(는) vote_strength가 아님'],
  [/^(\w+) is "(.*)", not a number$/, '$1의 값 "$2"이(가) 수가 아님'],
  [/^(\w+) is "(.*)", line (\d+) says "(.*)"$/, '$1의 값이 "$2"인데 $3행에는 "$4"'],
  [/^(\w+) is below 0$/, "$1이(가) 0보다 작음"],
  [/^(\w+) is not whole$/, "$1이(가) 정수가 아님"],
  [/^the section (\w+) has no projects$/, "$1 부분에 사업이 없음"],
  [/^the section (\w+) has no ballots$/, "$1 부분에 투표지가 없음"],
  [/^the section (\w+) stands twice$/, "$1 부분이 두 번 있음"],
  [/^the section (\w+) is missing$/, "$1 부분이 없음"],
  [/^the section (\w+) is empty$/, "$1 부분이 비어 있음"],
  [/^text before the first section$/, "첫 부분 앞에 글이 있음"],
  [/^the column (\S+) stands twice$/, "$1 열이 두 번 있음"],
  [/^the column (\S+) is missing$/, "$1 열이 없음"],
  [/^(\d+) columns, the header has (\d+)$/, "열이 $1개인데 머리글은 $2개"],
  [/^a quoted cell is never closed$/, "따옴표로 연 칸이 닫히지 않음"],
  [/^project (.+) is not in the file$/, "사업 $1이(가) 파일에 없음"],
  [/^project (.+) stands twice$/, "사업 $1이(가) 두 번 있음"],
  [/^voter (.+) stands twice$/, "투표자 $1이(가) 두 번 있음"],
  [/^a project has no id$/, "번호 없는 사업이 있음"],
  [/^a voter has no id$/, "번호 없는 투표자가 있음"],
  [
    /^"(.*)" is not (?:a|an) (?:cost|number of votes|score|value of selected|number of points)$/,
    '"$1"은(는) 0 이상의 수가 아님',
  ],
  [/^the ballot names (\d+) projects and gives (\d+) points$/, "투표지에 사업이 $1개인데 점수는 $2개"],

  // A test election on a chain.
  ...FINALITY_PHRASES,
  [
    /^(.+); (\d+) s behind the latest, (\S+) s for a block: at least (\d+) minutes$/,
    "{1}. 확정은 마지막 블록보다 $2초 늦고 블록은 $3초마다 나옴: 적어도 $4분",
  ],
  [/^election (\S+) on chain (\d+), by one node$/, "투표 $1, 체인 $2, 서버 하나로"],
  [/^election (\S+) on chain (\d+), by (\d+) nodes$/, "투표 $1, 체인 $2, 서버 $3곳으로"],
  [/^(\d+) minutes, ([\d,]+) gas$/, "$1분, 가스 $2"],
  [/^(\d+) of (\d+) checks hold$/, "검사 $2개 가운데 $1개가 맞음"],
];

/** A line of a report in a language; what has no form, as a project's name, stays as it is. */
export function pabulibWords(line: string, language: Language = askedLanguage()): string {
  if (language === "en") return line;
  for (const [pattern, korean] of PABULIB_PHRASES) {
    const found = pattern.exec(line);
    if (found === null) continue;
    return korean.replace(/\$(\d)|\{(\d)\}/g, (_, plain?: string, words?: string) =>
      words === undefined ? (found[Number(plain)] ?? "") : pabulibWords(found[Number(words)] ?? "", language),
    );
  }
  return line;
}
