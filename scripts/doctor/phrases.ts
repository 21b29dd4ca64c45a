import type { Language } from "../terminal/language.ts";
import { type Phrases, replaced } from "../terminal/phrases.ts";

/** What `doctor` finds, in Korean, by its English form; what a node says in its own words stays in them. */
export const DOCTOR_PHRASES: Phrases = [
  [/^it is missing$/, "파일이 없음"],
  [/^(.+) gave no answer: no connection$/, "$1에 연결되지 않음"],
  [/^(.+) gave no answer: (.*)$/, "$1이(가) 답하지 않음: $2"],
  [/^(-?\d+) s$/, "$1초"],
  [/^type (\d), no base fee; gas is free$/, "거래 종류 $1, 기본 수수료 없음; 가스는 무료"],
  [/^type (\d), no base fee; gas at (\S+) gwei$/, "거래 종류 $1, 기본 수수료 없음; 가스 $2 gwei"],
  [/^type (\d), base fee (\S+) gwei; gas is free$/, "거래 종류 $1, 기본 수수료 $2 gwei; 가스는 무료"],
  [/^type (\d), base fee (\S+) gwei; gas at (\S+) gwei$/, "거래 종류 $1, 기본 수수료 $2 gwei; 가스 $3 gwei"],
  [/^(\d+) bytes are taken$/, "$1바이트를 받음"],
  [/^a block holds (\d+), a transaction may name (\d+)$/, "블록 하나에 $1, 거래 하나에 $2까지"],
  [/^a block holds (\d+); (.*)$/, "블록 하나에 $1; 서버의 말: $2"],
  [/^(\d+) blocks at a time$/, "한 번에 블록 $1개"],
  [/^(\d+) blocks at a time; to more it says: (.*)$/, "한 번에 블록 $1개; 더 물으면: $2"],
  [/^kept at block (\d+)$/, "블록 $1의 상태가 있음"],
  [
    /^not kept at block (\d+) \((.*)\): give verify --from-block$/,
    "블록 $1의 상태가 없음($2): verify에 --from-block을 주세요",
  ],
  [/^the node tells no finalized block$/, "서버가 확정된 블록을 알려 주지 않음"],
  [/^nothing is finalized but block 0$/, "블록 0 말고는 확정된 것이 없음"],
  [
    /^(\d+) blocks, (\d+) s behind the latest; a block takes (\S+) s$/,
    "마지막 블록보다 블록 $1개, $2초 늦음; 블록 하나에 $3초",
  ],
  [/^as the contracts need them$/, "계약에 필요한 그대로임"],
  [/^missing or wrong: (.*)$/, "없거나 틀림: $1"],
  [/^(\S+) ether; gas costs nothing here$/, "$1 이더; 이 체인은 가스가 무료"],
  [
    /^(\S+) ether: about (\S+) ballots of (\S+) gas at (\S+) gwei$/,
    "$1 이더: 한 장에 가스 $3, $4 gwei일 때 투표지 $2장쯤",
  ],
];

/** What was found, in a language. */
export function foundIn(language: Language, found: string): string {
  return language === "en" ? found : replaced(DOCTOR_PHRASES, found);
}
