import { type Phrases, phrased } from "../terminal/phrases.ts";

/** What a relayer's commands say, in Korean. */
export const RELAYER_PHRASES: Phrases = [
  [/^Account to fund and to announce: (\S+)$/, "이더를 보내고 공고할 계정: $1"],
  [/^Relayer (\S+)$/, "전달 서버 $1"],
  [
    /^Block (\S+), (\d+) packages waiting, ether for about (\S+) more$/,
    "블록 $1, 기다리는 것 $2개, 남은 이더로 약 $3개를 보낼 수 있습니다",
  ],
  [
    /^one node alone, which is enough for test elections only; final up to block (\S+): (.+)$/,
    "서버 하나뿐이라 연습 투표만 맡습니다. 블록 $1까지 확정: $2",
  ],
  [
    /^(\d+) of (\d+) nodes answer; final up to block (\S+): (.+)$/,
    "서버 $2대 가운데 $1대가 답합니다. 블록 $3까지 확정: $4",
  ],
  [/^What the chain asks for gas is not known yet; (.+)$/, "체인의 가스값을 아직 모릅니다; $1"],
  [
    /^Transactions of type (\d)(?: \(the chain has no base fee\))?, gas is free; (.+)$/,
    "거래 유형 $1, 가스는 무료; $2",
  ],
  [
    /^Transactions of type (\d)(?: \(the chain has no base fee\))?, at most (\S+) gwei for a unit of gas; (.+)$/,
    "거래 유형 $1, 가스 한 단위에 많아야 $2 gwei; $3",
  ],
  [/^Acknowledged by (\S+), due in a block by (.+)$/, "$1이(가) 접수했고, $2까지 블록에 올리기로 했습니다"],
  [/^Tracker (\S+)$/, "확인 번호 $1"],
  [/^On the chain in block (\d+)$/, "블록 $1에 올라 있습니다"],
  [/^Cast from the account of (.+) in block (\d+)$/, "$1 계정에서 블록 $2에 올렸습니다"],
  [
    /^No relayer took it\. The file stays good: submit it later, elsewhere, or with --key-file$/,
    "받은 전달 서버가 없습니다. 파일은 그대로 쓸 수 있으니 나중에, 다른 곳에, 또는 --key-file로 내세요",
  ],
  [/^Ballot (\S+) of election (\S+)$/, "투표 $2의 투표지 $1"],
  [
    /^Relayer (\S+) at (\S+) signed for a block by (.+)\.$/,
    "전달 서버 $1($2)이(가) $3까지 블록에 올리겠다고 서명했습니다.",
  ],
  [/^Kept: the ballot is in block (\d+), in time\.$/, "지켰습니다: 투표지가 블록 $1에 제때 올랐습니다."],
  [
    /^Not the relayer's fault: block (\d+) took another ballot of the same voter\.$/,
    "전달 서버의 잘못이 아닙니다: 블록 $1에 같은 사람의 다른 투표지가 올랐습니다.",
  ],
  [
    /^Not due: the chain has not reached that time\. Ask again then\.$/,
    "아직 기한이 아닙니다: 공개 기록의 시각이 그때에 이르지 않았습니다. 그때 다시 확인하세요.",
  ],
  [
    /^Broken: the time is past, and the ballot is in no block\..*$/,
    "어겼습니다: 기한이 지났는데 투표지가 어느 블록에도 없습니다. 투표가 열려 있는 동안에는 같은 파일로 다시 낼 수 있습니다.",
  ],
  [
    /^Broken: not before block (\d+), after that time, was a ballot of that version cast\.$/,
    "어겼습니다: 그 기한이 지난 블록 $1에서야 그 판의 투표지가 올랐습니다.",
  ],
  [/^status: (.+)$/, "상태: $1"],
  [/^state: latched$/, "상태: 제안이 먼저 필요 지지 수를 채워 반영되지 않음(latched)"],
  [/^state: closed$/, "상태: 기간이 끝나 반영되지 않음(closed)"],
  [/^state: (.+)$/, "상태: $1"],
];

/** A line of a relayer's command in the language that was asked for. */
export function relayerLine(line: string): string {
  return phrased(RELAYER_PHRASES, line);
}
