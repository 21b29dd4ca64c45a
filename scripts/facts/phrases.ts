import { type Phrases, phrased } from "../terminal/phrases.ts";

/** What the command of facts says, in Korean. */
const FACTS_PHRASES: Phrases = [
  [/^Facts (\S+)$/, "공개 사실 $1"],
  [
    /^Block (\S+), (\d+) elections, of which (\d+) verified and (\d+) not, (\d+) proposals, (\d+) rolls$/,
    "블록 $1, 투표 $2건(검증됨 $3건, 검증되지 않음 $4건), 제안 $5건, 명부 $6개",
  ],
  [/^status: (.+)$/, "상태: $1"],
];

/** A line of the command in the language that was asked for. */
export function factsLine(line: string): string {
  return phrased(FACTS_PHRASES, line);
}
