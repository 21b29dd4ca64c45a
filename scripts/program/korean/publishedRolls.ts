import type { KoreanHelp } from "./catalogue.ts";

/** The help of the commands of published rolls. */
export const publishedRolls: KoreanHelp = {
  "build a roll's snapshot from the file of its entries": "명부 항목의 파일로 명부 파일을 만듭니다",
  "a new folder": "새 폴더",
  "the contract of published rolls": "공개 명부의 계약 주소",
  "the roll": "명부 번호",
  "of the snapshot": "명부 파일의 순번",
  "for a rehearsal: let entries pass that carry no proof, which `verify` refuses":
    "연습용: 증명이 없는 명부 항목도 받음. `verify`는 받지 않습니다",
  "rebuild a snapshot from its entries and compare everything; exit code 2 if something was left out":
    "명부 항목으로 명부 파일을 다시 만들어 모두 비교합니다. 빼놓은 검사가 있으면 종료 코드 2",
  "the snapshot": "명부 파일의 폴더",
  "the chain, to compare with what was published": "장부의 서버(RPC). 공개된 것과 비교하려면",
  "all, in batches; or none": "all(모두, 묶어서) 또는 none(검사 안 함)",
  "a roll published as a file: entries, take, build, sign, publish, status, verify, challenge, withdraw":
    "파일로 공개하는 명부: 항목(entries), 넘겨받기(take), 만들기(build), 서명(sign), 공개(publish), 상태(status), 검증(verify), 이의(challenge), 거두기(withdraw)",
  "write the file of this office's entries of a roll: pseudonyms, commitments and proofs":
    "이 기관이 적어 둔 명부 항목의 파일을 씁니다: 가명, 신원 확인값, 증명",
  "file the other office's entries that were never handed in here; only those it gave its half for":
    "다른 기관에만 낸 등록의 항목을 받아 적습니다. 이 기관이 제 몫을 서명한 것만 받습니다",
  "the other office's file of `roll snapshot entries`": "다른 기관이 `roll snapshot entries`로 만든 파일",
  "entries of 384 bytes each, as `roll snapshot entries` writes them":
    "`roll snapshot entries`가 만든, 384바이트씩인 명부 항목의 파일",
  "build the snapshot again from this office's own book, and sign it if it is the same":
    "이 기관의 대장으로 명부 파일을 다시 만들어 보고, 같으면 서명합니다",
  "last day of the signature, in Korea; the same at both offices":
    "서명을 쓸 수 있는 마지막 날(한국 날짜). 두 기관이 같아야 합니다",
  "a new file, for whoever publishes": "새 파일. 공개하는 사람에게 줍니다",
  "take the pending snapshot back, on the word of this office alone":
    "이의를 기다리는 명부 파일을 이 기관만의 뜻으로 거둡니다",
  "the office's keys, as `office key` wrote them; their account pays":
    "`office key`로 만든 기관의 열쇠 파일. 그 계정이 수수료를 냅니다",
  "send a snapshot that both offices signed; anybody may":
    "두 기관이 서명한 명부 파일을 장부에 올립니다. 누구나 할 수 있습니다",
  "the registrar's file of `roll snapshot sign`": "등록 기관이 `roll snapshot sign`으로 만든 파일",
  "say which snapshots of a roll were published, and what became of each":
    "명부마다 어떤 파일이 공개되었고 어떻게 되었는지 보여 줍니다",
  "look for what the contract voids a pending snapshot for, and send the first that is found":
    "계약이 명부 파일을 무효로 할 잘못을 찾아, 처음 찾은 것을 장부에 보냅니다",
  "write the roll that an election froze as files for the page, so that no device rebuilds it":
    "투표가 확정한 명부를 화면에서 쓸 파일로 만듭니다. 기기가 명부를 다시 계산하지 않아도 됩니다",
  "an election over the registry's roll, after its census time":
    "등록 계약의 명부를 쓰는 투표의 주소. 명부를 확정하는 시각 뒤에",
  "served as the page's `rollFiles`; the roll's own folder in it is named by its root":
    "화면의 `rollFiles`로 내줄 폴더. 그 안에 명부의 폴더가 뿌리의 이름으로 생깁니다",
};
