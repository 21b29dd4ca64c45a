import type { Phrases } from "./phrases.ts";

const TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d KST`;

const STANDINGS = [
  ["not yet in the gazette", "아직 공보에 없음"],
  ["unknown", "확인되지 않음"],
  ["known", "확인됨"],
] as const;

const STATEMENTS = [
  ["chain", "체인"],
  ["code", "코드"],
  ["factory", "팩토리"],
  ["withdrawn", "거두어진 팩토리"],
  ["election", "투표"],
  ["board", "참관단"],
  ["boardLine", "참관단 줄"],
  ["trusteeSeat", "참관 위원의 자리 줄"],
  ["conversions", "투표로 넘기는 계약"],
  ["template", "제안의 절차 틀"],
  ["rolls", "명부"],
  ["registry", "등록부"],
  ["officeSeat", "기관의 자리 줄"],
  ["registryLine", "등록부 줄"],
  ["recoverySeat", "복구 기관의 자리 줄"],
] as const;

/** Why a statement about an election is not covered by the trust file (P15.7), by its English form. */
const REASONS: Phrases = [
  [/^the node is on chain (\d+)$/, "서버가 체인 $1번에 있음"],
  [
    /^withdrawn from block (\d+) on; the election was created in block (\d+)$/,
    "블록 $1부터 거두어졌는데 투표는 블록 $2에 만들어짐",
  ],
  [/^it does not say who its trustees are$/, "참관 위원이 누구인지 말하지 않음"],
  [/^(\S+) has code (\S+), not (\S+)$/, "$1의 코드가 $3이 아니라 $2"],
  [/^(\S+) has code that was not read, not (\S+)$/, "$1의 코드를 읽지 못함, 있어야 할 것은 $2"],
  [/^no factory of elections of the manifest$/, "공개 목록의 투표 팩토리가 아님"],
  [/^the manifest has no code hash of it$/, "공개 목록에 그 코드의 해시가 없음"],
  [/^it did not make the election$/, "이 투표를 만든 팩토리가 아님"],
  [/^its code is no clone$/, "코드가 복제본이 아님"],
  [/^it runs code at (\S+)$/, "$1의 코드로 움직임"],
  [/^no board factory of the manifest made it$/, "공개 목록의 참관단 팩토리가 만들지 않음"],
  [/^no roll factory of the manifest made it$/, "공개 목록의 명부 팩토리가 만들지 않음"],
  [
    /^the manifest does not name it as a contract by which proposals come to a vote$/,
    "공개 목록에 제안을 투표로 넘기는 계약으로 적혀 있지 않음",
  ],
  [/^no contract of the manifest shows the proposal's template$/, "공개 목록의 계약이 그 제안의 절차 틀을 보이지 않음"],
  [
    /^the organizer of the proposal's template is not the manifest's$/,
    "제안의 절차 틀에 적힌 주관 기관이 공개 목록의 주관 기관이 아님",
  ],
  [
    /^the proposal's template is over rolls that the manifest does not name$/,
    "제안의 절차 틀이 쓰는 명부가 공개 목록에 없음",
  ],
  [/^the manifest does not name these rolls$/, "공개 목록에 이 명부가 없음"],
  [/^no office that ever held it is known$/, "이 등록부를 맡은 기관을 알 수 없음"],
  [/^no line of this account over the registry$/, "이 계정이 등록부에 서명한 줄이 없음"],
  [/^no line of this trustee over the board as it is$/, "이 참관 위원이 지금의 참관단에 서명한 줄이 없음"],
  [/^the trustees do not all name the same seats$/, "참관 위원들이 적은 자리가 서로 다름"],
  [/^the seat that the board's lines name is not this trustee's$/, "참관단 줄에 적힌 자리가 이 참관 위원의 것이 아님"],
  [/^its line is of other terms$/, "서명한 줄의 조건이 다름"],
  [/^no seat line of a (\w+)$/, "자리 줄이 없음($1)"],
  [new RegExp(`^its seat is not valid from (${TIME}) to (${TIME})$`), "자리 줄이 $1부터 $2까지 유효하지 않음"],
];

/** One statement with its standing and reason, with or without the name of what is stated. */
export const REASON_PHRASES: Phrases = STANDINGS.flatMap(([standing, korean]) => [
  ...REASONS.flatMap(([reason, inKorean]): Phrases => {
    const source = reason.source.slice(1, -1);
    // The reason's own values come behind the address.
    const shifted = inKorean.replace(/\$(\d)/g, (_, place: string) => `$${Number(place) + 1}`);
    return [
      ...STATEMENTS.map(
        ([name, named]) =>
          [
            new RegExp(`^${name} (0x\\S+): ${standing} \\(${source}\\)$`),
            `${named} $1: ${korean} (${shifted})`,
          ] as const,
      ),
      [new RegExp(`^(0x\\S+): ${standing} \\(${source}\\)$`), `$1: ${korean} (${shifted})`],
    ];
  }),
  ...STATEMENTS.map(
    ([name, named]) => [new RegExp(`^${name} (0x\\S+): ${standing}$`), `${named} $1: ${korean}`] as const,
  ),
  [new RegExp(`^(0x\\S+): ${standing}$`), `$1: ${korean}`] as const,
]);
