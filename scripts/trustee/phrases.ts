import { FINALITY_PHRASES } from "../terminal/finalityPhrases.ts";
import { type Phrases, phrased } from "../terminal/phrases.ts";

/** What a trustee's commands say, in Korean; the more special forms first. */
export const TRUSTEE_PHRASES: Phrases = [
  ...FINALITY_PHRASES,
  [/^Account for the board: (.+)$/, "참관단에 알릴 계정: $1"],
  [
    /^Keep (.+), its passphrase and a copy of both apart from each other until the board's term ends; then destroy them\.$/,
    "$1 파일, 그 암호, 둘의 사본을 참관단의 임기가 끝날 때까지 서로 떨어진 곳에 두고, 끝나면 모두 없애세요.",
  ],
  [
    /^The file also notes what you consent to .+$/,
    "이 파일에는 무엇에 동의하고 어느 집계의 개표 조각을 냈는지도 적힙니다. 그때마다 예전 사본을 새 파일로 바꾸세요.",
  ],
  [/^(.+) holds (\d+) entries, (\d+) of them from (.+)$/, "$1에 항목 $2개가 있고, 그 가운데 $3개는 $4에서 왔습니다"],
  [/^account: (.+)$/, "계정: $1"],
  [/^board: (.+)$/, "참관단: $1"],
  [/^chain: (.+)$/, "체인: $1"],
  [/^keyFingerprint: (.+)$/, "열쇠의 대조 코드: $1"],
  [
    /^(.+): carry it to the machine that has the key file, and give it to --task$/,
    "$1: 열쇠 파일이 있는 컴퓨터로 옮겨 --task로 주세요",
  ],
  [
    /^(.+): carry it to a machine with a network, and give it to --post$/,
    "$1: 인터넷이 되는 컴퓨터로 옮겨 --post로 주세요",
  ],
  [
    /^(.+) has the first format of key files, and its journal (.+) is missing$/,
    "$1은 처음 형식의 열쇠 파일인데, 그 일지 $2가 없습니다",
  ],
  [
    /^Has the key in (.+) never given a share of any election\?$/,
    "$1의 열쇠로 어느 투표에도 개표 조각을 낸 적이 없습니까?",
  ],
  [/^(\d+) ballots verified$/, "투표지 $1장 확인"],
  [/^share (\d+) of (\d+) encrypted and proved$/, "조각 $2개 가운데 $1개를 암호화하고 증명함"],
  [/^registration made$/, "등록을 만듦"],
  [/^dealing to (\d+) seats made$/, "자리 $1개에 나눌 것을 만듦"],
  [
    /^(.+) is an older copy: the chain has a share of this trustee for (\S+), which its journal does not$/,
    "$1은 예전 사본입니다: 공개 기록에 있는 투표 $2의 개표 조각이 이 파일의 일지에 없습니다",
  ],
  [
    /^(.+) is an older copy: the chain has this trustee's consent to (\S+), which its journal does not$/,
    "$1은 예전 사본입니다: 공개 기록에 있는 투표 $2의 동의가 이 파일의 일지에 없습니다",
  ],
  [/^(.+) is an older copy: (.+)$/, "$1은 예전 사본입니다: $2"],
  [
    /^Use the newer copy, or write its journal into this one with `npm run hanpyo -- trustee merge`$/,
    "새 사본을 쓰거나, `npm run hanpyo -- trustee merge`로 그 일지를 이 파일에 합치세요",
  ],
  [/^seat (\d+): deal is in block (\d+), transaction (\S+)$/, "자리 $1: 열쇠 만들기가 블록 $2에 올랐습니다. 거래 $3"],
  [/^seat (\d+): consent is in block (\d+), transaction (\S+)$/, "자리 $1: 동의가 블록 $2에 올랐습니다. 거래 $3"],
  [/^seat (\d+): share is in block (\d+), transaction (\S+)$/, "자리 $1: 개표 조각이 블록 $2에 올랐습니다. 거래 $3"],
  [/^election (\S+) on chain (\d+), as of block (\d+)$/, "투표 $1, 체인 $2, 블록 $3 기준"],
  [/^election (\S+) on chain (\d+)$/, "투표 $1, 체인 $2"],
  [
    /^board (\S+) on chain (\d+): (\d+) of (\d+) trustees, seat (\d+)$/,
    "참관단 $1, 체인 $2: 참관 위원 $4명 가운데 $3명 필요, 자리 $5",
  ],
  [/^TEST BOARD: its elections bind nobody\.$/, "시험 참관단: 이 참관단의 투표는 누구에게도 효력이 없습니다."],
  [/^TEST ELECTION: binds nobody\.$/, "연습 투표: 누구에게도 효력이 없습니다."],
  [/^TEST ELECTION: binds nobody\. (.*)$/, "연습 투표: 누구에게도 효력이 없습니다. $1"],
  [/^round: register; it costs at most (\S+) of the chain's coin$/, "차례: 등록. 수수료는 많아야 $1 (체인의 돈)"],
  [/^round: deal; it costs at most (\S+) of the chain's coin$/, "차례: 나누기. 수수료는 많아야 $1 (체인의 돈)"],
  [/^fingerprint of the board: (.+)$/, "참관단의 대조 코드: $1"],
  [/^fingerprint of all trustees' keys: (.+)$/, "모든 참관 위원 열쇠의 대조 코드: $1"],
  [/^fingerprint of the election: (.+)$/, "투표의 대조 코드: $1"],
  [/^fingerprint of election and sum: (.+)$/, "투표와 집계의 대조 코드: $1"],
  [
    /^Do other trustees read the same fingerprint of the board, (.+)\?$/,
    "다른 참관 위원들도 참관단의 대조 코드를 똑같이 읽습니까: $1?",
  ],
  [
    /^Do other trustees read the same fingerprint of all trustees' keys, (.+)\?$/,
    "다른 참관 위원들도 모든 열쇠의 대조 코드를 똑같이 읽습니까: $1?",
  ],
  [
    /^Do you agree to election (\S+) with a roll of (\d+), as shown above, and do other trustees read the same fingerprint, (.+)\?$/,
    "위에 보인 대로 명부 인원 $2명인 투표 $1에 동의하고, 다른 참관 위원들도 대조 코드를 똑같이 읽습니까: $3?",
  ],
  [
    /^Do other trustees read (\d+) ballots and the same fingerprint, (.+)\?$/,
    "다른 참관 위원들도 투표지 $1장과 똑같은 대조 코드를 읽습니까: $2?",
  ],
  [
    /^(\d+) ballots, all verified by the machine that read the chain$/,
    "투표지 $1장을 공개 기록을 읽은 컴퓨터가 모두 검증했습니다",
  ],
  [/^constitution (0x\S+)$/, "투표 규약 $1"],
  [/^read without what is usual: one-node$/, "주의: 서로 다른 두 서버가 아니라 한 서버만 보고 읽었습니다"],
  [/^read without what is usual: named-block$/, "주의: 확정된 블록이 아니라 지정한 블록을 보고 읽었습니다"],
  [/^read without what is usual: no-trust$/, "주의: 신뢰 파일 없이 읽었습니다"],
  [/^read without what is usual: (.+)$/, "주의: 보통 있어야 할 것 없이 읽었습니다($1)"],
  [/^compare with the official gazette: (.+)$/, "공보와 대조하세요: $1"],
  [
    /^WARNING: the factory of this election is withdrawn for elections from block (\d+) on$/,
    "주의: 이 투표의 팩토리는 블록 $1부터 만든 투표에서 거두어졌습니다",
  ],
  [
    /^NOBODY SAYS WHOSE BOARD AND ROLL THESE ARE: it goes on without a trust file$/,
    "누구의 참관단과 명부인지 아무도 말하지 않습니다: 신뢰 파일 없이 계속합니다",
  ],
  [
    /^NOBODY SAYS WHOSE TEMPLATE THIS IS: anybody can publish one, and have one's own proposal voted on$/,
    "누구의 절차 틀인지 아무도 말하지 않습니다: 누구나 절차 틀을 내어 자기 제안을 투표에 부칠 수 있습니다",
  ],
  [/^created by the contract that brings proposals to a vote (\S+)$/, "만든 곳: 투표로 넘기는 계약 $1"],
  [
    /^budget cell (\S+) of the organizer (\S+), by the contract (\S+)$/,
    "예산 분야 $1, 주관 기관의 계정 $2, 투표를 연 계약 $3",
  ],
  [/^project (\d+): (.+), (\d+) won, (\d+) supports, number (\d+)$/s, "$1번 사업: $2, $3원, 지지 $4, 사업 번호 $5"],
  [/^proposal (\d+) of the contract (\S+)$/, "제안 $1, 제안 계약 $2"],
  [/^template (\S+) of the organizer (\S+), whose quota is (\d+)$/, "절차 틀 $1, 주관 기관의 계정 $2, 필요 지지 수 $3"],
  [
    /^paragraph (\d+) is hidden by a measure and is not part of the vote; its hash is (\S+)$/,
    "$1번째 문단은 조치로 가려져 투표에 들어 있지 않습니다. 해시 $2",
  ],
  [/^paragraph (\d+): (.+)$/s, "$1번째 문단: $2"],
  [/^organizer: account (\S+)$/, "주관 기관: 계정 $1"],
  [/^organizer: (.+)$/, "주관 기관: $1"],
  [/^registrar: (.+)$/, "등록 기관: $1"],
  [/^approver: (.+)$/, "확인 기관: $1"],
  [/^recovery: (.+)$/, "복구 기관: $1"],
  [/^trustee: (.+)$/, "참관 위원: $1"],
  [
    /^board (\S+), of which you hold seat (\d+); (\d+) consents are needed$/,
    "참관단 $1, 맡은 자리 $2. 동의가 $3개 있어야 합니다",
  ],
  [
    /^roll at the census time: (\d+) residents, final as of block (\d+)$/,
    "확정 시각의 선거인 명부: $1명, 블록 $2 기준으로 확정",
  ],
  [/^root of the roll: (\d+)$/, "명부의 뿌리 값: $1"],
  [/^certified population: none is given with this election$/, "공인된 인구: 이 투표에는 적혀 있지 않습니다"],
  [/^last election of roll (\d+): none$/, "명부 $1의 지난 투표: 없음"],
  [
    /^last election of roll (\d+): (\d+) residents at (.+), so ([+-]?\d+) since \((\S+)\)$/,
    "명부 $1의 지난 투표: $3에 $2명, 그 뒤 $4명 ($5)",
  ],
  [/^share (\d+) of (\d+) encrypted and proved$/, "조각 $2개 가운데 $1개를 암호화하고 증명했습니다"],
  [/^(\d+) ballots verified$/, "투표지 $1장을 검증했습니다"],
  [/^registration made$/, "등록을 만들었습니다"],
  [/^dealing to (\d+) seats made$/, "자리 $1개에 나눌 조각을 만들었습니다"],
];

/** A line of a trustee's command in the language that was asked for. */
export function trusteeLine(line: string): string {
  return phrased(TRUSTEE_PHRASES, line);
}
