import { saidInKorean } from "../../sdk/words/ko/catalogue.ts";
import { foreign } from "../../sdk/words/ko/foreign.ts";
import type { Ending } from "./ending.ts";
import { koreanGivenValues, koreanRefusalValues } from "./koreanRefusalValues.ts";
import { shown } from "./shown.ts";

const HEADS: Readonly<Record<Ending, string>> = {
  nothing: "할 일이 없습니다",
  refused: "오류",
  unchecked: "확인하지 못했습니다",
  waiting: "아직 아닙니다",
};

const UNKNOWN = "예상하지 못한 문제로 멈추었습니다. 아래 내용을 확인하고, 모르겠으면 담당 기술자에게 보여 주세요.";

/** What an error may say of itself beside its code. */
type Said = Readonly<Partial<Record<"code" | "refusal" | "given" | "field" | "reasonInKorean", unknown>>>;

/**
 * One line in Korean: what happened and what to do, by the error's code, and the values that the error names. The words
 * of a node or a service stand in the English line alone, but for the values of its refusal.
 */
export function koreanRefusal(error: unknown, ending: Ending): string {
  const { code } = (error ?? {}) as Said;
  return `${HEADS[ending]}${sentenceOf(code) === undefined ? "" : `(${code})`}: ${koreanReason(error)}`;
}

/** The same without how the command ends, to stand in another line. */
export function koreanReason(error: unknown): string {
  const { code, refusal, given, field, reasonInKorean } = (error ?? {}) as Said;
  // What an office, a relayer or the system gave as its reason has a text of its own.
  const [ours, theirs] = [saidInKorean(refusal), foreignSentence(refusal)];
  const where = field === undefined ? "" : `${shown(String(field || "전체"))}: `;
  const wrong = typeof reasonInKorean !== "string" ? [] : [where + reasonInKorean];
  const known =
    ours !== undefined
      ? [`(${refusal}) ${ours}`, koreanGivenValues(given)]
      : theirs !== undefined && wrong.length === 0
        ? [theirs]
        : [];
  // A reason of its own tells them already.
  const values = wrong.length === 0 ? koreanRefusalValues(error) : undefined;
  const said = [sentenceOf(code) ?? UNKNOWN, ...known, ...wrong, values];
  return said.filter((one) => one !== undefined).join(" ");
}

function sentenceOf(code: unknown): string | undefined {
  return saidInKorean(code) ?? foreignSentence(code);
}

function foreignSentence(code: unknown): string | undefined {
  return typeof code === "string" && Object.hasOwn(foreign, code) ? foreign[code] : undefined;
}
