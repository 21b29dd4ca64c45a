import type { KoreanHelp } from "./catalogue.ts";

/** The help of the commands of those who check and rehearse. */
export const verifying: KoreanHelp = {
  "recompute everything about an election from its record, from a chain, or from both and compare them":
    "투표 기록이나 장부로, 또는 둘을 비교해 투표의 모든 것을 다시 계산합니다",
  "a record file": "투표 기록 파일",
  "read the election from this chain, or compare the record with it":
    "이 장부의 서버(RPC)에서 투표를 읽거나, 투표 기록과 비교",
  "the election, with --rpc and no --record": "투표의 주소. --record 없이 --rpc를 줄 때",
  "the chain's last block that counts (default: the finalized one)": "장부의 이 블록까지만 봄(적지 않으면 확정된 블록)",
  "the files of the roll's snapshot, if the roll was published as a file":
    "명부를 파일로 공개했을 때: 명부 파일의 폴더",
  "also write the record that was read from the chain": "장부에서 읽은 투표 기록을 파일로도 씀",
  "Exit codes: 0 verified, 1 not verified, 2 could not check everything (what was checked holds).":
    "종료 코드: 0 검증됨, 1 검증되지 않음, 2 모두 확인하지는 못함(확인한 것은 맞음).",
  "check that a voting device encrypts what was chosen": "투표하는 기기가 고른 대로 암호화하는지 확인합니다",
  "encrypt an opened ballot again, and compare it with the code that the device had shown before":
    "열어본 투표지를 다시 암호화해, 기기가 먼저 보여 준 확인 번호와 비교합니다",
  "the text that the device showed when it was challenged; - for standard input":
    "기기가 보여 준 열어본 투표지의 글이 든 파일. -이면 표준 입력",
  "the code that it had shown before, as noted down": "열기 전에 적어 둔 확인 번호",
  "the chain that the election is on": "투표가 있는 장부의 서버(RPC)",
  "Exit codes: 0 it is the ballot that was committed to, 1 it is not, 2 could not check.":
    "종료 코드: 0 먼저 보여 준 투표지가 맞음, 1 아님, 2 확인하지 못함.",
  "run real participatory-budgeting elections (Pabulib .pb) from end to end on a local chain, and compare":
    "실제 주민참여예산 투표(Pabulib .pb)를 컴퓨터 안의 체인에서 처음부터 끝까지 돌려 비교합니다",
  "the elections; with several, --json prints an array": "투표 파일. 여럿이면 --json이 배열로 출력",
  "take only the first n voters (all if there are fewer)": "처음 n명만(그보다 적으면 모두)",
  "also write the election's record": "투표 기록도 씀",
  "no encryption and no proofs: only totals and the on-chain allocation": "암호화와 증명 없이 합계와 예산 배분만",
};
