import { type Phrases, phrased } from "../terminal/phrases.ts";

/** What an office's own commands say, in Korean; those of the rolls speak by texts.json. */
export const OFFICE_PHRASES: Phrases = [
  [
    /^Signs vouchers; give it to the organizer for the election file: (\S+)$/,
    "등록 확인서에 서명하는 계정입니다. 투표 파일에 적도록 주관 기관에 알리세요: $1",
  ],
  [
    /^Pays for enrolments, if this office submits them; fund it: (\S+)$/,
    "이 기관이 등록을 공개 기록에 올릴 때 수수료를 내는 계정입니다. 이더를 보내 두세요: $1",
  ],
  [
    /^Keep a sealed copy: without the pseudonym key nobody can be re-issued or removed\.$/,
    "사본을 봉해 보관하세요. 가명 열쇠가 없으면 아무도 재발급하거나 명부에서 뺄 수 없습니다.",
  ],
  [/^Office \(registrar\) (\S+)$/, "등록 기관 $1"],
  [/^Office \(approver\) (\S+)$/, "확인 기관 $1"],
  [/^Block (\S+), (\d+) enrolments waiting$/, "블록 $1, 기다리는 등록 $2건"],
  [/^Would build (.+) from (.+)$/, "$2에서 $1을(를) 만들게 됩니다"],
  [/^(.+): (\d+) residents, depth (\d+)$/, "$1: 주민 $2명, 깊이 $3"],
  [/^root (\d+)$/, "뿌리 $1"],
  [/^content root (0x[0-9a-f]+)$/, "내용 해시 $1"],
  [
    /^Chain (\d+), contract (\S+), roll (\d+), snapshot (\d+): compare with the election's$/,
    "체인 $1, 계약 $2, 명부 $3, 파일 $4번: 투표의 것과 같은지 보세요",
  ],
  [/^ok {3}(.+)$/, "맞음 $1"],
  [/^FAIL (.+)$/, "틀림 $1"],
  [/^Not looked at: the proofs$/, "보지 않은 것: 증명"],
  [/^Not looked at: the chain$/, "보지 않은 것: 공개 기록"],
  [/^(.+): (\d+) leaves$/, "$1: 잎 $2개"],
  [/^status: (.+)$/, "상태: $1"],
];

/** What `roll snapshot verify` looks at, and finds, in Korean. */
export const SNAPSHOT_PHRASES: Phrases = [
  [
    /^(P\S+) a file of entries and a file of leaves for every shard$/,
    "$1 조각마다 주민 파일과 잎 파일이 하나씩 있습니다",
  ],
  [/^(P\S+) leaves and inner nodes are those of the entries$/, "$1 잎과 그 위의 마디가 주민 파일에서 나온 것입니다"],
  [/^(P\S+) every entry is one that can be$/, "$1 있을 수 없는 주민이 없습니다"],
  [/^(P\S+) no registrar's pseudonym twice$/, "$1 등록 기관의 가명이 두 번 나오지 않습니다"],
  [/^(P\S+) no approver's pseudonym twice$/, "$1 확인 기관의 가명이 두 번 나오지 않습니다"],
  [/^(P\S+) no identity commitment twice$/, "$1 신원 약속값이 두 번 나오지 않습니다"],
  [/^(P\S+) the nodes above the shards$/, "$1 조각 위의 마디"],
  [/^(P\S+) root$/, "$1 뿌리"],
  [/^(P\S+) content root$/, "$1 내용 해시"],
  [/^(P\S+) children of the content root$/, "$1 내용 해시 바로 아래의 두 마디"],
  [/^(P\S+) depth$/, "$1 깊이"],
  [/^(P\S+) every proof holds$/, "$1 증명이 모두 맞습니다"],
  [
    /^(P\S+) published with this root, content root and number of residents, and not fallen$/,
    "$1 이 뿌리, 내용 해시, 주민 수로 공개되었고 무효가 되지 않았습니다",
  ],
  [/^as it must be$/, "맞습니다"],
  [/^files are missing$/, "없는 파일이 있습니다"],
  [/^others$/, "다릅니다"],
  [/^entries (\d+) and (\d+)$/, "주민 $1번과 $2번"],
  [/^(\d+) wrong, the first is shard (\d+)$/, "$1개가 틀리고, 그 첫째는 조각 $2번입니다"],
  [/^(\d+) wrong, the first is entry (\d+)$/, "$1명이 틀리고, 그 첫째는 주민 $2번입니다"],
  [/^chain (\d+)$/, "체인 $1"],
  [/^no snapshot (\d+) of roll (\d+)$/, "명부 $2에는 파일 $1번이 없습니다"],
  [/^root (\d+), content root (0x[0-9a-f]+)$/, "뿌리 $1, 내용 해시 $2"],
  [/^withdrawn or voided$/, "거두어졌거나 무효가 되었습니다"],
];

/** A check of `roll snapshot verify`, or what it found, in the language that was asked for. */
export function snapshotLine(line: string): string {
  return phrased(SNAPSHOT_PHRASES, line);
}

/** A line of an office's command in the language that was asked for. */
export function officeLine(line: string): string {
  return phrased(OFFICE_PHRASES, line);
}
