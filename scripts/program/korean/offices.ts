import type { KoreanHelp } from "./catalogue.ts";

/** The help of the offices' commands, apart from published rolls. */
export const offices: KoreanHelp = {
  "registrar or approver: key, start, status, objections":
    "등록 기관 또는 확인 기관: 열쇠(key), 시작(start), 상태(status), 이의 신청(objections)",
  "make an office's keys: one signs, one makes pseudonyms, one keeps codes, one pays":
    "기관의 열쇠를 만듭니다: 서명, 가명 번호, 일회용 번호, 수수료",
  "where to keep them; readable by you alone": "보관할 파일. 나만 읽을 수 있게 만듭니다",
  "serve residents until stopped": "멈출 때까지 주민의 등록을 받습니다",
  "which of the two offices this is": "두 기관 가운데 어느 쪽인지",
  "what the office offers (docs/offices.md)": "기관이 무엇을 받는지 적은 파일(docs/offices.md)",
  "the office's own roll, as `roll import` writes it; made if it is missing":
    "`roll import`가 쓰는 이 기관의 명부 대장. 없으면 만듭니다",
  "the keys, as `office key` wrote them": "`office key`가 만든 열쇠 파일",
  "also bring enrolments to the chain, from the account of the keys": "열쇠의 계정으로 등록을 장부에 올리는 일도 함",
  "where to listen; put a reverse proxy with TLS before it": "접속을 받을 주소. 앞에 TLS가 있는 프록시를 두세요",
  "0 for any free one": "접속을 받을 포트. 0이면 빈 것 아무것이나",
  "take residents' addresses from X-Forwarded-For, which the proxy must set":
    "주민의 접속 주소를 프록시가 적는 X-Forwarded-For에서 읽음",
  "say how an office is: its key and the registry's, chain, queue":
    "기관의 상태를 알려 줍니다: 열쇠, 장부에 적힌 열쇠, 장부, 기다리는 등록",
  "an office's roll: check, import, codes, change, export, snapshot":
    "기관의 명부: 검사(check), 가져오기(import), 일회용 번호(codes), 변동(change), 집계(export), 공개 명부(snapshot)",
  "check a register's CSV file: every bad row by line and reason, no personal data":
    "주민 자료 파일(CSV)을 검사합니다. 잘못된 행과 이유만 보여 주고 개인 정보는 보여 주지 않습니다",
  "CSV in UTF-8 or CP949 with the columns number, name, birth date, district (or in Korean)":
    "번호, 성명, 생년월일, 행정동 열이 있는 CSV(UTF-8 또는 CP949)",
  "CSV: each district with the ids of its rolls": "구역마다 명부 번호를 적은 CSV",
  "of the file": "파일의 글자 방식",
  "the day of voting, at which the age counts": "나이를 따지는 투표일",
  "full years that a resident must have": "투표할 수 있는 나이(만)",
  "import the good rows of a register's file; the same command goes on after a crash":
    "주민 자료 파일의 올바른 행을 가져옵니다. 멈추었으면 같은 명령으로 이어서 합니다",
  "as for `roll check`": "`roll check`와 같음",
  "the office's roll; made if it is missing": "기관의 명부 대장. 없으면 만듭니다",
  "the office's keys, as `office key` wrote them": "`office key`가 만든 기관의 열쇠 파일",
  "the file is the whole register: who is not in it has moved out": "파일이 전체 명단임. 파일에 없는 사람은 전출로 봄",
  "make one-time codes and print-ready letters for all who are eligible and hold none":
    "자격이 있는데 번호가 없는 모두에게 줄 일회용 번호와 인쇄할 등록 안내 편지를 만듭니다",
  "a new folder, readable by you alone": "새 폴더. 나만 읽을 수 있게 만듭니다",
  "the office, as residents know it": "주민이 아는 기관의 이름",
  "where residents enrol": "주민이 등록하는 화면의 주소",
  "last day of the codes, in Korea": "일회용 번호를 쓸 수 있는 마지막 날(한국 날짜)",
  "only this district": "이 구역만",
  "anew for this person: a lost letter, a lost device": "이 사람에게 새로: 편지나 기기를 잃었을 때",
  "write into the book what happened to a person; no frozen census changes":
    "사람에게 생긴 변동을 대장에 적습니다. 이미 확정된 명부는 바뀌지 않습니다",
  "the person number": "관리 번호",
  "what happened": "변동의 종류",
  "moved-in: the new district": "moved-in(전입)일 때: 새 구역",
  "moved-in: each district with the ids of its rolls": "moved-in(전입)일 때: 구역마다 명부 번호를 적은 CSV",
  "renamed: the new name": "renamed(개명)일 때: 새 이름",
  "print counts per district and roll, and nothing of any person":
    "구역과 명부별 인원을 보여 줍니다. 어떤 사람의 것도 보여 주지 않습니다",
  "CSV: each district with its official population": "구역마다 공식 인구를 적은 CSV",
  "the chain, for what is enrolled": "장부의 서버(RPC). 등록된 수를 보려면",
  "the registry on that chain": "그 장부의 등록 계약 주소",
  "of this office": "이 기관의 역할",
  "sign this office's half of a removal for all who may vote no more and are enrolled":
    "투표할 수 없게 되었는데 등록되어 있는 사람의 삭제에 이 기관 몫의 서명을 합니다",
  "last day of the removals, in Korea; the same at both offices":
    "삭제를 쓸 수 있는 마지막 날(한국 날짜). 두 기관이 같아야 합니다",
  "a new file, which names nobody": "새 파일. 누구의 이름도 들어 있지 않습니다",
  "send the removals that both offices signed; anybody may":
    "두 기관이 서명한 삭제를 장부에 보냅니다. 누구나 할 수 있습니다",
  "the registrar's file of `roll removals`": "등록 기관이 `roll removals`로 만든 파일",
  "the approver's": "확인 기관의 파일",
  "the account that pays; by default as for `deploy`": "수수료를 내는 계정. 적지 않으면 `deploy`와 같음",
  "what residents wrote against a roll: list, answer": "주민이 명부에 낸 이의 신청: 목록(list), 답(answer)",
  "list the open objections by name, roll and date, with nothing of any person":
    "답하지 않은 이의 신청을 번호, 명부, 날짜로 보여 줍니다. 사람에 관한 것은 보여 주지 않습니다",
  "the office's file, for the last day of objections": "기관의 설정 파일. 이의 신청의 마감을 보려면",
  "those that are answered too": "답한 것도 함께",
  "also who wrote what, on a terminal alone": "누가 무엇을 썼는지도. 터미널에서만",
  "write everything into a new file that you alone can read": "모든 내용을 나만 읽을 수 있는 새 파일에 씁니다",
  "answer an objection; the person reads the answer at the next question to the office":
    "이의 신청에 답합니다. 신청한 사람은 기관에 다시 물을 때 읽습니다",
  "its name, as `list` says it": "`list`가 보여 준 번호",
  "the answer, up to 2,000 characters": "답을 적은 파일. 2,000자까지",
  "in the place of an answer that was given": "이미 한 답을 바꿉니다",
};
