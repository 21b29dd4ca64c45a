import { ContractRefusedError } from "../../sdk/chain/contracts.ts";
import { readableValue } from "../../sdk/chain/refusalValues.ts";
import type { Phase } from "../../sdk/election/phase.ts";
import { BOARD_STAGES_IN_KOREAN, PHASES_IN_KOREAN } from "./stageNames.ts";

/** Names of the values that a clerk or a trustee meets; any other stands as the contract names it. */
const NAMES: Readonly<Record<string, string>> = {
  opensAt: "여는 시각",
  blockTime: "체인의 시각",
  until: "기한",
  time: "명부를 확정하는 시각",
  censusTime: "명부를 확정하는 시각",
  phase: "지금 단계",
  stage: "참관단의 단계",
  seat: "자리",
  given: "지금까지",
  required: "필요한 수",
  least: "최소",
  minimumCensus: "최소 인원",
  minimumBallots: "최소 투표 수",
  activeMembers: "명부의 주민 수",
  account: "계정",
  sender: "보낸 계정",
};

/** What a contract refused with, value by value, as people read it; nothing of other errors, or where it names none. */
export function koreanRefusalValues(error: unknown): string | undefined {
  if (!(error instanceof ContractRefusedError)) return undefined;
  const values = Object.entries(error.args).map(([name, value]) => `${NAMES[name] ?? name} ${inKorean(name, value)}`);
  return values.length === 0 ? undefined : `(${values.join(", ")})`;
}

function inKorean(name: string, value: string): string {
  const readable = readableValue(name, value);
  if (name === "phase") return PHASES_IN_KOREAN[readable as Phase] ?? readable;
  if (name === "stage") return BOARD_STAGES_IN_KOREAN[readable as keyof typeof BOARD_STAGES_IN_KOREAN] ?? readable;
  return readable;
}
