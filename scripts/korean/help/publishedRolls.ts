import type { KoreanHelp } from "./catalogue.ts";

/** The help of the commands of published rolls. */
export const publishedRolls: KoreanHelp = {
  "a roll published as a file: build, verify": "파일로 공개하는 명부: 만들기(build), 검증(verify)",
  "build a roll's snapshot from the file of its entries": "명부 항목의 파일로 명부 파일을 만듭니다",
  "entries of 384 bytes each": "384바이트씩인 명부 항목의 파일",
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
};
