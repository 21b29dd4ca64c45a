import { FINALITY_PHRASES } from "../terminal/finalityPhrases.ts";
import { type Phrases, phrased } from "../terminal/phrases.ts";
import { REASON_PHRASES } from "../terminal/reasonPhrases.ts";

const ROLES: readonly (readonly [role: string, korean: string])[] = [
  ["organizer", "주관 기관"],
  ["registrar", "등록 기관"],
  ["approver", "확인 기관"],
  ["recovery", "복구 기관"],
  ["trustee", "참관 위원"],
];

/** What the commands of trust files say, in Korean; the more special forms first. */
export const TRUST_PHRASES: Phrases = [
  ...FINALITY_PHRASES,
  ...REASON_PHRASES,
  [
    /^(.+): have every seat sign its line next \(trust sign\)$/,
    "$1: 다음으로 자리마다 자기 줄에 서명하게 하세요(trust sign)",
  ],
  [/^rotation delay (\d+) seconds, recovery body 0x0{40}$/, "기관 교체 대기 시간 $1초, 복구 기관 없음"],
  [/^rotation delay (\d+) seconds, recovery body (\S+)$/, "기관 교체 대기 시간 $1초, 복구 기관 $2"],
  [/^(\d+) of (\d+) trustees; seats (.+)$/, "참관 위원 $2명 가운데 $1명 필요. 자리: $3"],
  [/^(.+): (\d+) lines added, (\d+) in all$/, "$1: 줄 $2개를 더해 모두 $3개"],
  [/^(.+): seat line (\S+) of (\S+); send it to the organizer$/, "$1: $3 계정의 자리 줄 $2. 주관 기관에 보내세요"],
  [
    /^(.+): registry line (\S+) of (\S+); send it to the organizer$/,
    "$1: $3 계정의 등록부 줄 $2. 주관 기관에 보내세요",
  ],
  [/^(.+): board line (\S+) of (\S+); send it to the organizer$/, "$1: $3 계정의 참관단 줄 $2. 주관 기관에 보내세요"],
  [/^compare with the official gazette: (.+)$/, "공보와 비교하세요: $1"],
  [
    /^the file's last manifest has serial (\d+); (\d+) of its (\d+) lines are not yet in the gazette$/,
    "파일의 마지막 공개 목록은 $1호입니다. 줄 $3개 가운데 $2개가 아직 공보에 없습니다",
  ],
  [/^other code than the manifest's: (.+) at (\S+)$/, "공개 목록과 코드가 다릅니다: $2의 $1"],
  [/^the code of (\d+) contracts is the manifest's$/, "계약 $1개의 코드가 공개 목록과 같습니다"],
  [/^election (\S+): known \((\d+) statements\)$/, "투표 $1: 확인됨(진술 $2개)"],
  [/^election (\S+): not yet in the gazette \((\d+) statements\)$/, "투표 $1: 아직 공보에 없음(진술 $2개)"],
  [/^election (\S+): unknown \((\d+) statements\)$/, "투표 $1: 확인되지 않음(진술 $2개)"],
  [
    /^its factory is withdrawn for elections from block (\d+) on; this one is older, and finishes$/,
    "이 투표의 팩토리는 블록 $1부터 거두어졌습니다. 이 투표는 그보다 앞선 것이라 끝까지 갑니다",
  ],
  ...ROLES.flatMap(
    ([role, korean]): Phrases => [
      [
        new RegExp(`^${role}: (.+ \\(0x[0-9a-fA-F]{40}\\)), not yet in the gazette$`),
        `${korean}: $1, 아직 공보에 없음`,
      ],
      [new RegExp(`^${role}: (.+)$`), `${korean}: $1`],
      [new RegExp(`^${role} (\\S+): nobody has signed for it$`), `${korean} $1: 아무도 서명하지 않았습니다`],
      [new RegExp(`^${role} (0x\\S+): (.+ / .+)$`), `${korean} $1: $2`],
    ],
  ),
];

/** A line of a command about trust files in the language that was asked for. */
export function trustLine(line: string): string {
  return phrased(TRUST_PHRASES, line);
}
