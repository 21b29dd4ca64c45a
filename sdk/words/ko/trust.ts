import type { WordsOf } from "../words.ts";

/** Of who stands behind accounts. */
export const trust: WordsOf<"trust"> = {
  TRUST_FILE_INVALID: "신뢰 파일이 아닙니다. 주관 기관이 공개한 hanpyo-trust-1 파일을 고치지 말고 그대로 주세요.",
  TRUST_LINE_FOREIGN:
    "다른 지방자치단체나 다른 체인의 줄이 들어 있습니다. 그 줄을 빼거나 이 단체와 체인으로 다시 서명받으세요.",
  TRUST_SIGNATURE_WRONG: "줄에 적힌 계정의 서명이 아닙니다. 그 계정을 가진 사람에게서 서명한 줄을 그대로 받으세요.",
  TRUST_MANIFEST_BROKEN:
    "앞선 공개 목록에서 이어지지 않는 목록입니다. 주관 기관의 신뢰 파일을 통째로 다시 받으세요. 기관이 준 파일이 맞다면 함께 비교하는 모든 사람에게 알리세요.",
  TRUST_ANCHOR_UNREADABLE:
    "공보에 실린 줄이 아닙니다. `단체 | chain … | organizer … | serial … | manifest …` 한 줄을 모두 주세요.",
  TRUST_ANCHOR_FOREIGN:
    "공보의 줄과 신뢰 파일이 서로 다른 단체, 체인 또는 주관 기관의 것입니다. 둘 다 공보와 비교하세요.",
  TRUST_ANCHOR_MISTYPED: "공보의 줄을 옮겨 적을 때 틀린 곳이 있습니다. 인쇄된 공보와 한 글자씩 다시 비교하세요.",
  TRUST_FORKED:
    "같은 번호의 공개 목록이 두 가지 있습니다. 어느 것도 믿지 말고, 주관 기관과 함께 비교하는 모든 사람에게 알리고 공보를 확인하세요.",
  TRUST_FILE_OLD: "이미 아는 공개 목록보다 오래된 신뢰 파일입니다. 지금의 파일을 받으세요.",
  TRUST_MISSING:
    "참관단과 명부가 누구의 것인지 말해 주는 신뢰 파일이 없습니다. --trust와 --anchor를 주세요. 정말 없을 때만 --without-trust를 주고, 그것은 일지에 남습니다.",
  TRUST_ANCHOR_MISSING: "신뢰 파일이 맞는지 밖에서 말해 주는 것이 없습니다. 공보에 실린 한 줄을 --anchor에 주세요.",
  OFFICE_EVENTS_MISSING:
    "등록부의 기록만으로는 누가 두 기관을 맡아 왔는지 알 수 없습니다. 다른 서버(RPC)에 물어보세요.",
  TRUST_CODE_DIFFERS:
    "체인에 있는 계약의 코드가 신뢰 파일에 적힌 것과 다릅니다. 쓰지 말고, 다른 RPC로 확인한 뒤 지방자치단체에 알리세요.",
  TRUST_KEY_DIFFERS:
    "증명을 확인하는 열쇠가 신뢰 파일에 적힌 것과 다릅니다. 쓰지 말고, 신뢰 파일과 맞는 판의 열쇠를 받으세요.",
  TRUST_ACCOUNT_UNFIT: "이 열쇠의 계정은 이 줄에 서명할 자리에 있지 않습니다. 그 자리의 열쇠 파일을 주세요.",
  TRUST_SEAT_MISSING:
    "신뢰 파일에 자리 줄이 없는 참관 위원이 있습니다. 먼저 `npm run hanpyo -- trust add 파일 줄파일`로 모든 참관 위원의 자리 줄을 더하세요.",
  TRUST_CODE_MISSING:
    "확정된 블록에 아직 코드가 없는 계약이 있습니다. 배포한 블록이 확정된 뒤에 다시 공개하세요. 몇 시간이 지나도 같으면 다른 체인의 배포 파일입니다.",
  TRUST_NAME_UNFIT:
    "서명할 수 없는 이름입니다. 이름을 다시 입력하세요. 낱말 사이는 한 칸만 띄우고, 보이지 않는 글자와 | 는 쓰지 마세요.",
  TRUST_CHAIN_MISSING:
    "투표는 그 체인에 물어보아야 판단할 수 있습니다. --rpc를 서로 다른 두 곳으로 주거나 --election을 빼세요.",
  ELECTION_NOT_AS_JUDGED:
    "서버가 확인할 때와 다른 투표를 보여 줍니다. 이 화면과 서버로는 투표하지 말고, 주관 기관과 함께 비교하는 모든 사람에게 알리세요.",
  ELECTION_NOT_TRUSTED:
    "공보에 실린 신뢰 파일이 이 투표를 보증하지 않습니다. 아무것도 하지 말고, 무엇이 맞지 않는지 주관 기관과 다른 참관 위원에게 물어보세요.",
};
