import type { KoreanHelp } from "./catalogue.ts";

/** The help of a clerk's commands. */
export const clerk: KoreanHelp = {
  "write a commented election file; never overwrites one": "설명이 달린 투표 파일을 만듭니다. 덮어쓰지 않습니다",
  "the file to write": "만들 파일",
  "the kind of ballot": "투표지의 종류",
  "name of the election; by default that of the file": "투표의 이름. 적지 않으면 파일의 이름",
  "print the file, and write nothing": "파일의 내용을 보여 주기만 하고 쓰지 않음",
  "check an election file: form, rules, dates, texts, board; with --rpc also contracts and roll":
    "투표 파일을 검사합니다: 꼴, 규칙, 날짜, 글, 참관단. --rpc를 주면 계약과 명부도 봅니다",
  "say every transaction with gas and cost, the dates, and who holds which power; sends nothing":
    "모든 거래의 가스와 비용, 일정, 누가 무엇을 할 수 있는지 보여 줍니다. 아무것도 보내지 않습니다",
  "price of a unit of gas, in gwei": "가스 한 단위의 값(gwei)",
  "price of an ether in any money": "이더 하나의 값(원 등 아무 돈)",
  "residents expected; by default the minimum census": "예상 주민 수. 적지 않으면 최소 인원",
  "as it will be given to deploy": "`deploy`에 줄 이유와 같게",
  "the organizer's account, in the Hardhat keystore": "주관 기관의 계정(Hardhat 보관함)",
  "ask for the organizer's private key and keep it encrypted; it is never an argument":
    "주관 기관의 비밀 열쇠를 물어 암호로 잠가 보관합니다. 명령에 직접 적지 않습니다",
  "print the organizer's address, and nothing secret": "주관 기관의 주소를 보여 줍니다. 비밀은 보여 주지 않습니다",
  "a file with the private key instead": "보관함 대신 비밀 열쇠가 든 파일",
  "deploy contracts, board and election; run again it does only what is missing":
    "계약, 참관단, 투표를 배포합니다. 다시 실행하면 빠진 것만 합니다",
  "the organizer's private key; by default the Hardhat keystore or HANPYO_ORGANIZER_KEY":
    "주관 기관의 비밀 열쇠 파일. 적지 않으면 Hardhat 보관함이나 HANPYO_ORGANIZER_KEY",
  "deploy an unsafe election to a production network, labelled as a test for ever":
    "안전하지 않은 투표를 실제 체인에 배포. 영원히 시험 투표로 표시됩니다",
  "open the ballot box, once the time has come and the trustees have consented; anybody may":
    "때가 되고 참관 위원이 동의했으면 투표함을 엽니다. 누구나 할 수 있습니다",
  "say where an election stands, who has yet to act, and the next command":
    "투표가 어디까지 왔는지, 누가 할 일이 남았는지, 다음 명령이 무엇인지 알려 줍니다",
  "follow phase, consents, turnout and relayers until the end; never partial results":
    "끝날 때까지 단계, 동의, 투표율, 전달 서버를 지켜봅니다. 중간 결과는 없습니다",
  "time between two looks": "다시 볼 때까지의 시간(초)",
  "look once": "한 번만 봄",
  "sum, seal, decrypt and post the result, as far as it can be done now; run again it goes on":
    "지금 할 수 있는 데까지 더하고, 봉인하고, 개표해 결과를 올립니다. 다시 실행하면 이어서 합니다",
  "write an election's record from the chain, and beside it every check; exit code 2 if one could not be made":
    "장부에서 투표 기록을 만들고, 그 곁에 모든 검사의 결과를 씁니다. 하지 못한 검사가 있으면 종료 코드 2",
  "the files of the roll's snapshot, if the roll was published as a file; a copy is kept":
    "명부가 파일로 공개되었다면 그 명부 파일의 폴더. 사본을 함께 둡니다",
  "where to": "쓸 폴더",
  "check, and write nothing": "검사만 하고 쓰지 않음",
  "say whether this machine, its keys and its chain are fit for an election":
    "이 컴퓨터와 열쇠, 장부가 투표에 알맞은지 알려 줍니다",
  "also look at this chain": "이 장부의 서버(RPC)도 봄",
  "also say what this account on it can pay for, with --rpc": "--rpc와 함께: 이 계정의 돈으로 무엇을 할 수 있는지도 봄",
  "Exit codes: 0 all is well, 1 something is wrong, 2 something could not be found out.":
    "종료 코드: 0 모두 괜찮음, 1 잘못된 것이 있음, 2 알아낼 수 없는 것이 있음.",
};
