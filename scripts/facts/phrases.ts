import { type Phrases, phrased } from "../terminal/phrases.ts";

/** What the command of facts says, in Korean. */
const FACTS_PHRASES: Phrases = [
  [/^Facts (\S+)$/, "공개 사실 $1"],
  [
    /^Block (\S+), (\d+) elections, of which (\d+) verified and (\d+) not, (\d+) proposals, (\d+) rolls$/,
    "블록 $1, 투표 $2건(검증됨 $3건, 검증되지 않음 $4건), 제안 $5건, 명부 $6개",
  ],
  [/^Block (\S+): (\d+) files written, (\d+) left as they are$/, "블록 $1: 파일 $2개를 썼고, $3개는 그대로입니다"],
  [/^status: (.+)$/, "상태: $1"],
];

/** A line of the command in the language that was asked for. */
export function factsLine(line: string): string {
  return phrased(FACTS_PHRASES, line);
}
