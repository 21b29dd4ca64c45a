import type { WordsOf } from "../words.ts";

/** What a board's contract refuses, and the arithmetic on curve points beneath all contracts. */
export const contractBoards: WordsOf<"contractBoards"> = {
  REFUSED_NOT_A_TRUSTEE: "이 자리의 참관 위원 계정이 아닙니다. 참관단에 적힌 계정에서 보내세요.",
  REFUSED_WRONG_STAGE:
    "참관단이 지금 단계에서는 받지 않는 일입니다. 참관단의 단계를 확인하고, 기한을 넘겼으면 참관단을 새로 배포하세요.",
  REFUSED_ALREADY_REGISTERED: "이미 열쇠를 등록한 참관 위원입니다. 더 할 일이 없습니다.",
  REFUSED_ALREADY_DEALT: "이미 열쇠 조각을 나누어 준 참관 위원입니다. 더 할 일이 없습니다.",
  REFUSED_WRONG_POLYNOMIAL_LENGTH: "나누어 주는 점의 수가 필요 인원과 다릅니다. 필요 인원만큼 만드세요.",
  REFUSED_WRONG_SHARE_COUNT: "열쇠 조각의 수가 자리 수와 다릅니다. 내 자리까지 모든 자리에 하나씩 나누어 주세요.",
  REFUSED_SEAT_INVALID: "없는 자리 번호입니다. 1부터 참관 위원 수까지의 번호를 쓰세요.",
  REFUSED_ELECTION_KEY_IS_IDENTITY:
    "참관 위원들의 값이 서로 지워져 투표 열쇠를 만들 수 없습니다. 참관단을 새로 배포하세요.",
  REFUSED_BOARD_PARAMETERS_INVALID: "참관단에 맞지 않는 값이 있습니다. 아래에 적힌 값을 고치세요.",
  REFUSED_COORDINATE_TOO_LARGE: "점의 좌표가 범위를 벗어났습니다. 보낸 쪽의 자료를 받지 마세요.",
  REFUSED_POINT_NOT_ON_CURVE: "곡선 위에 있지 않은 점입니다. 보낸 쪽의 자료를 받지 마세요.",
  REFUSED_POINT_IS_IDENTITY: "쓸 수 없는 점(항등원)입니다. 보낸 쪽의 자료를 받지 마세요.",
  REFUSED_CHALLENGE_TOO_LARGE: "증명의 값이 범위를 벗어났습니다. 증명을 다시 만드세요.",
  REFUSED_FIELD_ELEMENT_TOO_LARGE: "값이 범위를 벗어났습니다. 보낸 쪽의 자료를 받지 마세요.",
  REFUSED_ENCRYPTION_KEY_USED: "다른 참관 위원이 쓴 열쇠입니다. 자기 열쇠를 따로 만들어 쓰세요.",
  REFUSED_REGISTRATION_PROOF_INVALID:
    "열쇠 등록의 증명이 맞지 않습니다. 등록하는 열쇠로, 이 참관단과 자리와 계정에 대한 증명을 다시 만드세요.",
  REFUSED_COMMITMENT_MISMATCH: "등록할 때와 다른 값입니다. 등록할 때 쓴 열쇠로 열쇠 조각을 나누어 주세요.",
  REFUSED_SHARE_PROOFS_INVALID:
    "맞지 않는 열쇠 조각이 있거나 검사할 가스가 모자랐습니다. 같은 열쇠로 나누어 줄 조각을 다시 만들고 가스를 넉넉히 주세요.",
};
