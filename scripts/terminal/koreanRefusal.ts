import { saidInKorean } from "../../sdk/words/ko/catalogue.ts";
import { foreign } from "../../sdk/words/ko/foreign.ts";

/** How a command ended: refused or failed, or without an answer from those who had to be asked. */
export type Ending = "refused" | "unchecked";

const HEADS: Readonly<Record<Ending, string>> = { refused: "오류", unchecked: "확인하지 못했습니다" };

const UNKNOWN = "예상하지 못한 문제로 멈추었습니다. 아래 내용을 확인하고, 모르겠으면 담당 기술자에게 보여 주세요.";

/**
 * One line in Korean: what happened and what to do, by the error's code. It holds nothing that came from outside:
 * values and reasons stand in the English line.
 */
export function koreanRefusal(error: unknown, ending: Ending): string {
  const { code, refusal } = (error ?? {}) as { readonly code?: unknown; readonly refusal?: unknown };
  const text = saidInKorean(code) ?? foreignSentence(code);
  const head = text === undefined ? HEADS[ending] : `${HEADS[ending]}(${code})`;
  // What an office or a relayer gave as its reason has a text of its own.
  const reason = saidInKorean(refusal);
  return [`${head}: ${text ?? UNKNOWN}`, ...(reason === undefined ? [] : [`(${refusal}) ${reason}`])].join(" ");
}

function foreignSentence(code: unknown): string | undefined {
  return typeof code === "string" && Object.hasOwn(foreign, code) ? foreign[code] : undefined;
}
