import type { BOARD_STAGES } from "../../sdk/chain/boardStages.ts";
import type { Phase } from "../../sdk/election/phase.ts";

/** As the page says them. */
export const PHASES_IN_KOREAN: Readonly<Record<Phase, string>> = {
  pending: "시작 전",
  void: "무효",
  open: "투표 중",
  closed: "마감",
  sealed: "개표 중",
  "too few": "개표하지 않음",
  decided: "결과 나옴",
  "below quorum": "투표함 열지 않음",
};

/** Stages of a board. */
export const BOARD_STAGES_IN_KOREAN: Readonly<Record<(typeof BOARD_STAGES)[number], string>> = {
  registering: "등록하는 중",
  dealing: "열쇠를 나누는 중",
  ready: "준비됨",
  dead: "기한을 넘겨 쓸 수 없음",
};
