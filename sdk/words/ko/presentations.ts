import type { WordsOf } from "../words.ts";

/** Why an office does not take an eID. */
export const presentations: WordsOf<"presentations"> = {
  PRESENTATION_MALFORMED: "신분증의 답이 정해진 꼴이 아닙니다. 기관이 요청한 대로 다시 보여 주세요.",
  CODE_UNKNOWN: "인증번호가 이 기관의 것이 아닙니다. 편지와 비교하고, 두 기관의 번호를 바꾸어 넣지 않았는지 보세요.",
  CODE_USED:
    "인증번호를 이미 다른 투표 신원을 등록하는 데 썼습니다. 그 신원을 복구하고, 등록한 적이 없다면 기관에 바로 알리세요.",
  CODE_EXPIRED: "인증번호의 기한이 지났습니다. 아래에 적힌 때(KST, 한국 시간)까지였습니다. 기관에 새 번호를 청하세요.",
  ALGORITHM_REFUSED: "기관이 받지 않는 방식으로 서명되었습니다. 기관이 받는 전자 신분증을 쓰세요.",
  ISSUER_UNKNOWN: "발급한 곳이 기관의 신뢰 목록에 없습니다. 기관이 받는 전자 신분증을 쓰세요.",
  SIGNATURE_INVALID: "서명이 맞지 않습니다. 신분증을 다시 보여 주세요.",
  CREDENTIAL_EXPIRED: "지금은 유효하지 않은 신분증입니다. 새로 발급받으세요.",
  CREDENTIAL_REVOKED: "취소되었거나 정지된 신분증입니다. 발급한 곳에 물어보세요.",
  CREDENTIAL_UNSUITABLE: "여기에 쓸 수 없는 신분증입니다. 기관이 받는 전자 신분증을 쓰세요.",
  REVOCATION_UNKNOWN: "신분증이 취소되었는지 지금은 알 수 없습니다. 나중에 다시 하거나 다른 확인 방법을 쓰세요.",
  NONCE_MISMATCH: "다른 등록 절차에서 만든 답입니다. 처음부터 다시 하고 신분증을 한 번 더 보여 주세요.",
  AUDIENCE_MISMATCH: "다른 곳에 보여 주려고 만든 답입니다. 이 기관에 신분증을 다시 보여 주세요.",
  PRESENTATION_STALE: "만든 지 너무 오래되었거나 기기의 시계가 빠릅니다. 시계를 맞추고 신분증을 다시 보여 주세요.",
  KEY_BINDING_MISSING: "신분증의 주인이 보여 준다는 증명이 없습니다. 열쇠와 묶인 신분증을 쓰는 지갑을 쓰세요.",
  RESPONSE_CODE_UNKNOWN: "이 등록 절차에서 지갑이 준 값이 아닙니다. 신분증을 다시 보여 주세요.",
};
