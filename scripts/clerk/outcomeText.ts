import type { OutcomeRule } from "../../sdk/election/constitution.ts";
import type { Text } from "../../sdk/election/content.ts";
import { type Outcome, optionsOfBits } from "../../sdk/election/outcome.ts";
import { TIE_BREAK_WORDS, VERDICT_WORDS } from "../../sdk/election/outcomeWords.ts";
import type { Language } from "../terminal/language.ts";

/** What an election decided, and who was tied. */
export type OutcomeText = {
  readonly outcome: Text;
  /** Options with equal votes of which not all fitted, and the rule for them; null if there were none. */
  readonly tied: Text | null;
};

/** An outcome in words. @param titles Of the options, in listed order. */
export function outcomeText(
  decided: Outcome,
  { kind, tieBreak }: Pick<OutcomeRule, "kind" | "tieBreak">,
  titles: readonly Text[],
): OutcomeText {
  if (!decided.quorumReached) return { outcome: { ko: "정족수 미달", en: "the quorum was missed" }, tied: null };
  if (kind === "Referendum") return { outcome: VERDICT_WORDS[decided.verdict], tied: null };
  const list = (bits: number, language: Language) =>
    optionsOfBits(bits)
      .map((option) => titles[option]?.[language])
      .join(", ");
  const tied = (language: Language) => `${list(decided.tied, language)} (${TIE_BREAK_WORDS[tieBreak][language]})`;
  return {
    outcome: { ko: list(decided.selected, "ko") || "없음", en: list(decided.selected, "en") || "none" },
    tied: decided.tied === 0 ? null : { ko: tied("ko"), en: tied("en") },
  };
}
