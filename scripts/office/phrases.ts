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
  [/^(.+), block (\S+), (\d+) enrolments waiting$/, "상태 $1, 블록 $2, 기다리는 등록 $3건"],
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
  [/^status: ok$/, "상태: 정상(ok)"],
  [/^status: (.+)$/, "상태: $1"],
];

/** A line of an office's command in the language that was asked for. */
export function officeLine(line: string): string {
  return phrased(OFFICE_PHRASES, line);
}
