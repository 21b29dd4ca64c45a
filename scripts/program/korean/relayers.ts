import type { KoreanHelp } from "./catalogue.ts";

/** The help of the relayer's commands. */
export const relayers: KoreanHelp = {
  "bring ballots to the chain: key, start, submit, status, evidence":
    "투표지를 장부에 올립니다: 열쇠(key), 시작(start), 제출(submit), 상태(status), 증거(evidence)",
  "make a relayer's account; it needs ether, and has no rights":
    "전달 서버의 계정을 만듭니다. 이더가 필요하고, 아무 권한도 없습니다",
  "where to keep it; readable by you alone": "보관할 파일. 나만 읽을 수 있게 만듭니다",
  "serve ballots until stopped": "멈출 때까지 투표지를 받습니다",
  "what must not be forgotten; made if it is missing": "잊으면 안 되는 것을 적는 파일. 없으면 만듭니다",
  "the account, as `relayer key` wrote it": "`relayer key`가 만든 계정 파일",
  "an election to serve": "맡을 투표의 주소",
  "serve all elections of this factory": "이 팩토리의 모든 투표를 맡음",
  "blocks after which a ballot is final": "투표지가 확정되는 블록 수",
  "most ballots in one transaction": "한 거래에 넣는 투표지의 최대 수",
  "how long a ballot waits for others": "다른 투표지를 기다리는 시간(초)",
  "most to pay for a unit of gas": "가스 한 단위에 낼 최대 값(gwei)",
  "take voters' addresses from X-Forwarded-For, which the proxy must set":
    "투표자의 접속 주소를 프록시가 적는 X-Forwarded-For에서 읽음",
  "most from one address; behind a reverse proxy all have the proxy's without --behind-proxy":
    "한 주소에서 1분에 받는 최대 요청. 프록시 뒤에서 --behind-proxy가 없으면 모두 프록시의 주소입니다",
  "bring a ballot's package to the chain, whosoever it is; any number of times":
    "누구의 것이든 투표 꾸러미를 장부에 올립니다. 몇 번 해도 됩니다",
  "the package, as the voter's device wrote it": "투표자의 기기가 만든 투표 꾸러미",
  "the chain, which is asked before anything is sent again": "장부의 서버(RPC). 다시 보내기 전에 먼저 물어봅니다",
  "a relayer as it is announced": "알려진 전달 서버(주소@URL)",
  "an account to cast it from if no relayer takes it; not one that can be linked to the voter":
    "전달 서버가 받지 않을 때 직접 보낼 계정. 투표자와 이어질 수 있는 계정은 쓰지 마세요",
  "say how a relayer is, or where it has a ballot": "전달 서버의 상태나, 맡긴 투표지가 어디까지 갔는지 알려 줍니다",
  "a ballot's tracker": "투표지의 확인 번호",
  "judge by the chain whether a relayer kept its promise": "전달 서버가 약속을 지켰는지 장부로 가립니다",
  "the evidence, as the voter's page saved it; it shows neither choice nor voter":
    "투표자의 화면이 저장한 증거 파일. 무엇을 골랐는지, 누구인지는 들어 있지 않습니다",
  "the relayer's account as the organizer announced it": "주관 기관이 알린 전달 서버의 계정 주소",
  "Exit codes: 0 the promise was kept or is not due, 1 it was broken, or this is no evidence, 2 the chain could not be asked.":
    "종료 코드: 0 약속을 지켰거나 아직 때가 아님, 1 약속을 어겼거나 증거가 아님, 2 장부에 물어볼 수 없음.",
};
