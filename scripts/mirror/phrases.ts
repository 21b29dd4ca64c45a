import { type Phrases, phrased } from "../terminal/phrases.ts";

/** What a mirror's commands say, in Korean. */
const MIRROR_PHRASES: Phrases = [
  [/^Mirror (\S+)$/, "보관소 $1"],
  [
    /^Block (\S+), (\d+) texts of (\d+) proposals, of (\d+) all or a part is missing$/,
    "블록 $1, 제안 $3건의 글 $2편, 전부나 일부가 없는 글 $4편",
  ],
  [/^status: (.+)$/, "상태: $1"],
];

/** A line of a mirror's command in the language that was asked for. */
export function mirrorLine(line: string): string {
  return phrased(MIRROR_PHRASES, line);
}
