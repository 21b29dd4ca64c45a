import type { WordsOf } from "../words.ts";

/** Of the making of proving keys. */
export const ceremony: WordsOf<"ceremony"> = {
  PTAU_UNKNOWN:
    "공개된 Hermez 파일이 아닙니다. powersOfTau28_hez_final_NN.ptau를 쓰거나, 개발용 열쇠라면 --development를 주세요.",
  CIRCUIT_UNKNOWN: "없는 회로 이름입니다. 아래에 적힌 이름 가운데 고르세요.",
  CEREMONY_FILE_MISSING: "그런 파일이 없습니다. 이름을 확인하세요.",
  CEREMONY_STEP_FAILED: "증명 열쇠를 만드는 단계가 실패했고 아무것도 쓰지 않았습니다. 파일을 확인하세요.",
  BEACON_INVALID:
    "공개 난수가 32~255바이트의 16진수가 아닙니다. 미리 알린 공개 값, 예를 들어 앞날의 정해진 블록의 해시를 주세요.",
  CONTRIBUTOR_INVALID: "기여자 이름으로 쓸 수 없습니다. 제어 문자 없이 1~64자로 적으세요.",
  KEY_WITHOUT_CONTRIBUTION: "아직 아무도 기여하지 않아 누구나 위조할 수 있는 열쇠입니다. 먼저 기여를 더하세요.",
  KEY_INVALID: "이 회로의 올바른 증명 열쇠가 아닙니다. 쓰지 말고 기여자마다 넘겨준 파일을 받아 보세요.",
};
