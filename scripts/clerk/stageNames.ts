import type { Phase } from "../../sdk/election/phase.ts";
import type { Language } from "../terminal/language.ts";
import { BOARD_STAGES_IN_KOREAN, PHASES_IN_KOREAN } from "../terminal/stageNames.ts";

/** @param undecided Whether it is past the day on which the shares were due. */
export function phaseName(phase: Phase, undecided: boolean, language: Language): string {
  if (language === "ko") return `${PHASES_IN_KOREAN[phase]}${undecided ? ", 기한이 지나도록 결과 없음" : ""}`;
  return undecided ? `${phase}, undecided` : phase;
}

export function stageName(stage: string, language: Language): string {
  const known = BOARD_STAGES_IN_KOREAN[stage as keyof typeof BOARD_STAGES_IN_KOREAN];
  return language === "ko" && known !== undefined ? known : stage;
}
