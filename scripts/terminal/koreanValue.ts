import type { BOARD_STAGES } from "../../sdk/chain/boardStages.ts";
import type { Phase } from "../../sdk/election/phase.ts";
import { wordsIn } from "./checkWords/catalogue.ts";
import { valueIn } from "./checkWords/valuesInKorean.ts";
import { replaced } from "./phrases.ts";
import { BOARD_STAGES_IN_KOREAN, PHASES_IN_KOREAN } from "./stageNames.ts";
import { VALUE_PHRASES } from "./valuePhrases.ts";

const ROLES: Readonly<Record<string, string>> = { registrar: "등록 기관", approver: "확인 기관" };

/** Words by the name of the value, where they are a list that does not grow. */
const LISTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  phase: PHASES_IN_KOREAN satisfies Record<Phase, string>,
  stage: BOARD_STAGES_IN_KOREAN satisfies Record<(typeof BOARD_STAGES)[number], string>,
  role: ROLES,
  otherRole: ROLES,
  purpose: { enrol: "등록", ask: "등록되었는지 묻기" },
};

/** Values that are said in words; any other, as a file or an account, is never taken for words. */
export const SAID_IN_WORDS: readonly string[] = [
  "answer",
  "asked",
  "cause",
  "event",
  "expected",
  "fact",
  "field",
  "findings",
  "found",
  "given",
  "kind",
  "needed",
  "now",
  "otherAnswer",
  "place",
  "reason",
  "state",
  "subject",
  "summary",
  "unit",
  "what",
  "where",
];

/** A value that an error names, in Korean; one that is no words of ours stays as it is. */
export function koreanValue(name: string, value: string): string {
  const list = LISTS[name];
  if (list !== undefined) return list[value] ?? value;
  if (name === "check") return wordsIn("ko", value);
  if (!SAID_IN_WORDS.includes(name)) return value;
  const ours = replaced(VALUE_PHRASES, value);
  return ours === value ? valueIn("ko", value) : ours;
}
