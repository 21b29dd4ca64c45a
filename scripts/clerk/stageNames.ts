import type { BOARD_STAGES } from "../../sdk/chain/boardStages.ts";
import type { Phase } from "../../sdk/election/phase.ts";
import type { Language } from "../terminal/language.ts";

/** As the page says them. */
const PHASES_IN_KOREAN: Readonly<Record<Phase, string>> = {
  pending: "시작 전",
  void: "무효",
  open: "투표 중",
  closed: "마감",
  sealed: "개표 중",
  "too few": "개표하지 않음",
  decided: "결과 나옴",
  "below quorum": "투표함 열지 않음",
};

const STAGES_IN_KOREAN: Readonly<Record<(typeof BOARD_STAGES)[number], string>> = {
  registering: "등록하는 중",
  dealing: "열쇠를 나누는 중",
  ready: "준비됨",
  dead: "기한을 넘겨 쓸 수 없음",
};

/** @param undecided Whether it is past the day on which the shares were due. */
export function phaseName(phase: Phase, undecided: boolean, language: Language): string {
  if (language === "ko") return `${PHASES_IN_KOREAN[phase]}${undecided ? ", 기한이 지나도록 결과 없음" : ""}`;
  return undecided ? `${phase}, undecided` : phase;
}

export function stageName(stage: string, language: Language): string {
  const known = STAGES_IN_KOREAN[stage as keyof typeof STAGES_IN_KOREAN];
  return language === "ko" && known !== undefined ? known : stage;
}
